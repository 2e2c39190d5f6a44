#pragma once

// x Phi(x), Phi the normal distribution's cumulative function, and its derivative, for numbers and vectors:
// what GELU needs. Not by 1 + erf, which has no digits left below -6.

#include <ctnn/core/config.hpp>
#include <ctnn/math/math.hpp>
#include <type_traits>

namespace ctnn::math::inline CTNN_CODE {
namespace detail {

/// Phi(-a) (1 + a) exp(a^2 / 2) = 1/2 + a top / bottom for a from 0 to 39: Mills' ratio, multiplied so that
/// what is fitted is small beside 1/2.
template <class V>
struct MillsRatio {
    V top, bottom;

    CTNN_INLINE constexpr explicit MillsRatio(V a) noexcept {
        if constexpr (is_single<V>) {
            top =
                polynomial(a, -0.00124168839f, -0.00652665813f, -0.0105702892f, 0.0234957596f, 0.101057793f);
            bottom = polynomial(a, 0.0122872227f, 0.113072637f, 0.502864802f, 1.25224258f, 1.70634587f, 1.0f);
        } else {
            top = polynomial(a, -4.0480689759137644e-07, -8.9717837702412193e-06, -9.6414119169193789e-05,
                             -0.00063003883753387935, -0.002612553712428297, -0.0062617819667994158,
                             -0.0036164449941441653, 0.027673135810783497, 0.090126219683601599,
                             0.10105771959856553);
            bottom = polynomial(a, 4.0056999029535434e-06, 0.00010459197839295399, 0.0013511312047791786,
                                0.011139554737624615, 0.064128080389367931, 0.26709585281952247,
                                0.81006220518732641, 1.7579674420194935, 2.6024842736561302,
                                2.3656629205032984, 1.0);
        }
    }
};

/// exp(-a^2 / 2) = (1 + t) 2^n, for a >= 0 no larger than matters: beyond 14.8 (38.8 for double) all is 0.
template <class V>
struct Bell {
    V a, t, n;

    CTNN_INLINE constexpr explicit Bell(V magnitude) noexcept
        : a(math::min(constant<V>(14.8f, 38.8), magnitude)) {
        // exp magnifies what a * a loses. The square of a's first digits is exact; the rest goes beside it.
        using Bits = decltype(math::to_bits(a));
        using Word = typename Format<Element<V>>::Bits;
        constexpr Word first_digits = is_single<V> ? ~Word{0xFFF} : ~Word{0x7FF'FFFF};
        const V high = math::from_bits<V>(math::to_bits(a) & Bits(first_digits));
        const V half = V(Element<V>(-0.5));
        const ByLn2<V> by(high * high * half, (a - high) * (a + high) * half);
        t = expm1_fraction(by.f);
        n = by.n;
    }
};

}  // namespace detail

/// x Phi(x) = x (1 + erf(x / sqrt 2)) / 2, of full relative accuracy in the negative tail, 0 at its end.
template <class V>
CTNN_INLINE constexpr V gelu(V x) noexcept {
    if constexpr (Scalar<V>)
        if (std::is_constant_evaluated() && x != x) return x;
    // max(x, 0) - |x| Phi(-|x|). What bottom and a bottom lose to rounding nearly cancels; the largest term
    // of the numerator, a bottom / 2, is added last, so that near 0 there is one rounding.
    const detail::Bell<V> bell(math::abs(x));
    const detail::MillsRatio<V> mills(bell.a);
    const V product = bell.a * mills.bottom;
    const V large = product * V(Element<V>(0.5)), lesser = bell.a * bell.a * mills.top;
    const V numerator = math::fma(large + lesser, bell.t, lesser) + large;
    return math::max(V(0), x) - math::scale_down(numerator / (mills.bottom + product), bell.n);
}

/// The derivative of gelu: Phi(x) + x phi(x), phi the density.
template <class V>
CTNN_INLINE constexpr V gelu_slope(V x) noexcept {
    if constexpr (Scalar<V>)
        if (std::is_constant_evaluated() && x != x) return x;
    const V density = V(Element<V>(-0.39894228040143268));  // -1 / sqrt(2 pi)
    const detail::Bell<V> bell(math::abs(x));
    const detail::MillsRatio<V> mills(bell.a);
    const V p = math::fma(bell.a, mills.top, mills.bottom * V(Element<V>(0.5)));
    const V q = math::fma(bell.a, mills.bottom, mills.bottom);
    const V slope = math::fma(density, bell.a, p / q);
    const V below = math::scale_down(math::fma(slope, bell.t, slope), bell.n);
    return math::select(x < V(0), below, V(1) - below);
}

/// Its slope is phi(x) (2 - x^2).
template <class T>
CTNN_INLINE constexpr Dual<T> gelu_slope(Dual<T> x) noexcept {
    const T square = x.value * x.value;
    const T density = T(0.39894228040143268) * math::exp(T(-0.5) * square);
    return {math::gelu_slope(x.value), density * (T(2) - square) * x.slope};
}

template <class T>
CTNN_INLINE constexpr Dual<T> gelu(Dual<T> x) noexcept {
    return {math::gelu(x.value), math::gelu_slope(x.value) * x.slope};
}

}  // namespace ctnn::math::inline CTNN_CODE
