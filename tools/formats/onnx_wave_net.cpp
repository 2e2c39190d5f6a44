#include "formats/onnx_wave_net.hpp"

#include <algorithm>
#include <memory>
#include <optional>
#include <set>
#include <utility>

#include "formats/onnx_wave_net_nodes.hpp"
#include "model/plain_layers.hpp"
#include "model/refusal.hpp"

namespace ctnn_tool {
namespace {

/// The activation that nodes between two values are; nothing of another one.
std::optional<Activation> activation_of(const OnnxWaveNetEnd& end, const OnnxGraph& graph,
                                        const std::function<Model(OnnxGraph)>& translate) {
    if (end.from == end.to) return *activation_named("");
    OnnxGraph own;
    std::set<OnnxNode*> nodes;  // in their order in the graph
    std::vector<std::string> left{end.to};
    while (!left.empty()) {
        const std::string one = left.back();
        left.pop_back();
        if (one == end.from) continue;
        if (const auto constant = graph.constants.find(one); constant != graph.constants.end())
            own.constants.insert(*constant);
        for (OnnxNode* const node : end.nodes)
            if (node->outputs[0] == one && nodes.insert(node).second)
                left.insert(left.end(), node->inputs.begin(), node->inputs.end());
    }
    for (const OnnxNode* const node : nodes) own.nodes.push_back(*node);
    own.inputs = {{end.from, {1, 1}}};
    own.outputs = {end.to};
    own.version = graph.version;
    try {
        if (own.nodes.size() == 1 && own.nodes[0].operation == "LeakyRelu")
            return leaky_relu(own.nodes[0].real("alpha", 0.01f));
        const Model model = translate(std::move(own));
        if (model.layers().size() == 1)
            if (const auto* const layer = dynamic_cast<const ActivationLayer*>(model.layers()[0].get()))
                return layer->activation();
    } catch (const Refusal&) {
    }
    return std::nullopt;
}

void scale(Values& values, double by) {
    for (double& value : values) value *= by;
}

bool is_zero(const Values& values) {
    return std::all_of(values.begin(), values.end(), [](double value) { return value == 0; });
}

/// Makes an OnnxWaveNet of nodes.
class Builder {
  public:
    Builder(const OnnxGraph& graph, const std::function<Model(OnnxGraph)>& translate)
        : graph_(graph), translate_(translate) {}

    /// Null if ctnn has none that computes that; `refusal` then says so where it is for an activation.
    std::shared_ptr<const OnnxWaveNet> made_of(const OnnxWaveNetNodes& found, double times,
                                               std::string& refusal) {
        auto made = std::make_shared<OnnxWaveNet>();
        for (const OnnxWaveNetStack& stack : found.stacks) {
            if (!is_zero(stack.rechannel.biases())) return nullptr;
            const std::optional<Activation> activation = alike(stack, refusal);
            if (!activation) return nullptr;
            const OnnxWaveNetEnd& first = stack.layers[0].end;
            WaveNetStack own{.channels = stack.rechannel.filters(),
                             .outputs = stack.head.filters(),
                             .activation = *activation,
                             .gated = first.gated,
                             .head_bias = stack.head.bias != nullptr,
                             .head = stack.head.kernel};
            for (const OnnxWaveNetLayer& layer : stack.layers) {
                if (layer.end.gated != first.gated) return nullptr;
                own.layers.push_back(layer.conv.kernel);
            }
            put(stack, made->parts);
            made->stacks.push_back(std::move(own));
        }
        const std::size_t of_head = made->stacks.back().head_bias ? 2 : 1;
        for (std::size_t i = 1; i <= of_head; ++i) scale(made->parts[made->parts.size() - i].values, times);
        return made;
    }

  private:
    std::optional<Activation> alike(const OnnxWaveNetStack& stack, std::string& refusal) const {
        std::optional<Activation> all;
        for (const OnnxWaveNetLayer& layer : stack.layers) {
            std::optional<Activation> own = activation_of(layer.end, graph_, translate_);
            if (!own || (all && *all != *own)) {
                const OnnxNode* const last = layer.end.nodes.empty() ? nullptr : layer.end.nodes.front();
                refusal = (last ? last->place + ": " : "") + "a WaveNet with " +
                          (own ? "several activations" : "such an activation") + " is not translated";
                return std::nullopt;
            }
            all = std::move(own);
        }
        return all;
    }

    static void put(const OnnxCausal& conv, std::vector<Tensor>& parts) {
        parts.push_back(conv.ordered_weight());
    }
    static void put(Values biases, std::vector<Tensor>& parts) {
        const std::size_t count = biases.size();
        parts.push_back({{count}, std::move(biases)});
    }
    static void put(const OnnxWaveNetStack& stack, std::vector<Tensor>& parts) {
        put(stack.rechannel, parts);
        for (const OnnxWaveNetLayer& layer : stack.layers) {
            put(layer.conv, parts);
            Values biases = layer.conv.biases();
            const Values more = layer.mixin.biases();
            for (std::size_t i = 0; i < biases.size() && i < more.size(); ++i) biases[i] += more[i];
            put(std::move(biases), parts);
            put(layer.mixin, parts);
            if (!layer.output) continue;
            put(*layer.output, parts);
            put(layer.output->biases(), parts);
        }
        put(stack.head, parts);
        if (stack.head.bias) put(stack.head.biases(), parts);
    }

    const OnnxGraph& graph_;
    const std::function<Model(OnnxGraph)>& translate_;
};

/// Whether nothing takes what these nodes give but others of them, and what takes `end`.
bool are_closed(const std::set<OnnxNode*>& nodes, const std::string& end, const OnnxUses& uses) {
    for (const OnnxNode* const node : nodes)
        for (const std::string& output : node->outputs)
            for (OnnxNode* const taker : uses.takers(output))
                if (output != end && !nodes.contains(taker)) return false;
    return true;
}

}  // namespace

std::string gather_wave_nets(OnnxGraph& graph, const std::function<Model(OnnxGraph)>& translate) {
    const OnnxUses uses(graph);
    Builder builder(graph, translate);
    std::string refusal;
    for (auto node = graph.nodes.rbegin(); node != graph.nodes.rend(); ++node) {
        if ((node->operation != "Conv" && node->operation != "Slice") || node->outputs.size() != 1) continue;
        std::optional<OnnxWaveNetNodes> found = wave_net_before(node->outputs[0], uses);
        if (!found || !are_closed(found->nodes, node->outputs[0], uses)) continue;
        OnnxNode* last = &*node;
        double times = 1;
        if (OnnxNode* const scaled = uses.next(*node, "Mul")) {
            const double factor = uses.number(scaled->inputs[scaled->inputs[0] == last->outputs[0] ? 1 : 0]);
            if (factor == factor) {
                times = factor;
                last = scaled;
            }
        }
        std::shared_ptr<const OnnxWaveNet> made = builder.made_of(*found, times, refusal);
        if (!made) continue;
        for (OnnxNode* const one : found->nodes) one->operation = "";
        last->operation = "WaveNet";
        last->inputs = {found->features};
        last->attributes.clear();
        last->wave_net = std::move(made);
    }
    std::erase_if(graph.nodes, [](const OnnxNode& one) { return one.operation.empty(); });
    return refusal;
}

}  // namespace ctnn_tool
