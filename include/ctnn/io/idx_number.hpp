#pragma once

#include <cstddef>
#include <cstdint>
#include <ctnn/core/config.hpp>

// The elements of an IDX file: big-endian, of one of six types.

namespace ctnn::detail::inline CTNN_CODE {

enum class IdxType : std::uint8_t { u8 = 0x08, i8 = 0x09, i16 = 0x0B, i32 = 0x0C, f32 = 0x0D, f64 = 0x0E };

constexpr std::size_t idx_width(IdxType type) noexcept {
    switch (type) {
        case IdxType::i16:
            return 2;
        case IdxType::i32:
        case IdxType::f32:
            return 4;
        case IdxType::f64:
            return 8;
        default:
            return 1;
    }
}

template <class Bits>
constexpr Bits big_endian(const std::uint8_t* bytes) noexcept {
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < sizeof(Bits); ++i) bits = bits << 8 | bytes[i];
    return static_cast<Bits>(bits);
}

constexpr double idx_number(IdxType type, const std::uint8_t* bytes) noexcept {
    switch (type) {
        case IdxType::i8:
            return static_cast<std::int8_t>(*bytes);
        case IdxType::i16:
            return static_cast<std::int16_t>(big_endian<std::uint16_t>(bytes));
        case IdxType::i32:
            return static_cast<std::int32_t>(big_endian<std::uint32_t>(bytes));
        case IdxType::f32:
            return double(__builtin_bit_cast(float, big_endian<std::uint32_t>(bytes)));
        case IdxType::f64:
            return __builtin_bit_cast(double, big_endian<std::uint64_t>(bytes));
        default:
            return *bytes;
    }
}

}  // namespace ctnn::detail::inline CTNN_CODE
