#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <ctnn/core/code.hpp>
#include <ctnn/core/value_range.hpp>
#include <ctnn/data/file_error.hpp>
#include <ctnn/data/number_text.hpp>
#include <ctnn/io/network_parts.hpp>
#include <ctnn/io/safetensors_header.hpp>
#include <ctnn/io/stored_number.hpp>

// What a safetensors file is to hold: its header, then the values, tensor by tensor.

namespace ctnn::detail::inline CTNN_CODE {

/// What a file says of itself, by names.
using AboutFile = std::vector<std::pair<std::string, std::string>>;

struct TensorToWrite {
    std::string name{};
    const StoredType* type = nullptr;
    std::vector<std::size_t> extents{};
    std::size_t size = 0;  // in numbers
};

/// The one of a part, with what its name has before the path.
inline TensorToWrite tensor_to_write(const NetworkPart& part, const std::string& prefix,
                                     const StoredType& type) {
    const PartShape shape = shape_of(part.part);
    return {prefix + part.path,
            &type,
            {shape.extents.data(), shape.extents.data() + shape.rank},
            part.part.size()};
}

/// The header, with its size before it, and blanks behind it up to a multiple of 64 bytes: what follows is
/// aligned as Parameters are, for whoever maps the file.
inline std::string header_of(const std::vector<TensorToWrite>& tensors, const AboutFile& about) {
    std::string text = "{\"__metadata__\":{";
    for (const auto& [key, value] : about)
        text += (&key == &about.front().first ? "" : ",") + json_string(key) + ':' + json_string(value);
    text += '}';
    std::size_t end = 0;
    for (const TensorToWrite& tensor : tensors) {
        text += ',' + json_string(tensor.name) + ":{\"dtype\":\"" + std::string(tensor.type->name) +
                "\",\"shape\":[";
        for (std::size_t i = 0; i < tensor.extents.size(); ++i)
            text += (i == 0 ? "" : ",") + std::to_string(tensor.extents[i]);
        const std::size_t begin = end;
        end += tensor.size * (tensor.type->bits / 8);
        text += "],\"data_offsets\":[" + std::to_string(begin) + ',' + std::to_string(end) + "]}";
    }
    text += '}';
    constexpr std::size_t alignment = 64, size_bytes = 8;
    text.append(alignment - 1 - (text.size() + size_bytes - 1) % alignment, ' ');
    std::string size(size_bytes, '\0');
    put_little_endian(std::uint64_t{text.size()}, size.data());
    return size + text;
}

/// A tensor's values as a file keeps them. What is finite must stay so.
template <class T>
void append_values(std::string& to, const std::string& path, const TensorToWrite& tensor, const T* values) {
    const std::size_t width = tensor.type->bits / 8, start = to.size();
    to.resize(start + tensor.size * width);
    for (std::size_t i = 0; i < tensor.size; ++i) {
        char* const bytes = to.data() + start + i * width;
        number_to(bytes, values[i], tensor.type->number);
        if (is_finite(values[i]) && !is_finite(number_from<double>(bytes, tensor.type->number)))
            throw FileError(path, in_quotes(tensor.name) + " holds " + number_text(values[i]) +
                                      ", which is beyond " + std::string(tensor.type->name) +
                                      ": nothing was written");
    }
}

}  // namespace ctnn::detail::inline CTNN_CODE
