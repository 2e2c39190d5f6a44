#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <tools/flat_writer.hpp>

// Files of TensorFlow Lite, made by hand. Numbers of fields, types and operators: schema.fbs.

namespace tflite {

using flat::number;
using flat::numbers;
using Ints = std::vector<std::int32_t>;

inline constexpr int floats = 0, halves = 1, whole = 2, bytes = 9;

/// A graph under construction: tensor 0 is its input, the last one its output.
struct Graph {
    std::vector<flat::Field> tensors{}, buffers{flat::table({})}, operators{}, codes{};

    int tensor(const Ints& shape, int type = floats, const flat::Field& scales = {}) {
        tensors.push_back(
            flat::table({numbers(shape), number(static_cast<std::int8_t>(type)), number(std::uint32_t{0}),
                         flat::text("t" + std::to_string(tensors.size())), scales}));
        return static_cast<int>(tensors.size()) - 1;
    }
    template <class T>
    int constant(const Ints& shape, const std::vector<T>& values, int type, const flat::Field& scales = {}) {
        std::string raw;
        for (const T value : values) raw += flat::bytes_of(value);
        buffers.push_back(flat::table({flat::text(raw)}));
        tensors.push_back(
            flat::table({numbers(shape), number(static_cast<std::int8_t>(type)),
                         number(static_cast<std::uint32_t>(buffers.size() - 1)), flat::text("c"), scales}));
        return static_cast<int>(tensors.size()) - 1;
    }
    int constant(const Ints& shape, const std::vector<float>& values) {
        return constant(shape, values, floats);
    }
    int axes(const std::vector<std::int32_t>& values) {
        return constant({static_cast<std::int32_t>(values.size())}, values, whole);
    }
    int add(int code, const Ints& inputs, const Ints& shape, std::vector<flat::Field> options = {}) {
        const int result = tensor(shape);
        codes.push_back(flat::table(
            {number(static_cast<std::int8_t>(std::min(code, 127))), {}, number(1), number(code)}));
        operators.push_back(
            flat::table({number(static_cast<std::uint32_t>(codes.size() - 1)), numbers(inputs),
                         numbers(Ints{result}), number(std::uint8_t{1}), flat::table(std::move(options))}));
        return result;
    }
    std::string file(std::uint32_t version = 3) const {
        const auto last = static_cast<std::int32_t>(tensors.size()) - 1;
        const flat::Field graph = flat::table(
            {flat::tables(tensors), numbers(Ints{0}), numbers(Ints{last}), flat::tables(operators)});
        return flat::Writer::file(flat::table({number(version), flat::tables(codes), flat::tables({graph}),
                                               flat::text("made by hand"), flat::tables(buffers)}),
                                  "TFL3");
    }
};

inline flat::Field scales(const std::vector<float>& scale, const std::vector<std::int64_t>& zero,
                          std::int32_t axis = 0) {
    return flat::table({{}, {}, numbers(scale), numbers(zero), {}, {}, number(axis)});
}

}  // namespace tflite
