#include "formats/json.hpp"

#include <cmath>
#include <ctnn/data/number_text.hpp>
#include <ctnn/io/safetensors_header.hpp>

#include "model/refusal.hpp"

namespace ctnn_tool {
namespace {

using ctnn::detail::in_quotes;

void append_numbers(const std::string& what, const Json& json, std::size_t axis, Tensor& to) {
    const bool is_last = axis == to.shape.size();
    if (!json.is_list() || is_last) {
        if (!is_last || !json.is_number())
            throw Refusal(what + " has " + kind_of(json) + " where " + (is_last ? "a number" : "a list") +
                          " should be");
        to.values.push_back(json.number);
        return;
    }
    if (json.size() != to.shape[axis])
        throw Refusal(what + " is not a whole array: a list of " + std::to_string(json.size()) +
                      " stands beside one of " + std::to_string(to.shape[axis]));
    const Json::Content& content = *json.content;
    if (!content.numbers.empty() && axis + 1 < to.shape.size())
        throw Refusal(what + " has a number where a list should be");
    to.values.insert(to.values.end(), content.numbers.begin(), content.numbers.end());
    for (const Json& inner : content.items) append_numbers(what, inner, axis + 1, to);
}

}  // namespace

Json::~Json() = default;

std::size_t Json::size() const { return content ? content->numbers.size() + content->items.size() : 0; }

std::string kind_of(const Json& json) {
    switch (json.kind) {
        case Json::Kind::truth:
            return "a truth value";
        case Json::Kind::number:
            return "the number " + ctnn::detail::number_text(json.number);
        case Json::Kind::text:
            return "the text " + in_quotes(json.content->text);
        case Json::Kind::list:
            return "a list";
        case Json::Kind::object:
            return "an object";
        default:
            return "null";
    }
}

const Json* find(const Json& object, const char* name) {
    if (!object.is_object()) return nullptr;
    for (std::size_t i = 0; i < object.size(); ++i)
        if (object.content->names[i] == name) return &object.content->items[i];
    return nullptr;
}

const Json& member(const std::string& place, const Json& object, const char* name) {
    if (!object.is_object()) throw Refusal(place, "it is " + kind_of(object) + " where an object should be");
    if (const Json* const found = find(object, name)) return *found;
    throw Refusal(place, "there is no " + in_quotes(name));
}

const std::string& text_of(const std::string& place, const Json& object, const char* name) {
    const Json& found = member(place, object, name);
    if (!found.is_text()) throw Refusal(place, in_quotes(name) + " is " + kind_of(found) + ", not a text");
    return found.content->text;
}

std::size_t count_of(const std::string& place, const char* name, const Json& json) {
    const bool in_list = json.is_list() && !json.content->numbers.empty();
    const double number = in_list ? json.content->numbers.back() : json.number;
    if ((!in_list && !json.is_number()) || !(number >= 0 && number < 4294967296.0) ||
        number != std::floor(number))
        throw Refusal(place,
                      in_quotes(name) + " is " +
                          (in_list ? "the number " + ctnn::detail::number_text(number) : kind_of(json)) +
                          ", not a whole number below 2^32");
    return static_cast<std::size_t>(number);
}

double number_of(const std::string& place, const char* name, const Json& json) {
    if (!json.is_number()) throw Refusal(place, in_quotes(name) + " is " + kind_of(json) + ", not a number");
    return json.number;
}

Tensor tensor_of(const std::string& place, const std::string& name, const Json& json) {
    Tensor tensor;
    for (const Json* inner = &json; inner && inner->is_list();) {
        tensor.shape.push_back(inner->size());
        if (inner->size() == 0) throw Refusal(place, in_quotes(name) + " has no values");
        inner = inner->content->items.empty() ? nullptr : &inner->content->items.front();
    }
    try {
        append_numbers(in_quotes(name), json, 0, tensor);
    } catch (const Refusal& refusal) {
        throw Refusal(place, refusal.what());
    }
    return tensor;
}

}  // namespace ctnn_tool
