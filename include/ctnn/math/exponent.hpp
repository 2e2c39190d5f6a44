#pragma once

// The bits of floating-point numbers and their powers of two, for numbers and vectors alike.

#include <ctnn/core/config.hpp>
#include <ctnn/math/primitives.hpp>
#include <ctnn/simd/scale.hpp>
#include <ctnn/simd/simd.hpp>
#include <type_traits>

namespace ctnn::math::inline CTNN_CODE {

#ifndef CTNN_NO_SIMD
using simd::from_bits;
using simd::to_bits;
#endif

template <Scalar T>
CTNN_INLINE constexpr auto to_bits(T x) noexcept {
    return __builtin_bit_cast(typename detail::Format<T>::Bits, x);
}

template <Scalar T>
CTNN_INLINE constexpr T from_bits(typename detail::Format<T>::Bits bits) noexcept {
    return __builtin_bit_cast(T, bits);
}

/// 2^n, for an integral n that gives a normal number.
template <class V>
CTNN_INLINE constexpr V power_of_two(V n) noexcept {
    using Format = detail::Format<Element<V>>;
    // The lowest bits of the sum are the biased exponent; the shift drops all others.
    return math::from_bits<V>(math::to_bits(n + V(Format::integers + Format::bias)) << Format::digits);
}

/// p * 2^n for an integral n, rounded once. 2^(n/2) and p * 2^(n/2) must be normal.
template <class V>
CTNN_INLINE constexpr V scale(V p, V n) noexcept {
#ifndef CTNN_NO_SIMD
    if constexpr (!Scalar<V> && simd::scales) return simd::scale(p, n);
#endif
    if constexpr (Scalar<V>)  // a constant takes as few steps as it can
        if (std::is_constant_evaluated() && n > -127 && n < 128) return p * math::power_of_two(n);
    const V half = math::round(n * V(Element<V>(0.5)));
    return math::as_written(math::as_written(p * power_of_two(half)) * math::power_of_two(n - half));
}

/// The same for -166 <= n <= 0 (float) or -1086 <= n <= 0 (double), with less work.
template <class V>
CTNN_INLINE constexpr V scale_down(V p, V n) noexcept {
#ifndef CTNN_NO_SIMD
    if constexpr (!Scalar<V> && simd::scales) return simd::scale(p, n);
#endif
    using T = Element<V>;
    constexpr T lift = sizeof(T) == 4 ? 40 : 64, drop = sizeof(T) == 4 ? T(0x1p-40) : T(0x1p-64);
    return math::as_written(math::as_written(p * math::power_of_two(n + V(lift))) * V(drop));
}

/// The same for -94 <= n <= 159 and a p near 2^-32 (float), with less work.
template <class V>
CTNN_INLINE constexpr V scale_up(V p, V n) noexcept {
#ifndef CTNN_NO_SIMD
    if constexpr (!Scalar<V> && simd::scales) return simd::scale(p, n);
#endif
    return math::as_written(math::as_written(p * math::power_of_two(n - V(32))) * V(0x1p32f));
}

}  // namespace ctnn::math::inline CTNN_CODE
