#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <ctnn/core/code.hpp>
#include <span>
#include <string_view>
#include <type_traits>

// The numbers of a file of tensors: little-endian, wherever the program runs.

namespace ctnn {

/// How a file keeps numbers. `own`: as the parameters are.
enum class StoredAs : unsigned char { own, f64, f32, f16, bf16 };

namespace detail::inline CTNN_CODE {

/// A type of safetensors by its name: its bits, and whether they can become parameters.
struct StoredType {
    std::string_view name{};
    std::size_t bits = 0;
    StoredAs number = StoredAs::own;  // none of ours
};

inline constexpr std::array stored_types{StoredType{"F32", 32, StoredAs::f32},
                                         StoredType{"F16", 16, StoredAs::f16},
                                         StoredType{"BF16", 16, StoredAs::bf16},
                                         StoredType{"F64", 64, StoredAs::f64},
                                         StoredType{"BOOL", 8},
                                         StoredType{"F4", 4},
                                         StoredType{"F6_E2M3", 6},
                                         StoredType{"F6_E3M2", 6},
                                         StoredType{"U8", 8},
                                         StoredType{"I8", 8},
                                         StoredType{"F8_E5M2", 8},
                                         StoredType{"F8_E4M3", 8},
                                         StoredType{"F8_E8M0", 8},
                                         StoredType{"F8_E4M3FNUZ", 8},
                                         StoredType{"F8_E5M2FNUZ", 8},
                                         StoredType{"I16", 16},
                                         StoredType{"U16", 16},
                                         StoredType{"I32", 32},
                                         StoredType{"U32", 32},
                                         StoredType{"C64", 64},
                                         StoredType{"I64", 64},
                                         StoredType{"U64", 64}};

/// Null if there is no such type.
constexpr const StoredType* stored_type(std::string_view name) noexcept {
    for (const StoredType& type : stored_types)
        if (type.name == name) return &type;
    return nullptr;
}
constexpr const StoredType& stored_type(StoredAs number) noexcept {
    for (const StoredType& type : stored_types)
        if (type.number == number) return type;
    return stored_types[0];
}

template <class T>
constexpr StoredAs own_number(StoredAs number) noexcept {
    if (number != StoredAs::own) return number;
    return std::is_same_v<T, double> ? StoredAs::f64 : StoredAs::f32;
}

template <class Bits>
inline Bits little_endian(const char* bytes) noexcept {
    Bits bits;
    std::memcpy(&bits, bytes, sizeof bits);
    if constexpr (std::endian::native == std::endian::big) {
        Bits turned = 0;
        for (std::size_t i = 0; i < sizeof bits; ++i)
            turned = static_cast<Bits>(turned << 8 | (bits >> (8 * i) & 0xFF));
        return turned;
    }
    return bits;
}

template <class Bits>
inline void put_little_endian(Bits bits, char* bytes) noexcept {
    for (std::size_t i = 0; i < sizeof bits; ++i) bytes[i] = static_cast<char>(bits >> (8 * i) & 0xFF);
}

/// The bits of a number of 16 of which `Fraction` are its fraction's, as those of the double of this value;
/// NaN keeps its payload.
template <unsigned Fraction>
constexpr std::uint64_t widened(std::uint16_t bits) noexcept {
    constexpr unsigned exponents = 15 - Fraction, shift = 52 - Fraction;
    constexpr std::uint64_t most = (1u << exponents) - 1, bias = most / 2;
    const std::uint64_t sign = std::uint64_t{bits} >> 15 << 63, exponent = bits >> Fraction & most;
    std::uint64_t fraction = bits & ((1u << Fraction) - 1);
    if (exponent == most) return sign | std::uint64_t{0x7FF} << 52 | fraction << shift;
    if (exponent != 0) return sign | (exponent + 1023 - bias) << 52 | fraction << shift;
    if (fraction == 0) return sign;
    std::uint64_t power = 1024 - bias;  // a denormal is a normal double
    while ((fraction >> Fraction) == 0) fraction <<= 1, --power;
    return sign | power << 52 | (fraction & ((1u << Fraction) - 1)) << shift;
}

/// The nearest number of 16 bits, of two the even one; infinity beyond the largest, of NaN a quiet one.
template <unsigned Fraction>
constexpr std::uint16_t narrowed(std::uint64_t bits) noexcept {
    constexpr unsigned exponents = 15 - Fraction;
    constexpr std::uint64_t most = (1u << exponents) - 1, bias = most / 2;
    const auto sign = static_cast<std::uint16_t>(bits >> 63 << 15);
    const std::uint64_t exponent = bits >> 52 & 0x7FF, fraction = bits & ((std::uint64_t{1} << 52) - 1);
    const std::uint64_t infinity = most << Fraction;
    if (exponent == 0x7FF) {
        const std::uint64_t payload = fraction == 0 ? 0 : fraction >> (52 - Fraction) | 1u << (Fraction - 1);
        return static_cast<std::uint16_t>(sign | infinity | payload);
    }
    if (exponent + bias + Fraction < 1023) return sign;  // less than half of the smallest
    const std::uint64_t one = std::uint64_t{1} << 52;
    std::uint64_t kept = 0, cut = 52 - Fraction, whole = fraction | one;
    if (exponent + bias > 1023) {
        kept = exponent + bias - 1023;
        if (kept >= most) return static_cast<std::uint16_t>(sign | infinity);
        whole = fraction;
    } else {
        cut += 1024 - bias - exponent;
    }
    const std::uint64_t half = std::uint64_t{1} << (cut - 1), rest = whole & (2 * half - 1);
    std::uint64_t rounded = (kept << Fraction) + (whole >> cut);
    if (rest > half || (rest == half && (rounded & 1) != 0)) ++rounded;
    return static_cast<std::uint16_t>(sign | rounded);
}

/// A number of a file, rounded to the nearest T.
template <class T>
inline T number_from(const char* bytes, StoredAs stored) noexcept {
    switch (stored) {
        case StoredAs::f64:
            return static_cast<T>(__builtin_bit_cast(double, little_endian<std::uint64_t>(bytes)));
        case StoredAs::f16:
            return static_cast<T>(
                __builtin_bit_cast(double, widened<10>(little_endian<std::uint16_t>(bytes))));
        case StoredAs::bf16:
            return static_cast<T>(
                __builtin_bit_cast(double, widened<7>(little_endian<std::uint16_t>(bytes))));
        default:
            return static_cast<T>(__builtin_bit_cast(float, little_endian<std::uint32_t>(bytes)));
    }
}

/// So many as there are to be.
template <class T>
inline void numbers_from(const char* bytes, StoredAs stored, std::span<T> to) noexcept {
    constexpr bool is_little = std::endian::native == std::endian::little;
    if (is_little && stored == own_number<T>(StoredAs::own)) {
        std::memcpy(to.data(), bytes, to.size_bytes());
        return;
    }
    const std::size_t width = stored_type(stored).bits / 8;
    for (std::size_t i = 0; i < to.size(); ++i) to[i] = number_from<T>(bytes + i * width, stored);
}

template <class T>
inline void number_to(char* bytes, T value, StoredAs stored) noexcept {
    const auto bits = [&] { return __builtin_bit_cast(std::uint64_t, static_cast<double>(value)); };
    switch (stored) {
        case StoredAs::f64:
            return put_little_endian(bits(), bytes);
        case StoredAs::f16:
            return put_little_endian(narrowed<10>(bits()), bytes);
        case StoredAs::bf16:
            return put_little_endian(narrowed<7>(bits()), bytes);
        default:
            return put_little_endian(__builtin_bit_cast(std::uint32_t, static_cast<float>(value)), bytes);
    }
}

}  // namespace detail::inline CTNN_CODE
}  // namespace ctnn
