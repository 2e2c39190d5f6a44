#include "formats/onnx_layers.hpp"

#include <algorithm>
#include <memory>
#include <utility>

#include "formats/onnx_activation.hpp"
#include "formats/onnx_constants.hpp"
#include "formats/onnx_windows.hpp"
#include "model/pooling.hpp"
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

/// One for each filter, of a kernel of so many axes.
void add_filter_bias(OnnxBranch& branch, const OnnxInputs& in, std::size_t rank) {
    if (!in.has(2)) return;
    OnnxConstant bias = in.constant(2);
    for (std::size_t axis = 2; axis < rank; ++axis) bias.shape.push_back(1);
    branch.chain.bias(bias);
}

/// Zeros that the Conv or average behind it takes for its own.
void add_pad(OnnxBranch& branch, const OnnxInputs& in) {
    const std::string_view mode = in.node.text("mode", "constant");
    if (mode != "constant" && mode != "reflect" && mode != "edge")
        throw Refusal("a Pad by other values is not translated");
    const bool told = in.has(1);
    const std::vector<std::int64_t> pads = told ? in.constant(1).integers() : in.node.integers("pads", {});
    const bool has_value = in.has(2) && !in.constant(2).values->empty();
    const double value = has_value ? in.constant(2).values->front() : in.node.real("value", 0);
    if (std::all_of(pads.begin(), pads.end(), [](std::int64_t pad) { return pad == 0; })) return;
    const std::size_t half = pads.size() / 2;
    if (half < 3 || value != 0 || pads[0] != 0 || pads[1] != 0 || pads[half] != 0 || pads[half + 1] != 0)
        throw Refusal("a Pad of the batch or the channels, or by other values than 0, is not translated");
    std::vector<std::size_t> around;
    for (std::size_t i = 0; i < pads.size(); ++i)
        if (i % half >= 2) around.push_back(positive(pads[i], "pads"));
    if (mode == "constant")
        branch.pads = std::move(around);
    else
        branch.chain.border(mode == "reflect", padding_of({}, 0, around));
}

void add_transposed(OnnxBranch& branch, const OnnxInputs& in) {
    const OnnxConstant& weight = in.constant(1);
    if (weight.shape.size() < 3 || weight.shape.size() > 4)
        throw Refusal("a ConvTranspose with a weight of " + text_of(weight.shape) + " is not translated");
    if (in.node.attributes.contains("output_shape"))
        throw Refusal("a ConvTranspose that is told its output's shape is not translated");
    if (const auto how = in.node.text("auto_pad", "NOTSET"); how != "NOTSET" && how != "VALID")
        throw Refusal("a ConvTranspose with auto_pad is not translated");
    ConvolutionOptions options;
    options.stride = size_of_attribute(in.node, "strides", 1);
    options.dilation = size_of_attribute(in.node, "dilations", 1);
    options.groups = positive(in.node.integer("group", 1), "group");
    options.padding = padding_of(in.node, 0, {});
    branch.chain.transposed(weight, options, size_of_attribute(in.node, "output_padding", 0));
    add_filter_bias(branch, in, weight.shape.size());
}

void add_convolution(OnnxBranch& branch, const OnnxInputs& in) {
    const OnnxConstant& weight = in.constant(1);
    if (weight.shape.size() < 3 || weight.shape.size() > 4)
        throw Refusal("a Conv with a weight of " + text_of(weight.shape) + " is not translated");
    ConvolutionOptions options;
    options.stride = size_of_attribute(in.node, "strides", 1);
    options.dilation = size_of_attribute(in.node, "dilations", 1);
    options.groups = positive(in.node.integer("group", 1), "group");
    const std::size_t reach =
        ctnn::detail::size_product(options.dilation.width, weight.shape.back() - (weight.shape.back() > 0)) +
        1;
    options.padding = padding_of(in.node, reach, std::exchange(branch.pads, {}));
    branch.chain.convolution(weight, options);
    add_filter_bias(branch, in, weight.shape.size());
}

void add_gemm(OnnxBranch& branch, const OnnxInputs& in) {
    if (in.node.integer("transA", 0) != 0) throw Refusal("a Gemm with transA is not translated");
    const OnnxConstant& weight = in.constant(1);
    Tensor matrix{weight.shape, *weight.values};
    if (matrix.shape.size() != 2) throw Refusal("a weight of " + text_of(matrix.shape) + " is no matrix");
    if (in.node.integer("transB", 0) != 0) matrix = permuted(matrix, {1, 0});
    for (double& value : matrix.values) value *= in.node.real("alpha", 1);
    const std::size_t units = matrix.shape[1];
    branch.chain.dense(std::move(matrix));
    if (!in.has(2)) return;
    const OnnxConstant& told = in.constant(2);
    Values bias = *told.values;
    if (bias.size() == 1) bias.assign(units, bias[0]);
    for (double& value : bias) value *= in.node.real("beta", 1);
    branch.chain.bias({{bias.size()}, std::make_shared<const Values>(std::move(bias))});
}

