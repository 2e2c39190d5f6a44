#include "formats/keras_operations.hpp"

#include <array>
#include <ctnn/io/safetensors_header.hpp>
#include <string_view>
#include <utility>

#include "formats/keras_layers.hpp"
#include "model/refusal.hpp"

namespace ctnn_tool {
namespace {

using ctnn::detail::in_quotes;

/// What functions of TensorFlow are as layers of Keras, or as operations of Keras 3.
constexpr std::array<std::pair<std::string_view, std::string_view>, 8> functions{
    {{"__operators__.add", "Add"},
     {"math.add", "Add"},
     {"math.subtract", "Subtract"},
     {"math.multiply", "Multiply"},
     {"math.divide", "Divide"},
     {"math.truediv", "Divide"},
     {"math.negative", "Negative"},
     {"TrueDivide", "Divide"}}};

std::string operation_of(const KerasLayer& layer) {
    const bool is_wrapped = layer.kind() == "TFOpLambda";
    const std::string own = is_wrapped ? layer.text("function", "") : layer.kind();
    for (const auto& [theirs, ours] : functions)
        if (theirs == own) return std::string(ours);
    if (is_wrapped) throw Refusal("its function " + in_quotes(own) + " is not translated");
    return own;
}

/// One number for each channel of what a constant is joined to.
Values spread(const Tensor& constant, const Shape& to) {
    const std::size_t channels = to.back();
    if (constant.values.size() == 1) return Values(channels, constant.values[0]);
    if (constant.values.size() != channels || constant.shape.back() != channels ||
        constant.shape.size() > to.size() + 1)
        throw Refusal("a constant of " + text_of(constant.shape) + " for " + text_of(to) +
                      " is not translated");
    return constant.values;
}

/// The value alone, or with a constant before it or behind it.
void add_with_constant(Model& model, const KerasLayer& layer, const std::string& operation,
                       const Tensor* constant, bool is_before) {
    const auto affine = [&](Values times, Values plus) {
        add_affine(model, layer.arrays(), std::move(times), std::move(plus));
    };
    const std::size_t channels = model.output().back();
    layer.arrays().make(3 * channels);
    const Values ones(channels, 1), zeros(channels, 0), minus(channels, -1);
    if (operation == "Negative" && !constant) return affine(minus, zeros);
    if (!constant || (operation == "Divide" && is_before))
        throw Refusal("it is called with other values than it takes: not translated");
    Values own = spread(*constant, model.output());
    if (operation == "Add") return affine(ones, std::move(own));
    if (operation == "Multiply") return affine(std::move(own), zeros);
    if (operation == "Subtract" && is_before) return affine(minus, std::move(own));
    for (double& value : own) value = operation == "Divide" ? 1 / value : -value;
    if (operation == "Divide") return affine(std::move(own), zeros);
    affine(ones, std::move(own));
}

}  // namespace

void add_keras_operation(ChainBranches& branches, const KerasLayer& layer,
                         const std::vector<KerasOperand>& operands, const std::string& to) {
    const std::string operation = operation_of(layer);
    layer.require_known_names();
    std::vector<std::string> from;
    const Tensor* constant = nullptr;
    for (const KerasOperand& operand : operands) {
        if (operand.is_constant())
            constant = &operand.constant;
        else
            from.push_back(operand.layer);
    }
    if (operands.size() == 2 && from.size() == 2 && operation != "Divide" && operation != "Negative")
        return join_keras(branches, layer, operation, from, to);
    if (from.size() != 1 || operands.size() > 2)
        throw Refusal("it is called with other values than it takes: not translated");
    ChainBranch branch = branches.take(from[0]);
    add_with_constant(branch.chain, layer, operation, constant, operands[0].is_constant());
    branches.put(to, std::move(branch));
}

}  // namespace ctnn_tool
