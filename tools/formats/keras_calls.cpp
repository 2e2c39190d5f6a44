#include "formats/keras_calls.hpp"

#include <algorithm>
#include <array>
#include <ctnn/io/safetensors_header.hpp>
#include <string_view>

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

/// Of the call of a layer that is called once; null of one that begins a graph.
const Json* only_call(const Json& layer) {
    const Json* const calls = find(layer, "inbound_nodes");
    if (!calls || calls->size() == 0) return nullptr;
    if (!calls->is_list() || calls->content->items.empty()) throw Refusal("its inbound_nodes are no calls");
    if (calls->size() > 1)
        throw Refusal("it is called " + std::to_string(calls->size()) +
                      " times: layers that several share are not translated");
    return &calls->content->items[0];
}

KerasOperand operand_of(const Json& json) {
    if (json.is_number()) return {"", {{}, {json.number}}};
    const Json* const config = json.is_object() ? find(json, "config") : nullptr;
    const Json* const value = config ? find(*config, "value") : nullptr;  // of an array that is no variable
    if (value) return operand_of(*value);
    if (json.is_object() || is_reference(json)) {
        std::vector<std::string> named;
        add_named(json, named);
        if (named.size() == 1) return {named[0], {}};
    }
    return {"", tensor_of("", "a constant", json)};
}

/// `[name, call, value, {"y": ..., "name": ...}]`, where a constant has another name.
std::vector<KerasOperand> operands_of_old(const Json& call) {
    const std::vector<Json>& items = call.content->items;
    if (items.size() < 3 || !items[0].is_text()) throw Refusal("its inbound_nodes are no calls");
    const bool is_constant = items[0].content->text == "_CONSTANT_VALUE";
    std::vector<KerasOperand> operands;
    if (is_constant) {
        operands.push_back(operand_of(items[2]));
    } else {
        std::vector<std::string> named;
        add_named(call, named);
        operands.push_back({named.at(0), {}});
    }
    for (std::size_t i = 0; items.size() > 3 && items[3].is_object() && i < items[3].size(); ++i) {
        const std::string& name = items[3].content->names[i];
        const Json& value = items[3].content->items[i];
        if (value.is_nothing() || name == "name") continue;
        if (name != "y") throw Refusal("it is called with " + in_quotes(name) + ": not translated");
        operands.push_back(operand_of(value));
    }
    return operands;
}

}  // namespace

bool is_keras_operation(const Json& layer) {
    constexpr std::array<std::string_view, 6> of_keras_3{"Add",    "Subtract",   "Multiply",
                                                         "Divide", "TrueDivide", "Negative"};
    const std::string& kind = text_of("", layer, "class_name");
    if (kind == "TFOpLambda") return true;
    if (std::find(of_keras_3.begin(), of_keras_3.end(), kind) == of_keras_3.end()) return false;
    const Json* const module = find(layer, "module");
    if (module && module->is_text()) return module->content->text.find(".ops.") != std::string::npos;
    // An .h5 file has no modules; a layer of the same class is given a list.
    const Json* const calls = find(layer, "inbound_nodes");
    const bool is_called = calls && calls->is_list() && !calls->content->items.empty();
    const Json* const arguments = is_called ? find(calls->content->items[0], "args") : nullptr;
    return arguments && arguments->is_list() && !arguments->content->items.empty() &&
           !arguments->content->items[0].is_list();
}

std::vector<KerasOperand> keras_operands(const Json& layer) {
    const Json* call = only_call(layer);
    if (!call) return {};
    if (call->is_list()) {
        while (call->is_list() && call->content->items.size() == 1) call = &call->content->items[0];
        return operands_of_old(*call);
    }
    if (const Json* const arguments = find(*call, "kwargs")) require_plain(*arguments);
    const Json& arguments = member("", *call, "args");
    std::vector<KerasOperand> operands;
    for (std::size_t i = 0; arguments.is_list() && i < arguments.content->items.size(); ++i)
        operands.push_back(operand_of(arguments.content->items[i]));
    return operands;
}

std::string keras_name(const Json& layer) {
    const Json* const config = find(layer, "config");
    const Json* name = find(layer, "name");
    if (config && find(*config, "name")) name = find(*config, "name");
    return name && name->is_text() ? name->content->text : "";
}

std::vector<std::string> keras_inputs(const Json& layer) {
    std::vector<std::string> from;
    if (is_keras_operation(layer)) {
        for (const KerasOperand& operand : keras_operands(layer))
            if (!operand.is_constant()) from.push_back(operand.layer);
        return from;
    }
    const Json* const call = only_call(layer);
    if (!call) return from;
    require_plain_references(*call);
    if (const Json* const arguments = find(*call, "kwargs")) require_plain(*arguments);
    add_named(find(*call, "args") ? *find(*call, "args") : *call, from);
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
