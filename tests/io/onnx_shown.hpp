#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <ctnn/io/onnx.hpp>
#include <ctnn/io/stored_number.hpp>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

// ONNX models as text that a test can hold beside what it expects.

namespace shown {

/// Calls field(number, value, bytes) for each field of a message; of a number there are no bytes.
inline void each_field(std::string_view message,
                       const std::function<void(unsigned, std::uint64_t, std::string_view)>& field) {
    std::size_t at = 0;
    const auto varint = [&] {
        std::uint64_t value = 0;
        for (unsigned shift = 0;; shift += 7) {
            const auto byte = static_cast<std::uint8_t>(message.at(at++));
            value |= std::uint64_t{byte & 0x7Fu} << shift;
            if (byte < 0x80) return value;
        }
    };
    while (at < message.size()) {
        const std::uint64_t key = varint(), type = key & 7;
        const auto number = static_cast<unsigned>(key >> 3);
        if (type == 0) {
            field(number, varint(), {});
        } else {
            const std::size_t size = type == 5 ? 4 : static_cast<std::size_t>(varint());
            field(number, 0, message.substr(at, size));
            at += size;
        }
    }
}

/// The bytes of the fields of that number.
inline std::vector<std::string_view> all(std::string_view message, unsigned wanted) {
    std::vector<std::string_view> found;
    each_field(message, [&](unsigned number, std::uint64_t, std::string_view bytes) {
        if (number == wanted) found.push_back(bytes);
    });
    return found;
}

inline std::string joined(const std::vector<std::string_view>& names) {
    std::string text;
    for (const std::string_view name : names) text += std::string(name) + ", ";
    return text.substr(0, text.size() - 2);
}

/// "pads 0 1": what numbers and strings an attribute has.
inline std::string attribute(std::string_view message) {
    std::string text;
    each_field(message, [&](unsigned number, std::uint64_t value, std::string_view bytes) {
        char digits[32];
        if (number == 2 || number == 7) {
            std::snprintf(digits, sizeof digits, " %.6g",
                          ctnn::detail::number_from<double>(bytes.data(), ctnn::StoredAs::f32));
            text += digits;
        } else if (number == 3 || number == 8) {
            text += ' ' + std::to_string(static_cast<std::int64_t>(value));
        } else if (number != 20) {
            text += (text.empty() ? "" : " ") + std::string(bytes);
        }
    });
    return text;
}

/// A line for each node: "y = Op(x, w), axis 1, perm 0 2 1".
inline std::string nodes(std::string_view model) {
    std::string text;
    for (const std::string_view node : all(all(model, 7).at(0), 1)) {
        text +=
            joined(all(node, 2)) + " = " + std::string(all(node, 4).at(0)) + '(' + joined(all(node, 1)) + ')';
        for (const std::string_view one : all(node, 5)) text += ", " + attribute(one);
        text += '\n';
    }
    return text;
}

struct Constant {
    std::vector<std::size_t> extents{};
    std::vector<double> values{};
};

/// A constant of float, double or int64.
inline Constant constant(std::string_view model, std::string_view name) {
    Constant found;
    for (const std::string_view tensor : all(all(model, 7).at(0), 5)) {
        if (all(tensor, 8).at(0) != name) continue;
        std::uint64_t type = 0;
        each_field(tensor, [&](unsigned number, std::uint64_t value, std::string_view) {
            if (number == 1) found.extents.push_back(static_cast<std::size_t>(value));
            if (number == 2) type = value;
        });
        const std::string_view bytes = all(tensor, 9).at(0);
        const std::size_t width = type == 1 ? 4 : 8;
        for (std::size_t at = 0; at < bytes.size(); at += width)
            found.values.push_back(
                type == 7 ? static_cast<double>(static_cast<std::int64_t>(
                                ctnn::detail::little_endian<std::uint64_t>(bytes.data() + at)))
                          : ctnn::detail::number_from<double>(
                                bytes.data() + at, type == 1 ? ctnn::StoredAs::f32 : ctnn::StoredAs::f64));
    }
    return found;
}

/// The model of a network whose values are 1, 2, 3 and so on.
template <class Net, class T = float>
std::string model() {
    ctnn::Parameters<Net, T> parameters;
    for (std::size_t i = 0; i < parameters.size(); ++i) parameters.data()[i] = static_cast<T>(i + 1);
    return ctnn::detail::onnx_text<Net>(parameters.data());
}

template <class Net>
std::string nodes() {
    return nodes(model<Net>());
}

}  // namespace shown
