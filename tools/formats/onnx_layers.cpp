#include "formats/onnx_layers.hpp"

#include <algorithm>
#include <memory>
#include <numeric>
#include <utility>

#include "formats/onnx_activation.hpp"
#include "formats/onnx_constants.hpp"
#include "formats/onnx_window_layers.hpp"
#include "formats/onnx_windows.hpp"
#include "model/refusal.hpp"

namespace ctnn_tool {

const OnnxConstant& OnnxInputs::constant(std::size_t index) const {
    const auto at = index < node.inputs.size() ? constants.find(node.inputs[index]) : constants.end();
    if (at == constants.end())
        throw Refusal("operator " + std::string(node.operation) + " whose input " + std::to_string(index) +
                      " is computed is not translated");
    if (at->second.values->empty()) throw Refusal("its input " + std::to_string(index) + " has no values");
    return at->second;
}

bool OnnxInputs::has(std::size_t index) const {
    return index < node.inputs.size() && !node.inputs[index].empty();
}

namespace {

void add_gemm(OnnxBranch& branch, const OnnxInputs& in) {
    if (in.node.integer("transA", 0) != 0) throw Refusal("a Gemm with transA is not translated");
    const OnnxConstant& weight = in.constant(1);
    Tensor matrix{weight.shape, *weight.values};
    if (matrix.shape.size() != 2) throw Refusal("a weight of " + text_of(matrix.shape) + " is no matrix");
    if (in.node.integer("transB", 0) != 0) matrix = permuted(matrix, {1, 0});
    for (double& value : matrix.values) value *= in.node.real("alpha", 1);
    branch.chain.dense(std::move(matrix));
    if (!in.has(2)) return;
    OnnxConstant bias = in.constant(2);
    Values values = *bias.values;
    for (double& value : values) value *= in.node.real("beta", 1);
    bias.values = std::make_shared<const Values>(std::move(values));
    branch.chain.shift(bias);
}

/// The constant beside the value that is computed.
const OnnxConstant& beside(const OnnxInputs& in) { return in.constant(in.data == 0 ? 1 : 0); }

OnnxConstant inverse(const OnnxConstant& of) {
    Values values = *of.values;
    for (double& value : values) value = 1 / value;
    return {of.shape, std::make_shared<const Values>(std::move(values))};
}

bool add_arithmetic(OnnxBranch& branch, const OnnxInputs& in) {
    const std::string_view operation = in.node.operation;
    OnnxChain& chain = branch.chain;
    if (operation == "Neg") return chain.affine(-1, 0), true;
    if (in.node.inputs.size() != 2) return false;
    if (operation == "Add") return chain.shift(beside(in)), true;
    if (operation == "Mul") return chain.scale(beside(in)), true;
    if (operation == "Div" && in.data == 0) return chain.scale(inverse(in.constant(1))), true;
    if (operation == "Sub" && in.data == 1) {
        chain.affine(-1, 0);
        return chain.shift(in.constant(0)), true;
    }
    if (operation == "Sub") {
        chain.affine(-1, 0);
        chain.shift(in.constant(1));
        return chain.affine(-1, 0), true;
    }
    if (operation != "Pow" || in.data != 0) return false;
    const OnnxConstant& exponent = in.constant(1);
    const double of = exponent.values->front();
    if (exponent.values->size() != 1 || (of != 2 && of != 3))
        throw Refusal("a Pow of another exponent than 2 or 3 is not translated");
    return chain.power(static_cast<std::size_t>(of)), true;
}

/// What a Reshape behind a norm makes of it, if there was one: what it was before.
void require_shape(const Shape& shape, const std::vector<std::int64_t>& wanted) {
    for (std::size_t axis = 0; axis < wanted.size(); ++axis)
        if (wanted.size() != shape.size() ||
            (axis > 0 && wanted[axis] > 0 && wanted[axis] != static_cast<std::int64_t>(shape[axis])))
            throw Refusal("a norm of groups that are then no image is not translated");
}

bool add_norm(OnnxBranch& branch, const OnnxInputs& in) {
    const std::string_view operation = in.node.operation;
    if (operation == "BatchNormalization") {
        if (in.node.integer("training_mode", 0) != 0 || in.node.integer("spatial", 1) != 1)
            throw Refusal("a BatchNormalization by the batch's own numbers is not translated");
        const std::vector<OnnxConstant> parts{in.constant(1), in.constant(2), in.constant(3), in.constant(4)};
        return branch.chain.batch_norm(parts, in.node.real("epsilon", 1e-5f)), true;
    }
    const auto part = [&](std::size_t i) { return in.has(i) ? in.constant(i) : OnnxConstant{}; };
    if (operation == "InstanceNormalization" || operation == "GroupNormalization") {
        const bool has_groups = operation == "GroupNormalization";
        const std::size_t groups = has_groups ? positive(in.node.integer("num_groups", 0), "num_groups") : 0;
        branch.chain.group_norm(groups, in.node.real("epsilon", 1e-5f), part(1), part(2));
        require_shape(branch.chain.shape(), in.node.integers("of_shape", {}));
        return true;
    }
    const bool has_mean = operation == "LayerNormalization";
    if (!has_mean && operation != "SimplifiedLayerNormalization") return false;
    branch.chain.row_norm(has_mean, in.node.integer("axis", -1), in.node.real("epsilon", 1e-5f), part(1),
                          has_mean ? part(2) : OnnxConstant{});
    return true;
}

bool add_layer(OnnxBranch& branch, const OnnxInputs& in) {
    const std::string_view operation = in.node.operation;
    if (add_onnx_activation(branch.chain, in) || add_onnx_window(branch, in)) return true;
    if (operation == "Gemm") return add_gemm(branch, in), true;
    if (operation == "MatMul") {
        if (in.data != 0) throw Refusal("a product whose first factor is constant is not translated");
        const OnnxConstant& weight = in.constant(1);
        return branch.chain.dense({weight.shape, *weight.values}), true;
    }
    if (operation == "GlobalAveragePool") return branch.chain.global_pooling(true), true;
    if (operation == "GlobalMaxPool") return branch.chain.global_pooling(false), true;
    using Join = JoinedAxis::Join;
    constexpr std::pair<std::string_view, Join> joins[]{{"ReduceMean", Join::mean},
                                                        {"ReduceMax", Join::greatest},
                                                        {"ReduceMin", Join::least},
                                                        {"ReduceSum", Join::sum}};
    for (const auto& [name, join] : joins) {
        if (operation != name) continue;
        const std::vector<std::int64_t> axes =
            in.has(1) ? in.constant(1).integers() : in.node.integers("axes", {});
        return branch.chain.reduce(join, axes, in.node.integer("keepdims", 1) != 0), true;
    }
    if (in.node.attention) return branch.chain.attention(*in.node.attention), true;
    if (in.node.wave_net) return branch.chain.wave_net(*in.node.wave_net), true;
    return add_arithmetic(branch, in) || add_norm(branch, in);
}

void add_slice(OnnxBranch& branch, const OnnxInputs& in) {
    const auto told = [&](std::size_t i, const char* name) {
        return in.has(i) ? in.constant(i).integers() : in.node.integers(name, {});
    };
    const std::vector<std::int64_t> starts = told(1, "starts"), ends = told(2, "ends"), steps = told(4, "");
    std::vector<std::int64_t> axes = told(3, "axes");
    if (axes.empty()) {
        axes.resize(starts.size());
        std::iota(axes.begin(), axes.end(), 0);
    }
    if (ends.size() != starts.size() || axes.size() != starts.size())
        throw Refusal("a Slice of different counts");
    if (!steps.empty() && steps.size() != starts.size()) throw Refusal("a Slice of different counts");
    for (std::size_t i = 0; i < starts.size(); ++i)
        branch.chain.slice(axes[i], starts[i], ends[i], steps.empty() ? 1 : steps[i]);
}

/// The rows of an Embedding: but for the zeros behind them that save_onnx gives to what is no word.
OnnxConstant words_of(const OnnxInputs& in) {
    OnnxConstant table = in.constant(0);
    const auto words = in.node.integer("words", -1);
    if (words < 0) return table;
    if (table.shape.size() != 2 || static_cast<std::int64_t>(table.shape[0]) != words + 1)
        throw Refusal("a table of " + text_of(table.shape) + " for " + std::to_string(words) + " words");
    const auto end = table.values->end() - static_cast<std::ptrdiff_t>(table.shape[1]);
    if (std::any_of(end, table.values->end(), [](double value) { return value != 0; }))
        throw Refusal("a row of its own for what is no word is not translated");
    table.shape[0] -= 1;
    table.values = std::make_shared<const Values>(table.values->begin(), end);
    return table;
}

bool add_shape(OnnxBranch& branch, const OnnxInputs& in) {
    const std::string_view operation = in.node.operation;
    if (operation == "Identity" || operation == "Cast") return true;
    if (operation == "Dropout") {
        if (in.has(2) && in.constant(2).values->front() != 0)
            throw Refusal("a Dropout that trains is not translated");
        return true;
    }
    if (operation == "Transpose") return branch.chain.transpose(in.node.integers("perm", {})), true;
    if (operation == "Flatten") {
        if (in.node.integer("axis", 1) != 1) throw Refusal("a Flatten of the batch is not translated");
        return branch.chain.reshape({1, size_of(branch.chain.shape())}), true;
    }
    if (operation == "Reshape")
        return branch.chain.reshape(reshaped(branch.chain.shape(), in.constant(1).integers())), true;
    if (operation == "Slice") return add_slice(branch, in), true;
    if (operation == "Gather" && in.data == 1 && in.node.integer("axis", 0) == 0)
        return branch.chain.embedding(words_of(in)), true;
    if (operation == "Gather") {
        const std::vector<std::int64_t> index = in.constant(1).integers();
        if (index.size() != 1 || !in.constant(1).shape.empty()) throw Refusal("a Gather of several rows");
        return branch.chain.pick(in.node.integer("axis", 0), index[0]), true;
    }
    if (operation == "Squeeze") {
        const bool told = in.has(1);
        return branch.chain.squeeze(told ? in.constant(1).integers() : in.node.integers("axes", {})), true;
    }
    if (operation == "Unsqueeze") {
        const bool told = in.has(1);
        return branch.chain.unsqueeze(told ? in.constant(1).integers() : in.node.integers("axes", {})), true;
    }
    return false;
}

}  // namespace

bool add_onnx_layer(OnnxBranch& branch, const OnnxInputs& in) {
    if (in.node.operation != "Conv" && in.node.operation != "AveragePool") branch.settle();
    return add_layer(branch, in) || add_shape(branch, in);
}

}  // namespace ctnn_tool
