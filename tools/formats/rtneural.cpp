#include "formats/rtneural.hpp"

#include <ctnn/io/safetensors_header.hpp>
#include <memory>
#include <utility>

#include "formats/recorded.hpp"
#include "formats/rtneural_layers.hpp"
#include "formats/skip.hpp"
#include "model/refusal.hpp"

namespace ctnn_tool {
namespace {

using ctnn::detail::in_quotes;

/// Extents behind that of the batch; 0 where it is null.
Shape shape_in_file(const std::string& place, const char* name, const Json& json) {
    if (!json.is_list() || json.size() < 2 || json.size() > 4)
        throw Refusal(place, in_quotes(name) + " is not a list of 2 to 4 extents");
    Shape shape;
    const Json::Content& list = *json.content;
    for (std::size_t i = 1; i < list.numbers.size(); ++i) {
        Json one;
        one.kind = Json::Kind::number;
        one.number = list.numbers[i];
        shape.push_back(count_of(place, name, one));
    }
    for (std::size_t i = 1; i < list.items.size(); ++i)
        shape.push_back(list.items[i].is_nothing() ? 0 : count_of(place, name, list.items[i]));
    if (shape.back() == 0)
        throw Refusal(place, in_quotes(name) + " does not say how many features there are");
    return shape;
}

/// With steps where there are such, as the user, the file or nobody says.
Shape input_of(const Json& json, const ImportOptions& options, std::vector<std::string>& notes) {
    Shape shape = shape_in_file("", "in_shape", member("", json, "in_shape"));
    if (shape.size() == 1) {
        if (options.steps) throw Refusal("the input is " + text_of(shape) + " and has no steps");
        return shape;
    }
    if (options.steps) shape[0] = *options.steps;
    if (shape[0] == 0) {
        shape[0] = usual_steps;
        notes.push_back(note_of_usual_steps());
    }
    return shape;
}

/// A layer's shape must be as the file says it, but for steps that it leaves open or the user has changed.
void require_shape(const std::string& place, const Json& layer, const Shape& output, bool any_steps) {
    const Json* const told = find(layer, "shape");
    if (!told) return;
    Shape expected = shape_in_file(place, "shape", *told);
    if (expected.size() == output.size() && expected.size() > 1 && (any_steps || expected[0] == 0))
        expected[0] = output[0];
    if (expected.size() > 1)
        for (std::size_t axis = 1; axis + 1 < expected.size(); ++axis)
            if (expected[axis] == 0) expected[axis] = output.size() == expected.size() ? output[axis] : 0;
    if (expected != output)
        throw Refusal(place, "its output is " + text_of(output) + ", but the file says " + text_of(expected));
}

Model translated(const Json& json, const ImportOptions& options) {
    std::vector<std::string> notes;
    Model model(input_of(json, options, notes));
    model.notes = std::move(notes);
    const Json& layers = member("", json, "layers");
    if (!layers.is_list() || layers.content->items.empty())
        throw Refusal("\"layers\" is not a list of layers");
    add_gain(model, json, "in_gain");
    const std::size_t first = model.layers().size();
    const Shape told = shape_in_file("", "in_shape", member("", json, "in_shape"));
    std::size_t number = 0, steps = told.size() == 2 ? told[0] : 0;
    for (const Json& layer : layers.content->items) {
        const std::string place = "layer " + std::to_string(number++);
        try {
            add_rtneural_layer(model, layer, steps);
        } catch (const Refusal& refusal) {
            throw Refusal(place, refusal.what());
        }
        require_shape(place, layer, model.output(), options.steps.has_value());
    }
    add_skip(model, json, "in_skip", first);
    add_gain(model, json, "out_gain");
    return model;
}

}  // namespace

bool is_rtneural(const Json& json) { return find(json, "in_shape") && find(json, "layers"); }

Model read_rtneural(const Json& json, const ImportOptions& options) {
    Model model = translated(json, options);
    if (model.input().size() != 2) return model;
    const auto with_steps = [&](std::size_t steps) {
        ImportOptions own = options;
        own.steps = steps;
        return translated(json, own);
    };
    for (const std::string& note : notes_of_recorded(json, with_steps)) model.notes.push_back(note);
    return model;
}

}  // namespace ctnn_tool