void add_pooling(OnnxBranch& branch, const OnnxInputs& in) {
    PoolingOptions options;
    options.averages = in.node.operation == "AveragePool";
    if (in.node.integer("ceil_mode", 0) != 0) throw Refusal("a pool with ceil_mode is not translated");
    const ctnn::Size2D dilation = size_of_attribute(in.node, "dilations", 1);
    if (dilation.height != 1 || dilation.width != 1) throw Refusal("a pool with dilations is not translated");
    options.window = size_of_attribute(in.node, "kernel_shape", 0);
    options.stride = size_of_attribute(in.node, "strides", 1);
    const bool is_padded = !branch.pads.empty();  // with zeros, which an average then counts
    const bool counts = in.node.integer("count_include_pad", 0) != 0;
    if (is_padded && !counts && padding_of(in.node, 0, {}) != ctnn::valid)
        throw Refusal("a pool that counts some of its padding is not translated");
    options.padding = padding_of(in.node, 0, std::exchange(branch.pads, {}));
    options.counts_padding = (is_padded || counts) && options.padding != ctnn::valid;
    branch.chain.pooling(options);
}

void add_clip(OnnxBranch& branch, const OnnxInputs& in) {
    const bool told = in.has(1) && in.has(2);
    const double least = told ? in.constant(1).values->front() : in.node.real("min", 1);
    const double most = told ? in.constant(2).values->front() : in.node.real("max", 0);
    if (most == 6 && least == 0) return branch.chain.activation(*activation_named("relu6"));
    if (most == 1 && least == -1) return branch.chain.activation(*activation_named("hard_tanh"));
    throw Refusal("a Clip from other numbers than 0 to 6 or -1 to 1 is not translated");
}

bool add_layer(OnnxBranch& branch, const OnnxInputs& in) {
    const std::string_view operation = in.node.operation;
    if (const Activation* const activation = onnx_activation(in.node))
        return branch.chain.activation(*activation), true;
    if (operation == "LeakyRelu") {
        const double slope = in.node.real("alpha", 0.01f);
        return branch.chain.prelu({{1}, std::make_shared<const Values>(1, slope)}), true;
    }
    if (operation == "PRelu") return branch.chain.prelu(in.constant(1)), true;
    if (operation == "Clip") return add_clip(branch, in), true;
    if (operation == "Softmax")
        return branch.chain.softmax(in.node.integer("axis", in.version < 13 ? 1 : -1)), true;
    if (operation == "Conv") return add_convolution(branch, in), true;
    if (operation == "ConvTranspose") return add_transposed(branch, in), true;
    if (operation == "Gemm") return add_gemm(branch, in), true;
    if (operation == "MatMul") {
        const OnnxConstant& weight = in.constant(1);
        return branch.chain.dense({weight.shape, *weight.values}), true;
    }
    if (operation == "Add") return branch.chain.bias(in.constant(in.data == 0 ? 1 : 0)), true;
    if (operation == "BatchNormalization") {
        const std::vector<OnnxConstant> parts{in.constant(1), in.constant(2), in.constant(3), in.constant(4)};
        return branch.chain.batch_norm(parts, in.node.real("epsilon", 1e-5f)), true;
    }
    if (operation == "MaxPool" || operation == "AveragePool") return add_pooling(branch, in), true;
    if (operation == "GlobalAveragePool") return branch.chain.global_pooling(true), true;
    if (operation == "GlobalMaxPool") return branch.chain.global_pooling(false), true;
    return false;
}

bool add_shape(OnnxBranch& branch, const OnnxInputs& in) {
    const std::string_view operation = in.node.operation;
    if (operation == "Identity" || operation == "Dropout") return true;
    if (operation == "Transpose") return branch.chain.transpose(in.node.integers("perm", {})), true;
    if (operation == "Flatten") {
        if (in.node.integer("axis", 1) != 1) throw Refusal("a Flatten of the batch is not translated");
        return branch.chain.reshape({1, size_of(branch.chain.shape())}), true;
    }
    if (operation == "Reshape")
        return branch.chain.reshape(reshaped(branch.chain.shape(), in.constant(1).integers())), true;
    if (operation == "Pad") return add_pad(branch, in), true;
    if (operation == "Gather" && in.data == 1 && in.node.integer("axis", 0) == 0)
        return branch.chain.embedding(in.constant(0)), true;
    if (operation == "Gather") {
        const std::vector<std::int64_t> index = in.constant(1).integers();
        if (index.size() != 1 || !in.constant(1).shape.empty()) throw Refusal("a Gather of several rows");
        return branch.chain.pick(in.node.integer("axis", 0), index[0]), true;
    }
    if (operation == "Squeeze") {
        const bool told = in.has(1);
        return branch.chain.squeeze(told ? in.constant(1).integers() : in.node.integers("axes", {})), true;
    }
    return false;
}

}  // namespace

bool add_onnx_layer(OnnxBranch& branch, const OnnxInputs& in) {
    if (!branch.pads.empty() && in.node.operation != "Conv" && in.node.operation != "AveragePool")
        throw Refusal("a Pad that no Conv or average follows is not translated");
    return add_layer(branch, in) || add_shape(branch, in);
}

}  // namespace ctnn_tool
