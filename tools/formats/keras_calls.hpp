#pragma once

#include <string>
#include <vector>

#include "formats/json.hpp"
#include "model/tensor.hpp"

namespace ctnn_tool {

/// As Keras calls a layer; nothing if it does not say.
std::string keras_name(const Json& layer);

/// The layers whose values a layer of a graph takes, in their order; none of one that begins it. Throws a
/// Refusal if it is called more than once, or takes anything besides.
std::vector<std::string> keras_inputs(const Json& layer);

/// What an operation is applied to: what a layer gives, or a constant.
struct KerasOperand {
    std::string layer{};
    Tensor constant{};

    bool is_constant() const { return layer.empty(); }
};

/// Whether it is no layer but `x + y`, or another function of TensorFlow that Keras 2 has wrapped, or of
/// Keras 3's own that computes value by value.
bool is_keras_operation(const Json& layer);

/// Of an operation, in the order of its arguments. Throws a Refusal if it is called with anything besides.
std::vector<KerasOperand> keras_operands(const Json& layer);

/// The layer that gives what the graph gives. Throws a Refusal if they are several.
std::string keras_output(const Json& config);

}  // namespace ctnn_tool
