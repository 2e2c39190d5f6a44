#include <reference/onnx.hpp>

#include "seeds.hpp"

Seeds onnx_seeds() {
    return {
        {"images", golden::images},       {"reshaped", golden::reshaped}, {"pooled", golden::pooled},
        {"dense", golden::dense},         {"sequence", golden::sequence}, {"causal", golden::causal},
        {"convolved", golden::convolved}, {"branches", golden::branches}, {"recurrent", golden::recurrent}};
}
