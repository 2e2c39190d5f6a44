#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string>
#include <type_traits>

#include <ctnn/core/code.hpp>
#include <ctnn/core/value_range.hpp>
#include <ctnn/data/number_text.hpp>
#include <ctnn/io/safetensors_header.hpp>
#include <ctnn/io/stored_number.hpp>

// The values of a tensor in a file, as parameters. A File is a SafetensorsFile, or what has its tensors(),
// each_piece() and fail().

namespace ctnn::detail::inline CTNN_CODE {

/// Throws unless parameters can be made of its numbers.
template <class File>
void require_numbers(const File& file, const StoredTensor& tensor) {
    if (tensor.type->number == StoredAs::own)
        file.fail(in_quotes(tensor.name) + " is of " + std::string(tensor.type->name) +
                  ", but parameters are made of F64, F32, F16 or BF16");
}

/// Reads all of a tensor, and throws where a number is finite in the file and would not be in T: so that
/// what comes after it succeeds.
template <class T, class File>
void require_values(File& file, const StoredTensor& tensor) {
    const StoredAs number = tensor.type->number;
    file.each_piece(tensor, [&](const char* bytes, std::size_t, std::size_t count) {
        if (sizeof(T) * 8 >= tensor.type->bits) return;
        for (std::size_t i = 0; i < count; ++i) {
            const auto value = number_from<double>(bytes + i * (tensor.type->bits / 8), number);
            if (is_finite(value) && !is_finite(static_cast<T>(value)))
                file.fail(in_quotes(tensor.name) + " holds " + number_text(value) +
                          ", which is beyond float");
        }
    });
}

/// Calls visit(i, value) for each number of a tensor, in their order.
template <class T, class File, class Visitor>
void each_value(File& file, const StoredTensor& tensor, Visitor&& visit) {
    file.each_piece(tensor, [&](const char* bytes, std::size_t first, std::size_t count) {
        for (std::size_t i = 0; i < count; ++i)
            visit(first + i, number_from<T>(bytes + i * (tensor.type->bits / 8), tensor.type->number));
    });
}

/// All of a tensor, in its order.
template <class T>
void read_values(SafetensorsFile& file, const StoredTensor& tensor, T* to) {
    constexpr bool is_little = std::endian::native == std::endian::little;
    if (is_little && tensor.type->number == own_number<T>(StoredAs::own))
        file.read_at(tensor, 0, reinterpret_cast<char*>(to), as_size(tensor.end - tensor.begin) / sizeof(T));
    else
        each_value<T>(file, tensor, [&](std::size_t i, T value) { to[i] = value; });
}

}  // namespace ctnn::detail::inline CTNN_CODE
