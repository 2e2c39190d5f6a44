#pragma once

// Elementary functions to an absolute error below 1e-4, in about two thirds of the time of math.hpp's:
// fractions and polynomials of low degree, fitted for these headers to the smallest largest error. Infinities
// and NaN as there.

#include <ctnn/core/config.hpp>
#include <ctnn/math/exponent.hpp>
#include <ctnn/math/math.hpp>
#include <ctnn/math/primitives.hpp>
#include <type_traits>

namespace ctnn::math::inline CTNN_CODE::fast {
namespace detail {

/// x P(x^2) / Q(x^2) within 5.4e-5 of tanh x for |x| <= 5.2, where it is 1 - 7e-6: further out it stays so.
template <class V>
struct Fraction {
    V numerator, denominator;

    CTNN_INLINE constexpr explicit Fraction(V x) noexcept {
        using T = Element<V>;
        constexpr T end = T(5.19997597);  // where, rounded in any way, nothing before it comes out greater
        const V b = math::min(V(end), math::max(V(-end), x)), s = b * b;
        const V p = math::fma(math::fma(V(T(6.35608717e-4)), s, V(T(0.101044914))), s, V(T(0.999765677)));
        numerator = b * p;
        denominator = math::fma(math::fma(V(T(0.0124399558)), s, V(T(0.433715059))), s, V(1));
    }
};

}  // namespace detail

/// tanh x, within 5.4e-5, and never beyond 1.
template <class V>
CTNN_INLINE constexpr V tanh(V x) noexcept {
    if constexpr (Scalar<V>)
        if (std::is_constant_evaluated() && x != x) return x;
    const detail::Fraction<V> h(x);
    return h.numerator / h.denominator;
}

/// 1 / (1 + e^-x) = (1 + tanh(x / 2)) / 2, within 2.7e-5, and between 0 and 1.
template <class V>
CTNN_INLINE constexpr V sigmoid(V x) noexcept {
    if constexpr (Scalar<V>)
        if (std::is_constant_evaluated() && x != x) return x;
    using T = Element<V>;
    const detail::Fraction<V> h(x * V(T(0.5)));
    return math::fma(V(T(0.5)), h.numerator / h.denominator, V(T(0.5)));
}

/// e^x for x <= 0, to a relative error of 8e-5; e^-87 below -87.
template <class V>
CTNN_INLINE constexpr V exp_of_negative(V x) noexcept {
    using T = Element<V>;
    if constexpr (Scalar<V>)
        if (std::is_constant_evaluated() && x != x) return x;
    const V limited = math::max(V(-87), x), n = math::round(limited * V(T(1.4426950408889634)));
    const V f = math::fma(n, V(T(-0.6931471805599453)), limited);
    const V high = math::fma(V(T(0.165667430)), f, V(T(0.504963360)));
    const V low = math::fma(V(T(1.00016425)), f, V(T(0.99992807)));
    return math::fma(high, f * f, low) * math::power_of_two(n);
}

// Of dual numbers, with the exact functions' rules for slopes, as the layers' backward passes have them.

template <class T>
CTNN_INLINE constexpr Dual<T> tanh(Dual<T> x) noexcept {
    const T y = fast::tanh(x.value);
    return {y, (T(1) - y * y) * x.slope};
}

template <class T>
CTNN_INLINE constexpr Dual<T> sigmoid(Dual<T> x) noexcept {
    const T y = fast::sigmoid(x.value);
    return {y, y * (T(1) - y) * x.slope};
}

template <class T>
CTNN_INLINE constexpr Dual<T> exp_of_negative(Dual<T> x) noexcept {
    const T y = fast::exp_of_negative(x.value);
    return {y, y * x.slope};
}

}  // namespace ctnn::math::inline CTNN_CODE::fast
