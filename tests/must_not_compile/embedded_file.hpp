#pragma once

#include <array>
#include <ctnn/ctnn.hpp>
#include <ctnn/io/baked.hpp>

// Bytes of safetensors files of three floats.
namespace embedded_file {

using Net = ctnn::Network<ctnn::Input<2>, ctnn::Dense<1>>;

template <std::size_t Size>
constexpr auto with(const char (&header)[Size]) {
    std::array<unsigned char, 8 + Size - 1 + 12> bytes{static_cast<unsigned char>(Size - 1)};
    for (std::size_t i = 0; i + 1 < Size; ++i) bytes[8 + i] = static_cast<unsigned char>(header[i]);
    return bytes;
}

constexpr auto right = with(
    "{\"layers.0.weight\":{\"dtype\":\"F32\",\"shape\":[2,1],\"data_offsets\":[0,8]},"
    "\"layers.0.bias\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[8,12]}}");

}  // namespace embedded_file
