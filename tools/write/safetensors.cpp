#include "write/safetensors.hpp"

#include <ctnn/io/safetensors.hpp>

#include "write/block.hpp"

namespace ctnn_tool {

std::string safetensors_of(const Model& model, const std::string& origin) {
    using namespace ctnn::detail;
    std::string header =
        about_text({{"ctnn.format", std::string(file_format)},
                    {"ctnn.version", version_text()},
                    {"ctnn.network", model.declaration()},
                    {"origin", first_not_utf8(origin) == origin.size() ? origin : "a file"}});
    for (const PlacedPart& one : model.parts())
        append_entry(header, one.path, "F32", one.part->tensor.shape, one.offset * sizeof(float),
                     (one.offset + one.part->tensor.values.size()) * sizeof(float));
    std::string text = finished_header(header);
    for (const float value : block_of(model)) {
        char bytes[sizeof value];
        number_to(bytes, value, ctnn::StoredAs::f32);
        text.append(bytes, sizeof bytes);
    }
    return text;
}

}  // namespace ctnn_tool
