#include "write/tensors.hpp"

#include <algorithm>
#include <ctnn/io/safetensors.hpp>

#include "model/refusal.hpp"

namespace ctnn_tool {

std::string safetensors_of(const std::vector<RawTensor>& tensors, const std::string& origin) {
    using namespace ctnn::detail;
    std::vector<TensorToWrite> written;
    for (const RawTensor& tensor : tensors) {
        if (first_not_utf8(tensor.name) != tensor.name.size())
            throw Refusal("the name of a tensor is not UTF-8");
        written.push_back(
            {tensor.name, tensor.type, tensor.shape, tensor.bytes.size() * 8 / tensor.type->bits});
    }
    std::string text = header_of(
        written, {{"format", "pt"}, {"origin", first_not_utf8(origin) == origin.size() ? origin : "a file"}});
    for (const RawTensor& tensor : tensors) text += tensor.bytes;
    return text;
}

std::string table_of(const std::vector<RawTensor>& tensors) {
    std::size_t widest = 4, values = 0;
    for (const RawTensor& tensor : tensors)
        widest = std::max(widest, std::min<std::size_t>(tensor.name.size(), 60));
    std::string text;
    for (const RawTensor& tensor : tensors) {
        const std::string quoted = ctnn::detail::in_quotes(tensor.name);
        const std::string name = quoted.substr(1, quoted.size() - 2);
        text += name + std::string(name.size() < widest ? widest - name.size() : 0, ' ') + "  " +
                std::string(tensor.type->name) +
                std::string(6 - std::min<std::size_t>(5, tensor.type->name.size()), ' ') +
                text_of(tensor.shape) + '\n';
        values += size_of(tensor.shape);
    }
    return text + std::to_string(tensors.size()) + " tensors, " + std::to_string(values) + " values\n";
}

}  // namespace ctnn_tool
