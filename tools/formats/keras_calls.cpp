#include "formats/keras_calls.hpp"

#include <ctnn/io/safetensors_header.hpp>

#include "model/refusal.hpp"

namespace ctnn_tool {
namespace {

using ctnn::detail::in_quotes;

/// Whether it is [name, which call of it, which of its values, ...].
bool is_reference(const Json& json) {
    return json.is_list() && json.content->items.size() > 2 && json.content->items[0].is_text() &&
           json.content->items[1].is_number() && json.content->items[2].is_number();
}

/// Of what a call or a list of outputs names, in whatever lists are around it.
void add_named(const Json& json, std::vector<std::string>& to) {
    if (json.is_nothing()) return;
    const Json* const tensor = json.is_object() ? find(json, "config") : nullptr;
    if (tensor && find(*tensor, "keras_history")) return add_named(*find(*tensor, "keras_history"), to);
    if (is_reference(json)) {
        const std::string& name = json.content->items[0].content->text;
        if (json.content->items[2].number != 0)
            throw Refusal("it takes another value than the first of " + in_quotes(name) + ": not translated");
        return to.push_back(name);
    }
    if (!json.is_list() || !json.content->numbers.empty())
        throw Refusal("it takes " + kind_of(json) + " besides what layers give: not translated");
    for (const Json& item : json.content->items) add_named(item, to);
}

/// Throws a Refusal where a call says more than what it is of: `training=True` of a BatchNormalization takes
/// the batch's own statistics, a mask leaves steps out.
void require_plain(const Json& arguments) {
    for (std::size_t i = 0; arguments.is_object() && i < arguments.content->items.size(); ++i)
        if (const Json& value = arguments.content->items[i];
            !value.is_nothing() && !(value.kind == Json::Kind::truth && value.number == 0))
            throw Refusal("it is called with " + in_quotes(arguments.content->names[i]) + ": not translated");
}

/// Keras 2 says so behind each value that is taken.
void require_plain_references(const Json& json) {
    if (!json.is_list()) return;
    if (is_reference(json) && json.content->items.size() > 3) return require_plain(json.content->items[3]);
    for (const Json& item : json.content->items) require_plain_references(item);
}

}  // namespace

std::string keras_name(const Json& layer) {
    const Json* const config = find(layer, "config");
    const Json* name = find(layer, "name");
    if (config && find(*config, "name")) name = find(*config, "name");
    return name && name->is_text() ? name->content->text : "";
}

std::vector<std::string> keras_inputs(const Json& layer) {
    std::vector<std::string> from;
    const Json* const calls = find(layer, "inbound_nodes");
    if (!calls || calls->size() == 0) return from;
    if (!calls->is_list() || calls->content->items.empty()) throw Refusal("its inbound_nodes are no calls");
    if (calls->size() > 1)
        throw Refusal("it is called " + std::to_string(calls->size()) +
                      " times: layers that several share are not translated");
    const Json& call = calls->content->items[0];
    require_plain_references(call);
    if (const Json* const arguments = find(call, "kwargs")) require_plain(*arguments);
    add_named(find(call, "args") ? *find(call, "args") : call, from);
    return from;
}

std::string keras_output(const Json& config) {
    std::vector<std::string> given;
    if (const Json* const outputs = find(config, "output_layers")) add_named(*outputs, given);
    if (given.size() != 1)
        throw Refusal("it has " + std::to_string(given.size()) + " outputs, of which one is translated");
    return given[0];
}

}  // namespace ctnn_tool
