#pragma once

// x sigmoid(x) and its derivative, for numbers and vectors: what SiLU needs. Not by sigmoid, which is 0 or
// has lost its digits where x times it has not.

#include <ctnn/core/config.hpp>
#include <ctnn/math/math.hpp>
#include <type_traits>

namespace ctnn::math::inline CTNN_CODE {
namespace detail {

/// e^-a = p 2^n for a >= 0, no larger than matters: beyond 109 (752 for double) a e^-a is 0 as well.
template <class V>
struct Decay {
    V a, p, n;

    CTNN_INLINE constexpr explicit Decay(V magnitude) noexcept
        : a(math::min(constant<V>(109, 752), magnitude)) {
        const ByLn2<V> by(-a);
        p = expm1_fraction(by.f) + V(1);
        n = by.n;
    }
    CTNN_INLINE constexpr V value() const noexcept { return math::scale_down(p, n); }
};

}  // namespace detail

/// x sigmoid(x) = x / (1 + e^-x), of full relative accuracy in the negative tail, 0 at its end.
template <class V>
CTNN_INLINE constexpr V silu(V x) noexcept {
    if constexpr (Scalar<V>)
        if (std::is_constant_evaluated() && x != x) return x;
    // max(x, 0) - |x| sigmoid(-|x|).
    const detail::Decay<V> decay(math::abs(x));
    return math::max(V(0), x) - math::scale_down(decay.a * decay.p / (V(1) + decay.value()), decay.n);
}

/// The derivative of silu: s (1 + x (1 - s)), s = sigmoid(x).
template <class V>
CTNN_INLINE constexpr V silu_slope(V x) noexcept {
    if constexpr (Scalar<V>)
        if (std::is_constant_evaluated() && x != x) return x;
    // At x and at -x together it is 1.
    const detail::Decay<V> decay(math::abs(x));
    const V e = decay.value(), d = V(1) + e;
    const V below = e * (d - decay.a) / (d * d);
    return math::select(x < V(0), below, V(1) - below);
}

/// Its slope is s (1 - s) (2 + x (1 - 2s)), s = sigmoid(x).
template <class T>
CTNN_INLINE constexpr Dual<T> silu_slope(Dual<T> x) noexcept {
    const T s = math::sigmoid(x.value), bend = s * (T(1) - s) * (T(2) + x.value * (T(1) - s - s));
    return {math::silu_slope(x.value), bend * x.slope};
}

template <class T>
CTNN_INLINE constexpr Dual<T> silu(Dual<T> x) noexcept {
    return {math::silu(x.value), math::silu_slope(x.value) * x.slope};
}

}  // namespace ctnn::math::inline CTNN_CODE
