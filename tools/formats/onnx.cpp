#include "formats/onnx.hpp"

#include <algorithm>
#include <ctnn/io/safetensors_header.hpp>
#include <map>
#include <memory>
#include <set>
#include <utility>

#include "formats/onnx_attention.hpp"
#include "formats/onnx_branches.hpp"
#include "formats/onnx_cells.hpp"
#include "formats/onnx_chain.hpp"
#include "formats/onnx_constants.hpp"
#include "formats/onnx_copies.hpp"
#include "formats/onnx_graph.hpp"
#include "formats/onnx_layers.hpp"
#include "formats/onnx_patterns.hpp"
#include "formats/onnx_wave_net.hpp"
#include "model/refusal.hpp"

namespace ctnn_tool {
namespace {

using ctnn::detail::in_quotes;

/// How often nodes take each value, but to ask for its shape.
std::map<std::string, std::size_t> uses_in(const OnnxGraph& graph) {
    std::map<std::string, std::size_t> uses;
    for (const OnnxNode& node : graph.nodes)
        if (node.operation != "Shape")
            for (const std::string& input : node.inputs)
                uses[input] += node.operation == "Split" ? node.outputs.size() : 1;
    for (const std::string& output : graph.outputs) ++uses[output];
    return uses;
}

class Translator {
  public:
    Translator(OnnxGraph graph, const ImportOptions& options)
        : graph_(std::move(graph)), options_(options), branches_(uses_in(graph_)) {}

