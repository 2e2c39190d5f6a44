#pragma once

// The operations that math/math.hpp is written in, for float and double and for vectors of them. Those of
// numbers are constant expressions, use no library and take no branch, so that a compiler can vectorise loops
// over them; those of vectors come from simd/simd.hpp. Here too a NaN in the last argument is passed on.

#include <concepts>
#include <cstdint>
#include <ctnn/core/config.hpp>
#include <ctnn/core/value_range.hpp>
#include <ctnn/simd/as_written.hpp>
#include <ctnn/simd/simd.hpp>
#include <limits>
#include <type_traits>

namespace ctnn::math::inline CTNN_CODE {

#ifndef CTNN_NO_SIMD
using simd::abs;
using simd::as_written;
using simd::fma;
using simd::max;
using simd::min;
using simd::round;
using simd::select;
using simd::sqrt;
using simd::with_sign;
#endif

namespace detail {

template <class V>
struct ElementOf {
    using type = V;
};

template <class V>
    requires requires { typename V::value_type; }
struct ElementOf<V> {
    using type = typename V::value_type;
};

/// How a floating-point number is laid out. `integers` is a number so large that adding a small one leaves
/// its nearest integer in the lowest bits of the sum.
template <class T>
struct Format;

template <>
struct Format<float> {
    using Bits = std::uint32_t;
    using Int = std::int32_t;
    static constexpr int digits = 23, bias = 127;
    static constexpr float integers = 0x1.8p23f;
};

template <>
struct Format<double> {
    using Bits = std::uint64_t;
    using Int = std::int64_t;
    static constexpr int digits = 52, bias = 1023;
    static constexpr double integers = 0x1.8p52;
};

}  // namespace detail

/// float of float and of vec<float, W>, double likewise.
template <class V>
using Element = typename detail::ElementOf<V>::type;

/// Whether V is a number, not a vector.
template <class V>
concept Scalar = std::floating_point<V>;

template <class T>
inline constexpr T infinity = ctnn::detail::infinity<T>;
template <class T>
inline constexpr T nan = ctnn::detail::not_a_number<T>;

/// Whether fma(a, b, c) is always rounded once.
template <class V>
inline constexpr bool fuses =
#ifdef CTNN_NO_SIMD
    false;
#else
    simd::fuses && !Scalar<V> && !reproducible;
#endif

/// a * b + c: rounded once or twice, as the compiler likes.
template <Scalar T>
CTNN_INLINE constexpr T fma(T a, T b, T c) noexcept {
    return a * b + c;
}

/// x, whose additions and multiplications no flag may exchange with those that it goes into. Under
/// -ffast-math compilers do, and then 2^n is taken of an n for which it is infinite, or a remainder is
/// nothing but noise. Wherever order matters for more than the last digits this stands; without such a flag
/// it is nothing.
template <Scalar T>
CTNN_INLINE constexpr T as_written(T x) noexcept {
    if constexpr (fast_math)
        if (!std::is_constant_evaluated()) return ctnn::detail::as_written(x);
    return x;
}

template <Scalar T>
CTNN_INLINE constexpr T min(T a, T b) noexcept {
    return a < b ? a : b;
}

template <Scalar T>
CTNN_INLINE constexpr T max(T a, T b) noexcept {
    return a > b ? a : b;
}

template <Scalar T>
CTNN_INLINE constexpr T select(bool condition, T a, T b) noexcept {
    return condition ? a : b;
}

/// Whether this is a constant expression, in which compilers refuse arithmetic that gives NaN, and x is NaN,
/// or infinite. At run time false, and free.
template <class V>
CTNN_INLINE constexpr bool is_constant_nan(V x) noexcept {
    if constexpr (Scalar<V>) return std::is_constant_evaluated() && x != x;
    return false;
}
template <class V>
CTNN_INLINE constexpr bool is_constant_infinite(V x) noexcept {
    if constexpr (Scalar<V>) return std::is_constant_evaluated() && (x == infinity<V> || x == -infinity<V>);
    return false;
}

/// a * b for a factor b > 1, in constant expressions too where it overflows.
template <class V>
CTNN_INLINE constexpr V magnified(V a, V b) noexcept {
    if constexpr (Scalar<V>) {
        if (is_constant_nan(a)) return a;
        constexpr V most = std::numeric_limits<V>::max();
        if (std::is_constant_evaluated() && !(a < most / b && -a < most / b))
            return a > 0 ? infinity<V> : -infinity<V>;
    }
    return a * b;
}

/// Not by comparison: the sign of -0 and of NaN goes as well.
template <Scalar T>
CTNN_INLINE constexpr T abs(T x) noexcept {
    using Bits = typename detail::Format<T>::Bits;
    return __builtin_bit_cast(T, __builtin_bit_cast(Bits, x) & (~Bits{0} >> 1));
}

/// The magnitude of one with the sign of the other; the magnitude is not negative.
template <Scalar T>
CTNN_INLINE constexpr T with_sign(T magnitude, T sign) noexcept {
    using Bits = typename detail::Format<T>::Bits;
    return __builtin_bit_cast(
        T, __builtin_bit_cast(Bits, magnitude) | (__builtin_bit_cast(Bits, sign) & ~(~Bits{0} >> 1)));
}

/// The nearest integer, halves to even, for values up to 2^22 (float) or 2^51 (double); else any integer.
template <Scalar T>
CTNN_INLINE constexpr T round(T x) noexcept {
    using Format = detail::Format<T>;
    using Bits = typename Format::Bits;
    // Taken apart as integers: -ffast-math would see through (x + large) - large.
    const Bits n = __builtin_bit_cast(Bits, as_written(x) + Format::integers) -
                   __builtin_bit_cast(Bits, Format::integers);
    return static_cast<T>(static_cast<typename Format::Int>(n));
}

namespace detail {

/// The square root of x in [1, 4), correctly rounded, without an instruction for it.
constexpr double sqrt_by_newton(double x) noexcept {
    double y = 0.35 * x + 0.69;  // within 5 %
    y = 0.5 * (y + x / y);
    y = 0.5 * (y + x / y);
    y = 0.5 * (y + x / y);
    y = 0.5 * (y + x / y);
    // x - y * y without error, by Dekker's product of halves: high * high + 2 * high * low + low * low.
    const double split = y * 0x1.0000002p27, high = split - (split - y), low = y - high;
    const double rest = ((x - high * high) - 2 * high * low) - low * low;
    // The root lies nearer to a neighbour where x is beyond (y +- ulp / 2)^2; both are multiples of ulp^2.
    constexpr double ulp = std::numeric_limits<double>::epsilon();
    return rest > y * ulp ? y + ulp : rest <= -y * ulp ? y - ulp : y;
}

constexpr double sqrt_constant(double x) noexcept {
    if (!(x > 0 && x < infinity<double>)) return x == 0 || x > 0 ? x : nan<double>;
    constexpr double tiny = std::numeric_limits<double>::min();
    const auto bits = __builtin_bit_cast(std::uint64_t, x < tiny ? x * 0x1p54 : x);
    const auto exponent = static_cast<std::int64_t>(bits >> 52) - (x < tiny ? 54 : 0) - 1023;
    const std::int64_t half = exponent >> 1;
    const std::uint64_t in_1_to_4 =
        bits - (bits >> 52 << 52) + (static_cast<std::uint64_t>(1023 + exponent - 2 * half) << 52);
    return sqrt_by_newton(__builtin_bit_cast(double, in_1_to_4)) *
           __builtin_bit_cast(double, static_cast<std::uint64_t>(1023 + half) << 52);
}

}  // namespace detail

/// The square root, correctly rounded.
template <Scalar T>
CTNN_INLINE constexpr T sqrt(T x) noexcept {
    // From double's root the rounding to float is right: it has more than twice as many digits.
    if (std::is_constant_evaluated()) return static_cast<T>(detail::sqrt_constant(static_cast<double>(x)));
    if constexpr (std::same_as<T, float>)
        return __builtin_sqrtf(x);
    else
        return __builtin_sqrt(x);
}

}  // namespace ctnn::math::inline CTNN_CODE
