#include "formats/onnx.hpp"

#include <algorithm>
#include <ctnn/io/safetensors_header.hpp>
#include <memory>
#include <set>
#include <utility>

#include "formats/onnx_activation.hpp"
#include "formats/onnx_cells.hpp"
#include "formats/onnx_chain.hpp"
#include "formats/onnx_constants.hpp"
#include "formats/onnx_graph.hpp"
#include "formats/onnx_windows.hpp"
#include "model/pooling.hpp"
#include "model/refusal.hpp"

namespace ctnn_tool {
namespace {

using ctnn::detail::in_quotes;

class Translator {
  public:
    Translator(OnnxGraph graph, const ImportOptions& options) : graph_(std::move(graph)), options_(options) {}

    Model run() {
        if (graph_.inputs.size() != 1)
            throw Refusal("it has " + std::to_string(graph_.inputs.size()) +
                          " inputs, of which one is translated");
        OnnxChain chain(input_shape(), !begins_in_rows());
        if (begins_with_cell()) chain.take_steps_first();
        data_ = graph_.inputs[0].name;
        for (const OnnxNode& node : graph_.nodes) {
            try {
                translate(chain, node);
            } catch (const Refusal& refusal) {
                throw Refusal(node.place, refusal.what());
            }
        }
        if (!pads_.empty()) throw Refusal("a Pad that no Conv follows is not translated");
        if (graph_.outputs.size() != 1 || graph_.outputs[0] != data_)
            throw Refusal("its output is not what its last node gives");
        return chain.finished();
    }

  private:
    Shape input_shape() const {
        Shape shape = graph_.inputs[0].shape;
        if (shape.size() < 2 || shape.size() > 4)
            throw Refusal("an input of " + std::to_string(shape.size()) + " axes is not translated");
        shape.erase(shape.begin() + (begins_with_cell() ? 1 : 0));
        for (std::size_t axis = 0; axis < shape.size(); ++axis) {
            const bool is_steps = shape.size() == 2 && axis == (begins_in_rows() ? 0u : 1u);
            if (is_steps && options_.steps) shape[axis] = *options_.steps;
            if (is_steps && shape[axis] == 0) shape[axis] = usual_steps;
            if (shape[axis] == 0) throw Refusal("an extent of the input is not known");
        }
        return shape;
    }
    /// What takes the input, and tells how its axes are meant.
    const OnnxNode* first_node() const {
        for (const OnnxNode& node : graph_.nodes)
            if (!node.inputs.empty() && node.inputs[0] == graph_.inputs[0].name && node.operation != "Shape")
                return &node;
        return nullptr;
    }
    /// Steps x batch x features.
    bool begins_with_cell() const {
        const OnnxNode* const node = first_node();
        return node && is_onnx_cell(*node) && graph_.inputs[0].shape.size() == 3;
    }
    /// Whether features, or channels, are last: where a product, a cell or a Transpose takes the input.
    bool begins_in_rows() const {
        const OnnxNode* const node = first_node();
        return !node || is_onnx_cell(*node) || node->operation == "MatMul" || node->operation == "Gemm" ||
               node->operation == "Transpose" || graph_.inputs[0].shape.size() == 2;
    }

    const OnnxConstant& constant(const OnnxNode& node, std::size_t index) const {
        const auto at =
            index < node.inputs.size() ? graph_.constants.find(node.inputs[index]) : graph_.constants.end();
        if (at == graph_.constants.end())
            throw Refusal("operator " + std::string(node.operation) + " whose input " +
                          std::to_string(index) + " is computed is not translated");
        if (at->second.values->empty())
            throw Refusal("its input " + std::to_string(index) + " has no values");
        return at->second;
    }
    bool has_constant(const OnnxNode& node, std::size_t index) const {
        return index < node.inputs.size() && !node.inputs[index].empty();
    }

