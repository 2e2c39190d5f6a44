#include "formats/onnx_wave_net_nodes.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

namespace ctnn_tool {
namespace {

/// Thrown where nodes are no WaveNet.
struct AreNone {};

void require(bool fits) {
    if (!fits) throw AreNone();
}

/// Looks for the WaveNet that ends in a value, from its last head backwards.
class Matcher {
  public:
    Matcher(const OnnxUses& uses, std::string features) : uses_(uses), features_(std::move(features)) {}

    std::vector<OnnxWaveNetStack> ending_in(const std::string& end) {
        constexpr std::size_t most_stacks = 64;
        std::vector<OnnxWaveNetStack> stacks;
        std::string head = end, handed_on;
        do {
            require(stacks.size() < most_stacks);
            stacks.insert(stacks.begin(), stack_of(causal(head), handed_on));
            head = stacks.front().previous;
            handed_on = stacks.front().rechannel.input;
        } while (!head.empty());
        require(handed_on == features_);
        return stacks;
    }
    const std::set<OnnxNode*>& nodes() const { return nodes_; }

  private:
    OnnxCausal causal(const std::string& value) {
        std::optional<OnnxCausal> found = causal_before(value, uses_);
        require(found.has_value());
        nodes_.insert(found->nodes.begin(), found->nodes.end());
        return *std::move(found);
    }
    bool is_sum(const OnnxNode* node) const {
        return node && (node->operation == "Add" || node->operation == "Sum") && node->inputs.size() >= 2;
    }

    /// What is added up to a value: sums of two convolutions are not taken apart, and zeros left out.
    std::vector<std::string> added(const std::string& value) {
        constexpr std::size_t most = 1024;
        std::vector<std::string> found, left{value};
        while (!left.empty()) {
            const std::string one = left.back();
            left.pop_back();
            OnnxNode* const node = uses_.giver(one);
            if (uses_.number(one) == 0) continue;
            if (is_sum(node) && !sums_before(one)) {
                nodes_.insert(node);
                left.insert(left.end(), node->inputs.begin(), node->inputs.end());
            } else {
                found.push_back(one);
            }
            require(found.size() + left.size() <= most);
        }
        return found;
    }

    struct Pair {
        OnnxCausal conv, mixin;
    };
    /// The convolution of a layer's x and the mix of the features that are added to a value.
    std::optional<Pair> sums_before(const std::string& value) const {
        const OnnxNode* const node = uses_.giver(value);
        if (!is_sum(node) || node->inputs.size() != 2) return std::nullopt;
        std::optional<OnnxCausal> conv = causal_before(node->inputs[0], uses_),
                                  mixin = causal_before(node->inputs[1], uses_);
        if (!conv || !mixin) return std::nullopt;
        if (conv->input == features_) std::swap(conv, mixin);
        if (mixin->input != features_ || mixin->kernel.kernel != 1 || conv->input == features_)
            return std::nullopt;
        return Pair{*std::move(conv), *std::move(mixin)};
    }

    /// All that is between some sums and z.
    OnnxWaveNetEnd ended(const std::string& z) const {
        constexpr std::size_t most = 32;
        OnnxWaveNetEnd end;
        std::vector<std::string> left{z};
        while (!left.empty()) {
            const std::string one = left.back();
            left.pop_back();
            if (uses_.constant(one)) continue;
            if (sums_before(one)) {
                require(end.sums.empty() || end.sums == one);
                end.sums = one;
                continue;
            }
            OnnxNode* const node = uses_.giver(one);
            require(node && end.nodes.size() < most);
            if (std::find(end.nodes.begin(), end.nodes.end(), node) != end.nodes.end()) continue;
            end.nodes.push_back(node);
            left.insert(left.end(), node->inputs.begin(), node->inputs.end());
        }
        require(!end.sums.empty());
        end.from = end.sums;
        end.to = z;
        return end;
    }

    /// The halves of the channels of some sums; two empty ones if they are not halved.
    std::pair<std::string, std::string> halves(const OnnxWaveNetEnd& end, std::size_t channels) const {
        std::pair<std::string, std::string> found;
        for (const OnnxNode* const node : end.nodes) {
            if (node->inputs.empty() || node->inputs[0] != end.sums) continue;
            if (node->operation == "Split" && node->integer("axis", 0) == 1 && node->outputs.size() == 2)
                return {node->outputs[0], node->outputs[1]};
            const auto cuts = node->operation == "Slice" ? cuts_of(*node, uses_) : std::nullopt;
            if (!cuts || cuts->size() != 1 || (*cuts)[0].axis != 1) continue;
            const auto half = static_cast<std::int64_t>(channels / 2);
            const OnnxCut& cut = (*cuts)[0];
            if (cut.start == 0 && (cut.end == half || cut.end == -half)) found.first = node->outputs[0];
            if ((cut.start == half || cut.start == -half) && cut.end >= 2 * half)
                found.second = node->outputs[0];
        }
        return found;
    }

    void take_gate_out(OnnxWaveNetEnd& end, const std::string& z, std::size_t channels) const {
        const auto [first, second] = halves(end, channels);
        if (first.empty() || second.empty()) return;
        const OnnxNode* const product = uses_.giver(z);
        require(product->operation == "Mul" && product->inputs.size() == 2);
        for (const std::size_t i : {1u, 0u}) {
            const OnnxNode* const gate = uses_.giver(product->inputs[i]);
            if (!gate || gate->operation != "Sigmoid" || gate->inputs[0] != second) continue;
            end.gated = true;
            end.from = first;
            end.to = product->inputs[1 - i];
            return;
        }
        throw AreNone();
    }

