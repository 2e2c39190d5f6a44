#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <ctnn/io/stored_number.hpp>

#include <reference/safetensors.hpp>

inline float number(std::size_t i, std::size_t factor, std::size_t modulus, float unit) {
    return (float(factor * i % modulus) - float(modulus / 2)) / unit;
}

inline std::string bytes_of(const std::string& header, const std::string& values) {
    std::string bytes(8, '\0');
    ctnn::detail::put_little_endian(std::uint64_t{header.size()}, bytes.data());
    return bytes + header + values;
}

inline std::string floats_text(const std::vector<float>& values) {
    std::string text(4 * values.size(), '\0');
    for (std::size_t i = 0; i < values.size(); ++i)
        ctnn::detail::number_to(text.data() + 4 * i, values[i], ctnn::StoredAs::f32);
    return text;
}

/// The file as the safetensors package would have written it.
inline std::string content_of(const reference::ForeignFile& file) {
    std::vector<float> values(file.floats);
    for (std::size_t i = 0; i < values.size(); ++i) values[i] = number(i, 37, 101, 128);
    for (const auto& range : file.positive)
        for (std::size_t i = 0; i < range.count; ++i) values[range.first + i] += 1;
    return bytes_of(file.header, std::string(8 * file.counters, '\0') + floats_text(values));
}
