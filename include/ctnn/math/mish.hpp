#pragma once

// x tanh(ln(1 + e^x)) and its derivative, for numbers and vectors: what Mish needs. With e = e^-|x| both are
// fractions of polynomials in e, whose terms all have one sign.

#include <ctnn/core/config.hpp>
#include <ctnn/math/math.hpp>
#include <ctnn/math/silu.hpp>
#include <type_traits>

namespace ctnn::math::inline CTNN_CODE {

/// x tanh(ln(1 + e^x)), of full relative accuracy in the negative tail, 0 at its end.
template <class V>
CTNN_INLINE constexpr V mish(V x) noexcept {
    if constexpr (Scalar<V>)
        if (std::is_constant_evaluated() && x != x) return x;
    // max(x, 0) - |x| e s. Above 0 s is the fraction q = 2e / (2e^2 + 2e + 1); below it is 1 - q,
    // q = (e^2 + e) / (e^2 + 2e + 2), where q's errors count for the less, the smaller e is.
    const detail::Decay<V> decay(math::abs(x));
    const V e = decay.value(), twice = e + e;
    const auto is_below = x < V(0);
    const V top = math::select(is_below, math::fma(e, e, e), twice);
    const V bottom = math::select(is_below, math::fma(e, e, twice) + V(2), math::fma(e, twice, twice) + V(1));
    const V q = top / bottom, s = math::select(is_below, V(1) - q, q);
    return math::max(V(0), x) - math::scale_down(decay.a * decay.p * s, decay.n);
}

/// The derivative of mish: t + x (1 - t^2) sigmoid(x), t = tanh(ln(1 + e^x)).
template <class V>
CTNN_INLINE constexpr V mish_slope(V x) noexcept {
    if constexpr (Scalar<V>)
        if (std::is_constant_evaluated() && x != x) return x;
    // With d the fraction's bottom it is e ((e + 2) d - 4 |x| (1 + e)) / d^2 below 0, and above
    // ((2e + 1) d + 4 |x| e^2 (1 + e)) / d^2.
    const detail::Decay<V> decay(math::abs(x));
    const V e = decay.value(), twice = e + e, slant = V(4) * decay.a * (e + V(1));
    const auto is_below = x < V(0);
    const V d = math::select(is_below, math::fma(e, e, twice) + V(2), math::fma(e, twice, twice) + V(1));
    const V below = e * ((e + V(2)) * d - slant), above = math::fma(e * e, slant, (twice + V(1)) * d);
    return math::select(is_below, below, above) / (d * d);
}

/// Its slope is t' (2 + x (1 - s - 2ts)), s = sigmoid(x), t = tanh(ln(1 + e^x)), t' = (1 - t^2) s.
template <class T>
CTNN_INLINE constexpr Dual<T> mish_slope(Dual<T> x) noexcept {
    const T s = math::sigmoid(x.value), t = math::tanh(math::softplus(x.value)), rise = (T(1) - t * t) * s;
    return {math::mish_slope(x.value), rise * (T(2) + x.value * (T(1) - s - T(2) * t * s)) * x.slope};
}

template <class T>
CTNN_INLINE constexpr Dual<T> mish(Dual<T> x) noexcept {
    return {math::mish(x.value), math::mish_slope(x.value) * x.slope};
}

}  // namespace ctnn::math::inline CTNN_CODE
