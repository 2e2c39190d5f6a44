#include "formats/skip.hpp"

#include <cmath>
#include <ctnn/io/safetensors_header.hpp>
#include <memory>
#include <utility>
#include <vector>

#include "model/composite.hpp"
#include "model/plain_layers.hpp"
#include "model/refusal.hpp"

namespace ctnn_tool {
namespace {

LayerPointer linear(const Shape& input, Tensor weight) {
    return on_steps(input, std::make_unique<Dense>(Shape{input.back()}, *activation_named(""),
                                                   std::move(weight), Tensor{}));
}

}  // namespace

void add_gain(Model& model, const Json& json, const char* name) {
    const Json* const found = find(json, name);
    if (!found || found->is_nothing()) return;
    const double decibels = number_of("", name, *found);
    if (decibels == 0) return;
    const std::size_t features = model.output().back();
    Tensor weight{{features, features}, Values(features * features, 0)};
    for (std::size_t i = 0; i < features; ++i) weight.values[i * features + i] = 1;
    weight.values[0] = decibels > -90 ? std::pow(10.0, decibels / 20) : 0;
    model.add(linear(model.output(), std::move(weight)));
}

void add_skip(Model& model, const Json& json, const char* name, std::size_t first) {
    const Json* const found = find(json, name);
    const std::size_t skip = found && !found->is_nothing() ? count_of("", name, *found) : 0;
    if (skip == 0) return;
    if (skip > 1)
        throw Refusal(ctnn::detail::in_quotes(name) + " is " + std::to_string(skip) +
                      ": more than one feature led around is not translated");
    std::vector<LayerPointer> layers = model.take_from(first);
    if (layers.empty()) throw Refusal("there are no layers to lead the input around");
    const Shape input = layers.front()->input();
    if (layers.back()->output().size() != input.size() || layers.back()->output().back() != 1)
        throw Refusal("the first feature of " + text_of(input) + " cannot be added to " +
                      text_of(layers.back()->output()));
    if (input.back() == 1) return model.add(std::make_unique<Residual>(std::move(layers)));
    Tensor weight{{input.back(), 1}, Values(input.back(), 0)};
    weight.values[0] = 1;
    std::vector<LayerPointer> branches;
    branches.push_back(std::make_unique<Sequential>(std::move(layers)));
    branches.push_back(linear(input, std::move(weight)));
    model.add(std::make_unique<Branches>(Join::sum, std::move(branches)));
}

}  // namespace ctnn_tool
