#pragma once

#include <cstddef>
#include <cstdint>
#include <ctnn/core/code.hpp>
#include <string_view>

#include <ctnn/io/stored_number.hpp>

// The elements of a NumPy array: numbers of 1, 2, 4 or 8 bytes, in either order.

namespace ctnn::detail::inline CTNN_CODE {

struct NpyType {
    char kind = 'f';  // b: truth values, i and u: integers with and without sign, f: IEEE 754's
    std::size_t width = 0;
    bool big_endian = false;
};

/// What `<f4`, `>i2`, `|u1` stands for; of a width of 0 where it is none of the types above.
constexpr NpyType npy_type(std::string_view name) noexcept {
    constexpr std::string_view orders = "<>|";
    if (name.size() != 3 || orders.find(name[0]) == orders.npos) return {};
    const std::string_view widths = name[1] == 'b'                     ? "1"
                                    : name[1] == 'i' || name[1] == 'u' ? "1248"
                                    : name[1] == 'f'                   ? "248"
                                                                       : "";
    if (widths.find(name[2]) == widths.npos || (name[2] != '1' && name[0] == '|')) return {};
    return {name[1], static_cast<std::size_t>(name[2] - '0'), name[0] == '>'};
}

constexpr double npy_number(NpyType type, const std::uint8_t* bytes) noexcept {
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < type.width; ++i)
        bits = bits << 8 | bytes[type.big_endian ? i : type.width - 1 - i];
    switch (type.kind) {
        case 'b':
            return bits != 0 ? 1 : 0;
        case 'i': {
            const auto unused = static_cast<int>(64 - 8 * type.width);
            return static_cast<double>(static_cast<std::int64_t>(bits << unused) >> unused);
        }
        case 'u':
            return static_cast<double>(bits);
        default:
            return type.width == 2 ? __builtin_bit_cast(double, widened<10>(static_cast<std::uint16_t>(bits)))
                   : type.width == 4 ? double(__builtin_bit_cast(float, static_cast<std::uint32_t>(bits)))
                                     : __builtin_bit_cast(double, bits);
    }
}

}  // namespace ctnn::detail::inline CTNN_CODE
