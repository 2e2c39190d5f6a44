#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <type_traits>

#include <ctnn/core/code.hpp>
#include <ctnn/data/number_text.hpp>
#include <ctnn/io/safetensors_header.hpp>
#include <ctnn/io/stored_number.hpp>

// The values of a tensor in a file, as parameters.

namespace ctnn::detail::inline CTNN_CODE {

inline std::size_t size_of(const StoredTensor& tensor) noexcept {
    return static_cast<std::size_t>((tensor.end - tensor.begin) * 8 / tensor.type->bits);
}

/// Number i of a tensor whose type is one of ours.
template <class T>
T value_of(const SafetensorsFile& file, const StoredTensor& tensor, std::size_t i) noexcept {
    return number_from<T>(file.values_of(tensor) + i * (tensor.type->bits / 8), tensor.type->number);
}

/// Throws unless parameters can be made of its numbers.
inline void require_numbers(const SafetensorsFile& file, const StoredTensor& tensor) {
    if (tensor.type->number == StoredAs::own)
        file.fail(quoted(tensor.name) + " is of " + std::string(tensor.type->name) +
                  ", but parameters are made of F64, F32, F16 or BF16");
}

/// Throws where a number is finite in the file, and would not be in T.
template <class T>
void require_range(const SafetensorsFile& file, const StoredTensor& tensor) {
    if (sizeof(T) * 8 >= tensor.type->bits) return;
    for (std::size_t i = 0, count = size_of(tensor); i < count; ++i) {
        const auto value = value_of<double>(file, tensor, i);
        if (is_finite_number(value) && !is_finite_number(double(static_cast<T>(value))))
            file.fail(quoted(tensor.name) + " holds " + number_text(value) + ", which is beyond float");
    }
}

template <class T>
void read_values(const SafetensorsFile& file, const StoredTensor& tensor, T* to) noexcept {
    const std::size_t count = size_of(tensor);
    constexpr bool is_little = std::endian::native == std::endian::little;
    if (is_little && tensor.type->number == own_number<T>(StoredAs::own))
        std::memcpy(to, file.values_of(tensor), count * sizeof(T));
    else
        for (std::size_t i = 0; i < count; ++i) to[i] = value_of<T>(file, tensor, i);
}

}  // namespace ctnn::detail::inline CTNN_CODE
