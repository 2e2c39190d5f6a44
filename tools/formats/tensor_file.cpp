#include "formats/tensor_file.hpp"

#include <algorithm>
#include <ctnn/io/file_bytes.hpp>
#include <ctnn/io/safetensors_header.hpp>
#include <ctnn/io/tensor_modules.hpp>
#include <utility>

#include "formats/keras.hpp"
#include "formats/torch_file.hpp"

namespace ctnn_tool {
namespace {

enum class Format { other, zip, safetensors };

Format format_of(const std::string& path) {
    ctnn::detail::FileBytes file(path);
    if (file.size() < 9) return Format::other;
    char first[9];
    file.read(0, first, sizeof first);
    if (std::string_view(first, 4) == "PK\x03\x04") return Format::zip;
    const auto size = ctnn::detail::little_endian<std::uint64_t>(first);
    return size <= file.size() - 8 && first[8] == '{' ? Format::safetensors : Format::other;
}

std::vector<RawTensor> read_safetensors(const std::string& path, bool only_shapes) {
    ctnn::detail::SafetensorsFile file(path);
    std::vector<RawTensor> tensors;
    for (const ctnn::detail::StoredTensor& one : file.tensors()) {
        RawTensor tensor{one.name, one.type, Shape(one.shape.begin(), one.shape.end()), {}};
        if (!only_shapes && one.type->bits % 8 == 0)
            file.each_piece(one, [&](const char* bytes, std::size_t, std::size_t count) {
                tensor.bytes.append(bytes, count * (one.type->bits / 8));
            });
        tensors.push_back(std::move(tensor));
    }
    // What is sorted letter by letter tells no order of modules: 2 comes before 10.
    const auto before = [](const RawTensor& a, const RawTensor& b) { return a.name < b.name; };
    if (std::is_sorted(tensors.begin(), tensors.end(), before))
        std::stable_sort(tensors.begin(), tensors.end(), [](const RawTensor& a, const RawTensor& b) {
            return ctnn::detail::naturally_before(a.name, b.name);
        });
    return tensors;
}

}  // namespace

std::optional<std::vector<RawTensor>> read_tensors(const std::string& path, bool only_shapes) {
    switch (format_of(path)) {
        case Format::zip:
            if (is_keras(path)) return std::nullopt;
            return read_torch_file(path);
        case Format::safetensors:
            return read_safetensors(path, only_shapes);
        default:
            return std::nullopt;
    }
}

std::vector<NamedTensor> named_tensors(const std::vector<RawTensor>& tensors) {
    std::vector<NamedTensor> named;
    for (const RawTensor& one : tensors) {
        if (one.type->number == ctnn::StoredAs::own || one.bytes.empty()) continue;
        Tensor tensor{one.shape, {}};
        const std::size_t width = one.type->bits / 8;
        for (std::size_t at = 0; at + width <= one.bytes.size(); at += width)
            tensor.values.push_back(
                ctnn::detail::number_from<double>(one.bytes.data() + at, one.type->number));
        named.push_back({one.name, std::move(tensor)});
    }
    return named;
}

}  // namespace ctnn_tool