    OnnxWaveNetLayer layer_before(const std::string& z) {
        OnnxWaveNetLayer layer;
        layer.z = z;
        layer.end = ended(z);
        std::optional<Pair> sums = sums_before(layer.end.sums);
        nodes_.insert(layer.end.nodes.begin(), layer.end.nodes.end());
        nodes_.insert(uses_.giver(layer.end.sums));
        for (const OnnxCausal* const one : {&sums->conv, &sums->mixin})
            nodes_.insert(one->nodes.begin(), one->nodes.end());
        layer.conv = std::move(sums->conv);
        layer.mixin = std::move(sums->mixin);
        take_gate_out(layer.end, z, layer.conv.filters());
        return layer;
    }

    /// The layer whose x and z, through a convolution, are added up to a value, and that convolution.
    struct Giver {
        std::size_t layer;
        OnnxCausal output;
    };
    std::optional<Giver> giver_of(const std::string& value, const std::vector<OnnxWaveNetLayer>& layers,
                                  const std::map<std::string, std::size_t>& by_z) {
        OnnxNode* const node = uses_.giver(value);
        if (!is_sum(node) || node->inputs.size() != 2) return std::nullopt;
        for (const std::size_t i : {0u, 1u}) {
            std::optional<OnnxCausal> output = causal_before(node->inputs[i], uses_);
            const auto at = output ? by_z.find(output->input) : by_z.end();
            if (at == by_z.end() || layers[at->second].conv.input != node->inputs[1 - i] ||
                output->kernel.kernel != 1)
                continue;
            nodes_.insert(node);
            nodes_.insert(output->nodes.begin(), output->nodes.end());
            return Giver{at->second, *std::move(output)};
        }
        return std::nullopt;
    }

    /// Puts them one behind the other. The last one hands `handed_on` on, if that is not empty.
    void order(OnnxWaveNetStack& stack, const std::string& handed_on) {
        std::vector<OnnxWaveNetLayer>& layers = stack.layers;
        std::map<std::string, std::size_t> by_z;
        for (std::size_t l = 0; l < layers.size(); ++l) by_z[layers[l].z] = l;
        require(by_z.size() == layers.size());
        std::vector<std::size_t> next(layers.size(), layers.size());
        std::size_t first = layers.size();
        for (std::size_t l = 0; l < layers.size(); ++l) {
            std::optional<Giver> giver = giver_of(layers[l].conv.input, layers, by_z);
            if (!giver) {
                require(std::exchange(first, l) == layers.size());
                continue;
            }
            require(std::exchange(next[giver->layer], l) == layers.size());
            layers[giver->layer].output = std::move(giver->output);
        }
        std::vector<OnnxWaveNetLayer> ordered;
        for (; first < layers.size(); first = next[first]) {
            require(ordered.size() < layers.size());
            ordered.push_back(std::move(layers[first]));
        }
        require(ordered.size() == layers.size());
        layers = std::move(ordered);
        if (handed_on.empty()) return;
        by_z = {{layers.back().z, layers.size() - 1}};
        std::optional<Giver> last = giver_of(handed_on, layers, by_z);
        require(last.has_value());
        layers.back().output = std::move(last->output);
    }

    OnnxWaveNetStack stack_of(OnnxCausal head, const std::string& handed_on) {
        OnnxWaveNetStack stack;
        for (const std::string& one : added(head.input)) {
            if (causal_before(one, uses_)) {
                require(stack.previous.empty());
                stack.previous = one;
            } else {
                stack.layers.push_back(layer_before(one));
            }
        }
        require(!stack.layers.empty());
        order(stack, handed_on);
        stack.head = std::move(head);
        stack.rechannel = causal(stack.layers.front().conv.input);
        require(stack.rechannel.kernel.kernel == 1);
        return stack;
    }

    const OnnxUses& uses_;
    const std::string features_;
    std::set<OnnxNode*> nodes_{};
};

/// What may be the features of the WaveNet that ends in a head: they go, as a layer's x does, through a
/// convolution into the first sum of two that lies before it.
std::vector<std::string> possible_features(const std::string& end, const OnnxUses& uses) {
    constexpr std::size_t most = 64;
    const std::optional<OnnxCausal> head = causal_before(end, uses);
    std::vector<std::string> left;
    if (head) left.push_back(head->input);
    for (std::size_t seen = 0; !left.empty() && seen < most; ++seen) {
        const OnnxNode* const node = uses.giver(left.back());
        left.pop_back();
        if (!node || node->operation == "Conv") continue;
        if (node->operation == "Add" && node->inputs.size() == 2) {
            const std::optional<OnnxCausal> one = causal_before(node->inputs[0], uses),
                                            other = causal_before(node->inputs[1], uses);
            if (one && other) return {other->input, one->input};
        }
        left.insert(left.end(), node->inputs.begin(), node->inputs.end());
    }
    return {};
}

}  // namespace

std::optional<OnnxWaveNetNodes> wave_net_before(const std::string& value, const OnnxUses& uses) {
    for (const std::string& features : possible_features(value, uses)) {
        try {
            Matcher matcher(uses, features);
            std::vector<OnnxWaveNetStack> stacks = matcher.ending_in(value);
            return OnnxWaveNetNodes{features, std::move(stacks), matcher.nodes()};
        } catch (const AreNone&) {
        }
    }
    return std::nullopt;
}

}  // namespace ctnn_tool
