#include "write/safetensors.hpp"

#include <ctnn/io/safetensors.hpp>

#include "write/block.hpp"

namespace ctnn_tool {

std::string safetensors_of(const Model& model, const std::string& origin) {
    using namespace ctnn::detail;
    AboutFile about = about_file_of(model.declaration());
    about.emplace_back("origin", first_not_utf8(origin) == origin.size() ? origin : "a file");
    std::vector<TensorToWrite> tensors;  // in the order of the block
    for (const PlacedPart& one : model.parts())
        tensors.push_back({one.path, &stored_type(ctnn::StoredAs::f32), one.part->tensor.shape,
                           one.part->tensor.values.size()});
    std::string text = header_of(tensors, about);
    for (const float value : block_of(model)) {
        char bytes[sizeof value];
        number_to(bytes, value, ctnn::StoredAs::f32);
        text.append(bytes, sizeof bytes);
    }
    return text;
}

}  // namespace ctnn_tool
