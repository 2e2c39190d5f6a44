#include "model/model.hpp"

#include <algorithm>
#include <ctnn/core/sizes.hpp>
#include <iterator>
#include <utility>

#include "model/composite.hpp"
#include "model/plain_layers.hpp"
#include "model/refusal.hpp"

namespace ctnn_tool {

Model::Model(Shape input) : input_(std::move(input)) {
    if (input_.empty() || size_of(input_) == 0)
        throw Refusal("an input of " + text_of(input_) + " has no values");
    if (size_of(input_) > most_values)
        throw Refusal("an input of " + text_of(input_) + " has more than " + std::to_string(most_values) +
                      " values");
}

void Model::add(LayerPointer layer) {
    if (size_of(layer->output()) > most_values)
        throw Refusal("an output of " + text_of(layer->output()) + " has more than " +
                      std::to_string(most_values) + " values");
    layers_.push_back(std::move(layer));
}

std::vector<LayerPointer> Model::take_from(std::size_t first) {
    const auto start = layers_.begin() + static_cast<std::ptrdiff_t>(first);
    std::vector<LayerPointer> taken(std::make_move_iterator(start), std::make_move_iterator(layers_.end()));
    layers_.erase(start, layers_.end());
    return taken;
}

std::string Model::declaration() const {
    std::vector<std::string> arguments, extents;
    for (const std::size_t extent : input_) extents.push_back(std::to_string(extent));
    arguments.push_back(templated("ctnn::Input", extents));
    for (const LayerPointer& layer : layers_) arguments.push_back(layer->declaration());
    return templated("ctnn::Network", arguments);
}

std::size_t Model::multiply_adds() const {
    std::size_t sum = 0;
    for (const LayerPointer& layer : layers_) sum = ctnn::detail::size_sum(sum, layer->multiply_adds());
    return sum;
}

std::size_t Model::work() const {
    std::size_t sum = 0;
    for (const LayerPointer& layer : layers_) sum = ctnn::detail::size_sum(sum, layer->work());
    return sum;
}

std::vector<PlacedPart> Model::parts() const {
    std::vector<PlacedPart> found;
    for (std::size_t i = 0; i < layers_.size(); ++i)
        layers_[i]->each_part("layers." + std::to_string(i), [&](const std::string& path, Part& part) {
            found.push_back({path, i, 0, &part});
        });
    std::stable_partition(found.begin(), found.end(),
                          [](const PlacedPart& one) { return !one.part->is_state; });
    std::size_t offset = 0;
    for (PlacedPart& one : found) {
        one.offset = offset;
        offset += one.part->tensor.values.size();
    }
    return found;
}

Values Model::run(const Values& x) const {
    Values y = x;
    for (const LayerPointer& layer : layers_) y = layer->run(y);
    return y;
}

bool Model::streams() const {
    return input_.size() > 1 && std::all_of(layers_.begin(), layers_.end(),
                                            [](const LayerPointer& layer) { return layer->streams(); });
}

LayerPointer on_steps(const Shape& input, LayerPointer layer) {
    for (std::size_t axis = input.size() - layer->input().size(); axis-- > 0;)
        layer = std::make_unique<TimeDistributed>(input[axis], std::move(layer));
    return layer;
}

LayerPointer activation_on(const Shape& input, const Activation& activation) {
    return on_steps(input, std::make_unique<ActivationLayer>(
                               activation.takes_rows() ? Shape{input.back()} : input, activation));
}

std::string without_namespace(const std::string& text) {
    constexpr std::string_view name = "ctnn::";
    std::string rest;
    std::size_t from = 0;
    for (std::size_t at; (at = text.find(name, from)) != text.npos; from = at + name.size())
        rest.append(text, from, at - from);
    return rest.append(text, from);
}

}  // namespace ctnn_tool
