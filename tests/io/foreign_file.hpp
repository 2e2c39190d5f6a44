#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <ctnn/io/read_safetensors.hpp>
#include <ctnn/io/stored_number.hpp>
#include <ctnn/network/predict.hpp>
#include <data/scratch_file.hpp>
#include <reference/safetensors.hpp>
#include <testing.hpp>

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

/// Tensors of numbers 0, 1, 2, ...
inline std::string file_of(const std::vector<std::pair<std::string, std::vector<std::size_t>>>& tensors) {
    std::string header = "{";
    std::size_t at = 0;
    for (const auto& [name, shape] : tensors) {
        std::size_t size = 1;
        std::string extents;
        for (const std::size_t extent : shape) {
            size *= extent;
            extents += (extents.empty() ? "" : ",") + std::to_string(extent);
        }
        header += (at == 0 ? "\"" : ",\"") + name + "\":{\"dtype\":\"F32\",\"shape\":[" + extents +
                  "],\"data_offsets\":[" + std::to_string(4 * at) + ',' + std::to_string(4 * (at + size)) +
                  "]}";
        at += size;
    }
    std::vector<float> values(at);
    for (std::size_t i = 0; i < at; ++i) values[i] = float(i);
    return bytes_of(header + '}', floats_text(values));
}

/// Of words where `scale` is not 1: whole numbers up to it.
template <class Net>
void answers_as_pytorch(const reference::ForeignFile& reference, const ctnn::ReadOptions& options = {},
                        float scale = 1) {
    const ScratchFile file(content_of(reference), ".safetensors");
    const auto parameters = ctnn::read_safetensors<Net>(file.path(), options);
    std::array<float, Net::input_size> x{};
    for (std::size_t i = 0; i < x.size(); ++i) {
        x[i] = scale * number(i, 29, 61, 32);
        if (scale != 1) x[i] = std::round(std::abs(x[i]));  // words
    }
    const auto y = predict(parameters, x);
    for (std::size_t i = 0; i < y.size(); ++i)
        REQUIRE(double(y[i]) == Approx(reference.answer[i]).epsilon(1e-5).margin(1e-6));
}