    Model run() {
        if (graph_.inputs.size() != 1)
            throw Refusal("it has " + std::to_string(graph_.inputs.size()) +
                          " inputs, of which one is translated");
        OnnxChain chain(input_shape(), !begins_in_rows());
        if (begins_with_cell()) chain.take_steps_first();
        branches_.put(graph_.inputs[0].name, {std::move(chain), "", {}, 0});
        for (const OnnxNode& node : graph_.nodes) {
            try {
                translate(node);
            } catch (const MixedBranches& mixed) {
                throw MixedBranches(node.place, mixed.value());
            } catch (const Refusal& refusal) {
                throw Refusal(node.place, refusal.what());
            }
        }
        if (graph_.outputs.size() != 1 || !branches_.knows(graph_.outputs[0]))
            throw Refusal("its output is not what its nodes give");
        OnnxBranch whole = branches_.take(graph_.outputs[0]);
        whole.settle();
        if (!whole.base.empty())
            throw Refusal("its branches from " + in_quotes(whole.base) +
                          " on are not joined: not translated");
        return whole.chain.finished();
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
    /// What takes the input, or what nodes make of it value by value, and tells how its axes are meant.
    const OnnxNode* first_node() const {
        static const std::set<std::string_view> of_any_axes{
            "Abs",   "Add",         "Cast",      "Clip",     "Div",       "Dropout",  "Elu", "Erf", "Exp",
            "Gelu",  "HardSigmoid", "HardSwish", "Identity", "LeakyRelu", "Mish",     "Mul", "Neg", "Pow",
            "PRelu", "Relu",        "Selu",      "Sigmoid",  "Softplus",  "Softsign", "Sub", "Sum", "Tanh"};
        std::set<std::string> reached{graph_.inputs[0].name};
        for (const OnnxNode& node : graph_.nodes) {
            const bool takes = std::any_of(node.inputs.begin(), node.inputs.end(),
                                           [&](const std::string& one) { return reached.contains(one); });
            if (!takes || node.operation == "Shape") continue;
            if (!of_any_axes.contains(node.operation)) return &node;
            reached.insert(node.outputs.begin(), node.outputs.end());
        }
        return nullptr;
    }
    /// Steps x batch x features.
    bool begins_with_cell() const {
        const OnnxNode* const node = first_node();
        return node && is_onnx_cell(*node) && graph_.inputs[0].shape.size() == 3;
    }
    /// Whether features, or channels, are last: where a product, a cell or a Transpose takes the input.
    bool begins_in_rows() const {
        static const std::set<std::string_view> of_rows{
            "MatMul",   "Gemm", "MultiHeadAttention", "SimplifiedLayerNormalization", "LayerNormalization",
            "Transpose"};
        const OnnxNode* const node = first_node();
        return graph_.is_ours || !node || is_onnx_cell(*node) || of_rows.contains(node->operation) ||
               graph_.inputs[0].shape.size() == 2;
    }

    void translate(const OnnxNode& node) {
        if (node.outputs.empty()) throw Refusal("it gives nothing");
        const std::string& output = node.outputs[0];
        if (branches_.knows(output) || graph_.constants.contains(output) || !given_.insert(output).second)
            throw Refusal(in_quotes(output) + " is given twice");
        if (node.operation == "Shape" && node.inputs.size() == 1 && branches_.knows(node.inputs[0])) {
            const Shape shape = part_of(branches_.shape(node.inputs[0]), node);
            graph_.constants[output] = {
                {shape.size()}, std::make_shared<const Values>(shape.begin(), shape.end()), true};
            return;
        }
        std::vector<OnnxConstant> constants;
        std::vector<std::size_t> data;
        for (std::size_t i = 0; i < node.inputs.size(); ++i) {
            const auto at = graph_.constants.find(node.inputs[i]);
            if (branches_.knows(node.inputs[i]))
                data.push_back(i);
            else if (at != graph_.constants.end())
                constants.push_back(at->second);
            else if (!node.inputs[i].empty())
                throw Refusal("it takes " + in_quotes(node.inputs[i]) + ", which no node before it gives");
        }
        if (data.empty() && constants.size() != node.inputs.size()) throw Refusal("it lacks an input");
        if (data.empty()) return fold(node, constants);
        if (data.size() > 1) return join(node, constants.empty());
        if (node.operation == "Split") return split(node);
        const OnnxInputs in{node, graph_.constants, data[0], graph_.version};
        OnnxBranch branch = branches_.take(node.inputs[data[0]]);
        if (is_onnx_cell(node)) return add_cell(std::move(branch), in);
        if (node.operation == "Cast") require_keeps(node);
        if (!add_onnx_layer(branch, in))
            throw Refusal("operator " + std::string(node.operation) + " is not translated");
        branches_.put(output, std::move(branch));
    }

    void fold(const OnnxNode& node, const std::vector<OnnxConstant>& constants) {
        OnnxConstant made = folded(node, constants);
        made_ += made.values->size();
        if (made_ > most_made) throw Refusal("too much is computed of constants");
        graph_.constants[node.outputs[0]] = std::move(made);
    }

    /// A branch for each part.
    void split(const OnnxNode& node) {
        const std::int64_t axis = node.integer("axis", 0);
        const Shape whole = branches_.shape(node.inputs[0]);
        const auto told =
            node.inputs.size() > 1 ? graph_.constants.find(node.inputs[1]) : graph_.constants.end();
        std::vector<std::int64_t> lengths =
            told != graph_.constants.end() ? told->second.integers() : node.integers("split", {});
        const auto extent = static_cast<std::int64_t>(whole[axis_of(axis, whole.size())]);
        const auto count = static_cast<std::int64_t>(node.outputs.size());
        if (lengths.empty() && extent % count == 0) lengths.assign(node.outputs.size(), extent / count);
        if (lengths.size() != node.outputs.size())
            throw Refusal("a Split of other lengths is not translated");
        std::int64_t start = 0;
        for (std::size_t i = 0; i < lengths.size(); ++i) {
            if (lengths[i] <= 0 || lengths[i] > extent - start) throw Refusal("a Split beyond what there is");
            if (i > 0 && (branches_.knows(node.outputs[i]) || !given_.insert(node.outputs[i]).second))
                throw Refusal(in_quotes(node.outputs[i]) + " is given twice");
            OnnxBranch branch = branches_.take(node.inputs[0]);
            branch.settle();
            branch.chain.slice(axis, start, start + lengths[i]);
            start += lengths[i];
            branches_.put(node.outputs[i], std::move(branch));
        }
    }

    /// To a float, or to indices of rows, which are cut to whole numbers anyway.
    void require_keeps(const OnnxNode& node) const {
        const std::int64_t to = node.integer("to", 0);
        bool keeps = to == 1 || to == 10 || to == 11 || to == 16;
        if (to == 6 || to == 7)
            keeps = std::all_of(graph_.nodes.begin(), graph_.nodes.end(), [&](const OnnxNode& other) {
                const auto at = std::find(other.inputs.begin(), other.inputs.end(), node.outputs[0]);
                return at == other.inputs.end() ||
                       (other.operation == "Gather" && at != other.inputs.begin());
            });
        if (!keeps) throw Refusal("a Cast that changes values is not translated");
    }

    void join(const OnnxNode& node, bool of_values_alone) {
        const std::string_view own = node.operation;
        if (!of_values_alone ||
            (own != "Add" && own != "Sum" && own != "Sub" && own != "Mul" && own != "Concat"))
            throw Refusal("operator " + std::string(own) + " of several values is not translated");
        const Join how = own == "Mul" ? Join::product : own == "Concat" ? Join::concatenation : Join::sum;
        join_onnx(branches_, how, node.inputs, node.integer("axis", 0), node.outputs[0], own == "Sub");
    }

    bool is_used(const std::string& value) const {
        bool used = std::find(graph_.outputs.begin(), graph_.outputs.end(), value) != graph_.outputs.end();
        for (const OnnxNode& node : graph_.nodes)
            used = used || std::find(node.inputs.begin(), node.inputs.end(), value) != node.inputs.end();
        return used;
    }
    /// It gives all steps, the last one, and of an LSTM its cells: one of the first two goes on.
    void add_cell(OnnxBranch branch, const OnnxInputs& in) {
        const OnnxNode& node = in.node;
        if (in.data != 0) throw Refusal("a cell whose weights are computed is not translated");
        branch.settle();
        std::vector<OnnxConstant> inputs;
        for (std::size_t i = 1; i < node.inputs.size(); ++i)
            inputs.push_back(in.has(i) ? in.constant(i) : OnnxConstant{});
        std::vector<std::size_t> used;
        for (std::size_t i = 0; i < node.outputs.size(); ++i)
            if (!node.outputs[i].empty() && is_used(node.outputs[i])) used.push_back(i);
        if (used.size() != 1 || used[0] > 1)
            throw Refusal("a cell of which more is taken than its steps, or its last one, is not translated");
        add_onnx_cell(branch.chain, node, inputs, used[0] == 0);
        branches_.put(node.outputs[used[0]], std::move(branch));
    }

    static constexpr std::size_t most_made = std::size_t{1} << 26;

    OnnxGraph graph_;
    const ImportOptions& options_;
    OnnxBranches branches_;
    std::set<std::string> given_{};
    std::size_t made_ = 0;
};

/// A value that joined branches do not begin in is computed for each that takes it, up to a bound.
Model translated(OnnxGraph graph, const ImportOptions& options) {
    std::size_t left = 16;  // copies of nodes
    std::vector<std::string> notes;
    while (true) {
        try {
            Model model = Translator(graph, options).run();
            model.notes.insert(model.notes.end(), notes.begin(), notes.end());
            return model;
        } catch (const MixedBranches& mixed) {
            if (!repeat_for_each(graph, mixed.value(), left)) throw;
            notes.push_back(in_quotes(mixed.value()) + " is computed for each that takes it");
        }
    }
}

}  // namespace

Model read_onnx(std::string_view bytes, const ImportOptions& options) {
    OnnxGraph graph = read_onnx_graph(bytes);
    fold_constants(graph);
    gather_patterns(graph);
    gather_attention(graph);
    const std::string refused = gather_wave_nets(
        graph, [&](OnnxGraph part) { return translated(std::move(part), ImportOptions{}); });
    try {
        return translated(std::move(graph), options);
    } catch (const MixedBranches&) {
        if (!refused.empty()) throw Refusal(refused);
        throw;
    }
}

}  // namespace ctnn_tool
