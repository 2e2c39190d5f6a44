#include "formats/onnx_branches.hpp"

#include <algorithm>
#include <memory>
#include <utility>

#include "formats/onnx_windows.hpp"
#include "model/plain_layers.hpp"
#include "model/refusal.hpp"

namespace ctnn_tool {
namespace {

bool is_identity(const std::vector<LayerPointer>& layers) { return layers.empty(); }

/// One layer of a branch's; one that gives its input where it has none.
LayerPointer as_layer(const Shape& input, std::vector<LayerPointer> layers) {
    if (layers.empty()) return std::make_unique<ActivationLayer>(input, *activation_named(""));
    if (layers.size() == 1) return std::move(layers.front());
    return std::make_unique<Sequential>(std::move(layers));
}

/// What x f(x) is; null if there is no name for it.
const Activation* times_input(const std::vector<LayerPointer>& layers) {
    std::string f;
    for (const LayerPointer& layer : layers) f += without_namespace(layer->declaration());
    return f == "Activation<Sigmoid>"                    ? activation_named("silu")
           : f == "Activation<HardSigmoid>"              ? activation_named("hard_swish")
           : f == "Activation<Softplus>Activation<Tanh>" ? activation_named("mish")
                                                         : nullptr;
}

/// What branches are together: x + f(x) is a Residual, x sigmoid(x) SiLU.
LayerPointer joined(Join how, const Shape& input, std::vector<std::vector<LayerPointer>> branches) {
    if (branches.size() == 2 && how != Join::concatenation) {
        if (is_identity(branches[0])) std::swap(branches[0], branches[1]);
        const bool beside_input = is_identity(branches[1]) && !is_identity(branches[0]);
        if (how == Join::sum && beside_input) return std::make_unique<Residual>(std::move(branches[0]));
        const Activation* const named = beside_input ? times_input(branches[0]) : nullptr;
        if (how == Join::product && named) return std::make_unique<ActivationLayer>(input, *named);
    }
    std::vector<LayerPointer> layers;
    for (std::vector<LayerPointer>& branch : branches) layers.push_back(as_layer(input, std::move(branch)));
    return std::make_unique<Branches>(how, std::move(layers));
}

}  // namespace

OnnxMixedBranches::OnnxMixedBranches(const std::string& place, std::string value)
    : Refusal(place, "it joins branches that do not begin in one value: not translated"),
      value_(std::move(value)) {}

void OnnxBranch::settle_pads() {
    if (!pads.empty()) chain.zeros(padding_of({}, 0, std::exchange(pads, {})));
}

void OnnxBranches::put(const std::string& value, OnnxBranch branch) {
    const auto found = uses_.find(value);
    const std::size_t uses = found == uses_.end() ? 1 : found->second;
    if (uses > 1) branch.settle_pads();
    shapes_[value] = branch.chain.shape();
    values_.insert_or_assign(value, Value{std::move(branch), uses});
}

OnnxBranch OnnxBranches::take(const std::string& value) {
    const auto at = values_.find(value);
    if (at == values_.end()) throw Refusal("a value is taken more often than it is there");
    if (at->second.open > 1 || uses_[value] > 1) {
        constexpr std::size_t most = 64;
        OnnxBranch& before = at->second.branch;
        if (before.depth == most) throw Refusal("branches within branches are not translated that deep");
        return {before.chain.begun_here(), value, {}, before.depth + 1};
    }
    OnnxBranch taken = std::move(at->second.branch);
    values_.erase(at);
    return taken;
}

void OnnxBranches::join(Join how, const std::vector<std::string>& values, std::int64_t axis,
                        const std::string& to, bool subtracts) {
    std::vector<OnnxBranch> taken;
    for (const std::string& value : values) taken.push_back(take(value));
    if (subtracts) taken.back().chain.affine(-1, 0);
    const std::string base = taken.front().base;
    bool has_rows = false;
    const auto deepest = std::max_element(taken.begin(), taken.end(),
                                          [](const auto& a, const auto& b) { return a.depth < b.depth; });
    for (OnnxBranch& branch : taken) {
        if (branch.base.empty() || branch.base != base || !values_.contains(base))
            throw OnnxMixedBranches("", deepest->base);
        branch.settle_pads();
        has_rows = has_rows || branch.chain.ends_in_row();
    }
    const bool of_rows = has_rows && how == Join::concatenation && (axis == 1 || axis == -1);
    if (how == Join::concatenation && !of_rows)
        for (OnnxBranch& branch : taken) branch.chain.bring_last(axis);
    Flattened rows;
    const auto is_less = [](const OnnxBranch& a, const OnnxBranch& b) {
        return size_of(a.chain.ours()) < size_of(b.chain.ours());
    };
    OnnxChain& first = std::max_element(taken.begin(), taken.end(), is_less)->chain;
    const bool is_spread =
        size_of(std::min_element(taken.begin(), taken.end(), is_less)->chain.ours()) < size_of(first.ours());
    if (how != Join::concatenation && is_spread && first.ours().size() == 3) first.pixels();
    for (OnnxBranch& branch : taken) {
        if (of_rows)
            branch.chain.become_row();
        else
            branch.chain.join_with(first, how == Join::concatenation, axis);
        rows.append(branch.chain.flattened());
    }
    std::vector<std::vector<LayerPointer>> branches;
    for (OnnxBranch& branch : taken) branches.push_back(branch.chain.take_layers());
    Value& begin = values_.at(base);
    LayerPointer layer = joined(how, begin.branch.chain.ours(), std::move(branches));
    begin.open -= values.size() - 1;
    OnnxBranch behind{begin.branch.chain.begun_here(), base, {}, begin.branch.depth + 1};
    if (begin.open == 1) {  // all that began there
        behind = std::move(begin.branch);
        values_.erase(base);
    }
    if (of_rows)
        behind.chain.join_rows(std::move(layer), std::move(rows));
    else
        behind.chain.join(std::move(layer), first);
    put(to, std::move(behind));
}

}  // namespace ctnn_tool
