#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

/// The bytes of a safetensors file with this header and these values behind it, made by the compiler.
template <std::size_t Header, std::size_t Values>
constexpr std::array<unsigned char, 8 + Header - 1 + Values> embedded(
    const char (&header)[Header], const std::array<unsigned char, Values>& values) {
    std::array<unsigned char, 8 + Header - 1 + Values> bytes{};
    for (std::size_t i = 0; i < 8; ++i)
        bytes[i] = static_cast<unsigned char>(std::uint64_t{Header - 1} >> (8 * i));
    for (std::size_t i = 0; i + 1 < Header; ++i) bytes[8 + i] = static_cast<unsigned char>(header[i]);
    for (std::size_t i = 0; i < Values; ++i) bytes[8 + Header - 1 + i] = values[i];
    return bytes;
}

/// The bytes of floats.
template <std::size_t N>
constexpr std::array<unsigned char, 4 * N> bytes_of(const float (&values)[N]) {
    std::array<unsigned char, 4 * N> bytes{};
    for (std::size_t i = 0; i < 4 * N; ++i)
        bytes[i] =
            static_cast<unsigned char>(__builtin_bit_cast(std::uint32_t, values[i / 4]) >> (8 * (i % 4)));
    return bytes;
}
