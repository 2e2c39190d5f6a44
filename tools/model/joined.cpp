#include "model/joined.hpp"

#include <memory>
#include <utility>

#include "model/model.hpp"
#include "model/plain_layers.hpp"

namespace ctnn_tool {
namespace {

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

}  // namespace

LayerPointer joined(Join how, const Shape& input, std::vector<std::vector<LayerPointer>> branches) {
    if (branches.size() == 2 && how != Join::concatenation) {
        if (branches[0].empty()) std::swap(branches[0], branches[1]);
        const bool beside_input = branches[1].empty() && !branches[0].empty();
        if (how == Join::sum && beside_input) return std::make_unique<Residual>(std::move(branches[0]));
        const Activation* const named = beside_input ? times_input(branches[0]) : nullptr;
        if (how == Join::product && named) return std::make_unique<ActivationLayer>(input, *named);
    }
    std::vector<LayerPointer> layers;
    for (std::vector<LayerPointer>& branch : branches) layers.push_back(as_layer(input, std::move(branch)));
    return std::make_unique<Branches>(how, std::move(layers));
}

}  // namespace ctnn_tool