    void translate(OnnxChain& chain, const OnnxNode& node) {
        if (node.outputs.empty()) throw Refusal("it gives nothing");
        const std::string& output = node.outputs[0];
        if (output == data_ || graph_.constants.contains(output) || !given_.insert(output).second)
            throw Refusal(in_quotes(output) + " is given twice");
        if (node.operation == "Shape" && node.inputs.size() == 1 && node.inputs[0] == data_) {
            const Shape shape = chain.shape();
            graph_.constants[output] = {{shape.size()},
                                        std::make_shared<const Values>(shape.begin(), shape.end())};
            return;
        }
        std::vector<OnnxConstant> inputs;
        std::size_t data = 0;
        for (const std::string& input : node.inputs) {
            const auto at = graph_.constants.find(input);
            if (input == data_)
                ++data;
            else if (at != graph_.constants.end())
                inputs.push_back(at->second);
            else if (!input.empty())
                throw Refusal("it takes " + in_quotes(input) +
                              ", which is not what the node before it gives: branches "
                              "are not translated");
        }
        if (data == 0) {
            OnnxConstant made = folded(node, inputs);
            made_ += made.values->size();
            if (made_ > most_made) throw Refusal("too much is computed of constants");
            graph_.constants[output] = std::move(made);
            return;
        }
        if (data > 1)
            throw Refusal("operator " + std::string(node.operation) +
                          " of one value twice is not translated");
        if (is_onnx_cell(node)) return add_cell(chain, node);
        if (!pads_.empty() && node.operation != "Conv")
            throw Refusal("a Pad that no Conv follows is not translated");
        if (!add_layer(chain, node) && !add_shape(chain, node))
            throw Refusal("operator " + std::string(node.operation) + " is not translated");
        data_ = output;
    }

    bool add_layer(OnnxChain& chain, const OnnxNode& node) {
        const std::string_view operation = node.operation;
        if (const Activation* const activation = onnx_activation(node))
            return chain.activation(*activation), true;
        if (operation == "Softmax")
            return chain.softmax(node.integer("axis", graph_.version < 13 ? 1 : -1)), true;
        if (operation == "Conv") return add_convolution(chain, node), true;
        if (operation == "Gemm") return add_gemm(chain, node), true;
        if (operation == "MatMul") {
            const OnnxConstant& weight = constant(node, 1);
            return chain.dense({weight.shape, *weight.values}), true;
        }
        if (operation == "Add") return chain.bias(constant(node, node.inputs[0] == data_ ? 1 : 0)), true;
        if (operation == "BatchNormalization") {
            const std::vector<OnnxConstant> parts{constant(node, 1), constant(node, 2), constant(node, 3),
                                                  constant(node, 4)};
            return chain.batch_norm(parts, node.real("epsilon", 1e-5f)), true;
        }
        if (operation == "MaxPool" || operation == "AveragePool") return add_pooling(chain, node), true;
        if (operation == "GlobalAveragePool") return chain.global_pooling(true), true;
        if (operation == "GlobalMaxPool") return chain.global_pooling(false), true;
        return false;
    }

    bool add_shape(OnnxChain& chain, const OnnxNode& node) {
        const std::string_view operation = node.operation;
        if (operation == "Identity" || operation == "Dropout") return true;
        if (operation == "Transpose") return chain.transpose(node.integers("perm", {})), true;
        if (operation == "Flatten") {
            if (node.integer("axis", 1) != 1) throw Refusal("a Flatten of the batch is not translated");
            return chain.reshape({1, size_of(chain.shape())}), true;
        }
        if (operation == "Reshape")
            return chain.reshape(reshaped(chain.shape(), constant(node, 1).integers())), true;
        if (operation == "Pad") return add_pad(node), true;
        if (operation == "Gather") {
            const std::vector<std::int64_t> index = constant(node, 1).integers();
            if (index.size() != 1 || !constant(node, 1).shape.empty())
                throw Refusal("a Gather of several rows");
            return chain.pick(node.integer("axis", 0), index[0]), true;
        }
        if (operation == "Squeeze") {
            const bool told = has_constant(node, 1);
            return chain.squeeze(told ? constant(node, 1).integers() : node.integers("axes", {})), true;
        }
        return false;
    }

    bool is_used(const std::string& value) const {
        bool used = std::find(graph_.outputs.begin(), graph_.outputs.end(), value) != graph_.outputs.end();
        for (const OnnxNode& node : graph_.nodes)
            used = used || std::find(node.inputs.begin(), node.inputs.end(), value) != node.inputs.end();
        return used;
    }
    /// It gives all steps, the last one, and of an LSTM its cells: one of the first two goes on.
    void add_cell(OnnxChain& chain, const OnnxNode& node) {
        if (node.inputs[0] != data_) throw Refusal("a cell whose weights are computed is not translated");
        std::vector<OnnxConstant> inputs;
        for (std::size_t i = 1; i < node.inputs.size(); ++i)
            inputs.push_back(has_constant(node, i) ? constant(node, i) : OnnxConstant{});
        std::vector<std::size_t> used;
        for (std::size_t i = 0; i < node.outputs.size(); ++i)
            if (!node.outputs[i].empty() && is_used(node.outputs[i])) used.push_back(i);
        if (used.size() != 1 || used[0] > 1)
            throw Refusal("a cell of which more is taken than its steps, or its last one, is not translated");
        add_onnx_cell(chain, node, inputs, used[0] == 0);
        data_ = node.outputs[used[0]];
    }

