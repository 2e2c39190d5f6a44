#include "formats/torch_json.hpp"

#include <string>
#include <utility>
#include <vector>

#include "formats/skip.hpp"
#include "formats/torch_modules.hpp"
#include "model/refusal.hpp"

namespace ctnn_tool {
namespace {

bool ends_with_name(const std::string& name, const std::string& last) {
    return name == last || name.ends_with('.' + last);
}

}  // namespace

bool is_torch_json(const Json& json) {
    if (!json.is_object()) return false;
    if (find(json, "model_data") && find(json, "state_dict")) return true;
    for (std::size_t i = 0; i < json.size(); ++i) {
        const std::string& name = json.content->names[i];
        if (json.content->items[i].is_list() &&
            (ends_with_name(name, "weight") || ends_with_name(name, "weight_ih_l0")))
            return true;
    }
    return false;
}

Model read_torch_json(const Json& json, const ImportOptions& options) {
    const Json* const about = find(json, "model_data");
    const Json& state_dict = about ? member("", json, "state_dict") : json;
    if (!state_dict.is_object())
        throw Refusal("\"state_dict\" is " + kind_of(state_dict) + ", not an object");
    std::vector<NamedTensor> tensors;
    for (std::size_t i = 0; i < state_dict.size(); ++i) {
        const std::string& name = state_dict.content->names[i];
        if (!ends_with_name(name, "num_batches_tracked"))
            tensors.push_back({name, tensor_of("", name, state_dict.content->items[i])});
    }
    Model model = chain_of(modules_of(std::move(tensors)), options);
    if (about) add_skip(model, *about, "skip", 0);
    return model;
}

}  // namespace ctnn_tool
