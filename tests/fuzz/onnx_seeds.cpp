#include <string>
#include <string_view>

#include <reference/onnx.hpp>
#include <reference/onnx_graphs.hpp>
#include <reference/onnx_patterns.hpp>

#include "seeds.hpp"

namespace {

/// A pool whose windows are as large as an image that no file has to hold.
constexpr std::string_view large_pool =
    "080712056d6f64656c3aa4010a5f0a015812015922074d6178506f6f6c2a120a0964696c6174692e6e73400a"
    "400aa001072a150a0c6b65726e656c5f7368617065403c4050a001072a110a0470616473400a4014400a4014"
    "a001072a100a0773747269646573400a400aa00107120567726170685a1d0a015812180a16080112120a0208"
    "010a0208010a0308e8070a0308e807621b0a015912160a14080112100a0a08010a0208010a02082b0a020819"
    "4202100c";

}  // namespace

Seeds onnx_seeds() {
    Seeds seeds{
        {"images", golden::images},       {"reshaped", golden::reshaped}, {"pooled", golden::pooled},
        {"dense", golden::dense},         {"sequence", golden::sequence}, {"causal", golden::causal},
        {"convolved", golden::convolved}, {"branches", golden::branches}, {"recurrent", golden::recurrent}};
    for (const golden::OnnxPattern& pattern : golden::onnx_patterns)
        seeds.emplace_back("pattern_" + std::to_string(seeds.size()), golden::from_hex(pattern.onnx));
    seeds.emplace_back("large_pool", golden::from_hex(large_pool));
    return seeds;
}
