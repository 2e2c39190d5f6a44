#include "formats/torch_json.hpp"

#include <string>
#include <utility>
#include <vector>

#include "formats/torch_modules.hpp"

namespace ctnn_tool {
namespace {

bool ends_with_name(const std::string& name, const std::string& last) {
    return name == last || name.ends_with('.' + last);
}

}  // namespace

bool is_torch_json(const Json& json) {
    if (!json.is_object()) return false;
    for (std::size_t i = 0; i < json.size(); ++i) {
        const std::string& name = json.content->names[i];
        if (json.content->items[i].is_list() &&
            (ends_with_name(name, "weight") || ends_with_name(name, "weight_ih_l0")))
            return true;
    }
    return false;
}

Model read_torch_json(const Json& json, const ImportOptions& options) {
    std::vector<NamedTensor> tensors;
    for (std::size_t i = 0; i < json.size(); ++i) {
        const std::string& name = json.content->names[i];
        if (!ends_with_name(name, "num_batches_tracked"))
            tensors.push_back({name, tensor_of("", name, json.content->items[i])});
    }
    return chain_of(modules_of(std::move(tensors)), options);
}

}  // namespace ctnn_tool