    /// Zeros that the Conv behind it takes for its own.
    void add_pad(const OnnxNode& node) {
        if (node.text("mode", "constant") != "constant")
            throw Refusal("a Pad by other values is not translated");
        const bool told = has_constant(node, 1);
        const std::vector<std::int64_t> pads =
            told ? constant(node, 1).integers() : node.integers("pads", {});
        const bool has_value = has_constant(node, 2) && !constant(node, 2).values->empty();
        const double value = has_value ? constant(node, 2).values->front() : node.real("value", 0);
        if (std::all_of(pads.begin(), pads.end(), [](std::int64_t pad) { return pad == 0; })) return;
        const std::size_t half = pads.size() / 2;
        if (half < 3 || value != 0 || pads[0] != 0 || pads[1] != 0 || pads[half] != 0 || pads[half + 1] != 0)
            throw Refusal("a Pad of the batch or the channels, or by other values than 0, is not translated");
        for (std::size_t i = 0; i < pads.size(); ++i)
            if (i % half >= 2) pads_.push_back(positive(pads[i], "pads"));
    }

    void add_convolution(OnnxChain& chain, const OnnxNode& node) {
        const OnnxConstant& weight = constant(node, 1);
        if (weight.shape.size() < 3 || weight.shape.size() > 4)
            throw Refusal("a Conv with a weight of " + text_of(weight.shape) + " is not translated");
        ConvolutionOptions options;
        options.stride = size_of_attribute(node, "strides", 1);
        options.dilation = size_of_attribute(node, "dilations", 1);
        options.groups = positive(node.integer("group", 1), "group");
        const std::size_t reach =
            ctnn::detail::size_product(options.dilation.width,
                                       weight.shape.back() - (weight.shape.back() > 0)) +
            1;
        options.padding = padding_of(node, reach, std::exchange(pads_, {}));
        chain.convolution(weight, options);
        if (!has_constant(node, 2)) return;
        OnnxConstant bias = constant(node, 2);
        for (std::size_t axis = 2; axis < weight.shape.size(); ++axis) bias.shape.push_back(1);
        chain.bias(bias);
    }

    void add_gemm(OnnxChain& chain, const OnnxNode& node) {
        if (node.integer("transA", 0) != 0) throw Refusal("a Gemm with transA is not translated");
        const OnnxConstant& weight = constant(node, 1);
        Tensor matrix{weight.shape, *weight.values};
        if (matrix.shape.size() != 2) throw Refusal("a weight of " + text_of(matrix.shape) + " is no matrix");
        if (node.integer("transB", 0) != 0) matrix = permuted(matrix, {1, 0});
        for (double& value : matrix.values) value *= node.real("alpha", 1);
        const std::size_t units = matrix.shape[1];
        chain.dense(std::move(matrix));
        if (!has_constant(node, 2)) return;
        const OnnxConstant& told = constant(node, 2);
        Values bias = *told.values;
        if (bias.size() == 1) bias.assign(units, bias[0]);
        for (double& value : bias) value *= node.real("beta", 1);
        chain.bias({{bias.size()}, std::make_shared<const Values>(std::move(bias))});
    }

    void add_pooling(OnnxChain& chain, const OnnxNode& node) {
        PoolingOptions options;
        options.averages = node.operation == "AveragePool";
        if (node.integer("ceil_mode", 0) != 0) throw Refusal("a pool with ceil_mode is not translated");
        const ctnn::Size2D dilation = size_of_attribute(node, "dilations", 1);
        if (dilation.height != 1 || dilation.width != 1)
            throw Refusal("a pool with dilations is not translated");
        options.window = size_of_attribute(node, "kernel_shape", 0);
        options.stride = size_of_attribute(node, "strides", 1);
        options.padding = padding_of(node, 0, {});
        options.counts_padding = node.integer("count_include_pad", 0) != 0 && options.padding != ctnn::valid;
        chain.pooling(options);
    }

    static constexpr std::size_t most_made = std::size_t{1} << 26;

    OnnxGraph graph_;
    const ImportOptions& options_;
    std::string data_{};
    std::set<std::string> given_{};
    std::vector<std::size_t> pads_{};
    std::size_t made_ = 0;
};

}  // namespace

Model read_onnx(std::string_view bytes, const ImportOptions& options) {
    return Translator(read_onnx_graph(bytes), options).run();
}

}  // namespace ctnn_tool
