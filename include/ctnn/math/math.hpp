#pragma once

// Elementary functions, each written once for float, double and vectors of them: constant expressions on
// numbers, without branches elsewhere. Within 4 units in the last place (exp: 2) wherever the result lies,
// with or without fused multiply-add; infinities, NaN and signed zeros as in the C library. The polynomials
// were fitted for these headers: nearly minimax, relative to the function that they are used for.

#include <ctnn/core/config.hpp>
#include <ctnn/math/exponent.hpp>
#include <ctnn/math/polynomial.hpp>
#include <ctnn/math/primitives.hpp>
#include <type_traits>

namespace ctnn::math::inline CTNN_CODE {
namespace detail {

template <class V>
inline constexpr bool is_single = sizeof(Element<V>) == 4;

/// The constant for V's precision, as a V.
template <class V>
CTNN_INLINE constexpr V constant(float single, double twice) noexcept {
    if constexpr (is_single<V>)
        return V(single);
    else
        return V(twice);
}

/// ln 2 in two parts (Cody and Waite): small integers times the first part are exact.
template <class T>
inline constexpr T ln2_high = sizeof(T) == 4 ? T(0x1.63p-1) : T(0x1.62e42feep-1);
template <class T>
inline constexpr T ln2_low = sizeof(T) == 4 ? T(-2.1219444005469057e-4) : T(1.9082149292705877e-10);

/// x (+ rest) = n ln 2 + f, n an integer, |f| <= ln 2 / 2.
template <class V>
struct ByLn2 {
    V n, f;

    CTNN_INLINE constexpr explicit ByLn2(V x) noexcept : n(multiple(x)), f(remainder(x, n)) {}
    CTNN_INLINE constexpr ByLn2(V x, V rest) noexcept : n(multiple(x + rest)), f(remainder(x, n) + rest) {}

  private:
    using T = Element<V>;

    CTNN_INLINE static constexpr V multiple(V x) noexcept {
        return math::round(x * V(T(1.4426950408889634)));
    }
    CTNN_INLINE static constexpr V remainder(V x, V n) noexcept {
        return math::fma(n, V(-ln2_low<T>), math::as_written(math::fma(n, V(-ln2_high<T>), x)));
    }
};

/// e^f - 1 for |f| <= ln 2 / 2.
template <class V>
CTNN_INLINE constexpr V expm1_fraction(V f) noexcept {
    V q;
    if constexpr (is_single<V>)
        q = polynomial(f, 1.38824690e-3f, 8.36671419e-3f, 4.16672063e-2f, 0.166665422f, 0.499999981f);
    else
        q = polynomial(f, 2.0875556960523249e-9, 2.5109308238498422e-8, 2.7557402844777871e-7,
                       2.7557243505246825e-6, 2.4801587171174864e-5, 1.9841269886745957e-4,
                       1.3888888888963651e-3, 8.3333333333214202e-3, 4.1666666666666505e-2,
                       0.16666666666666677, 0.5);
    return math::fma(f * f, q, f);
}

/// Where e^x rounds to 0 and where to infinity; where e^x - 1 rounds to -1.
template <class V>
inline constexpr Element<V> lowest = is_single<V> ? Element<V>(-103.98) : Element<V>(-745.14);
template <class V>
inline constexpr Element<V> highest =
    is_single<V> ? Element<V>(0x1.62e42ep6) : Element<V>(0x1.62e42fefa39efp9);

/// e^x for x <= 0, with less work.
template <class V>
CTNN_INLINE constexpr V exp_of_negative(V x) noexcept {
    if constexpr (Scalar<V>)  // here and below: a constant must not overflow or come from a NaN
        if (std::is_constant_evaluated() && !(x >= lowest<V>)) return x < 0 ? V(0) : x;
    const ByLn2<V> by(math::max(constant<V>(-104, -746), x));
    return math::scale_down(expm1_fraction(by.f) + V(1), by.n);
}

/// ln(1 + x) = 2 artanh(x / (2 + x)) for x from sqrt(1/2) - 1 to 1.
template <class V>
CTNN_INLINE constexpr V log1p_fraction(V x) noexcept {
    const V d = (x + x) / (x + V(2)), w = d * d;
    V m;
    if constexpr (is_single<V>)
        m = polynomial(w, 5.47356940e-4f, 2.18742870e-3f, 1.25067823e-2f, 8.33330163e-2f);
    else
        m = polynomial(w, 8.1149988500571369e-8, 1.5907664813016037e-7, 9.2361952091894672e-7,
                       4.0591357248106685e-6, 1.8782421587070618e-5, 8.8778046539327423e-5,
                       4.3402781190603806e-4, 2.2321428553012084e-3, 1.2500000000049136e-2,
                       8.3333333333332880e-2);
    return math::fma(d * w, m, d);
}

/// The positive normal number m * 2^e, with m from sqrt(1/2) to sqrt(2).
template <class V>
struct Split {
    V m, e;

    CTNN_INLINE constexpr explicit Split(V x) noexcept {
        using T = Element<V>;
        using Bits = decltype(math::to_bits(x));
        constexpr T large = T(std::uint64_t{1} << Format<T>::digits);  // its lowest bits take an integer
        constexpr auto one = math::to_bits(T(1)), fraction = math::to_bits(T(2)) - one - 1;
        const V in_1_to_2 = math::from_bits<V>((math::to_bits(x) & Bits(fraction)) | Bits(one));
        const V biased =
            math::from_bits<V>((math::to_bits(x) >> Format<T>::digits) | Bits(math::to_bits(large)));
        const auto upper = in_1_to_2 > V(T(1.4142135623730951));
        m = in_1_to_2 * math::select(upper, V(Element<V>(0.5)), V(1));
        e = (biased - V(large + Format<T>::bias)) + math::select(upper, V(1), V(0));
    }
};

/// ln(2^e (1 + f)).
template <class V>
CTNN_INLINE constexpr V log_of(V e, V f) noexcept {
    using T = Element<V>;
    return math::fma(e, V(ln2_high<T>), math::fma(e, V(ln2_low<T>), log1p_fraction(f)));
}

}  // namespace detail

/// e^x.
template <class V>
CTNN_INLINE constexpr V exp(V x) noexcept {
    if constexpr (Scalar<V>)
        if (std::is_constant_evaluated() && !(x >= detail::lowest<V> && x <= detail::highest<V>))
            return x > 0 ? infinity<V> : x < 0 ? V(0) : x;
    const V limited = math::max(detail::constant<V>(-104, -746), x);
    const detail::ByLn2<V> by(math::min(detail::constant<V>(89, 710), limited));
    return math::scale(detail::expm1_fraction(by.f) + V(1), by.n);
}

/// e^x - 1, without the loss near 0.
template <class V>
CTNN_INLINE constexpr V expm1(V x) noexcept {
    if constexpr (Scalar<V>)
        if (std::is_constant_evaluated() && !(x <= detail::highest<V>)) return x > 0 ? infinity<V> : x;
    const V limited = math::max(detail::constant<V>(-18, -40), x);
    const detail::ByLn2<V> by(math::min(detail::constant<V>(89, 710), limited));
    // 2^n (e^f - 1 + 1 - 2^-n): the sum is exact enough, and 2^-n vanishes beside 1 before it is too small.
    const V rest =
        math::as_written(V(1) - math::power_of_two(math::max(detail::constant<V>(-126, -1022), -by.n)));
    return math::with_sign(math::abs(math::scale(detail::expm1_fraction(by.f) + rest, by.n)), x);
}

/// The natural logarithm; minus infinity at 0, NaN below.
template <class V>
CTNN_INLINE constexpr V log(V x) noexcept {
    using T = Element<V>;
    const V zero(0), most(infinity<T>), none(nan<T>);
    if constexpr (Scalar<V>)
        if (std::is_constant_evaluated() && !(x > 0 && x < most)) return x == 0 ? -most : x < 0 ? none : x;
    constexpr T least = std::numeric_limits<T>::min();
    const auto denormal = x < V(least);
    const detail::Split<V> split(x * math::select(denormal, V(T(0x1p64f)), V(1)));  // which cannot overflow
    const V e = split.e - math::select(denormal, V(64), zero);
    const V positive = math::select(x < most, detail::log_of(e, split.m - V(1)), x);
    return math::select(x > zero, positive, math::select(x == zero, V(-infinity<T>), none));
}

/// ln(1 + x), without the loss near 0; minus infinity at -1, NaN below.
template <class V>
CTNN_INLINE constexpr V log1p(V x) noexcept {
    using T = Element<V>;
    const V least(-1), most(infinity<T>), none(nan<T>);
    if constexpr (Scalar<V>)
        if (std::is_constant_evaluated() && !(x > -1 && x < most)) return x == -1 ? -most : x < -1 ? none : x;
    const detail::Split<V> split(x + V(1));
    // What x + 1 has lost comes back: (1 + x) / 2^e - 1 from x itself, unless the 1 is lost altogether.
    const V p = math::power_of_two(-math::min(V(100), split.e));
    const V f = math::select(split.e < V(100), math::fma(x, p, math::as_written(p - V(1))), split.m - V(1));
    const V r = math::select(x < most, detail::log_of(split.e, f), x);
    return math::select(x > least, math::with_sign(math::abs(r), x),
                        math::select(x == least, V(-infinity<T>), none));
}

/// 1 / (1 + e^-x), of full relative accuracy on both sides.
template <class V>
CTNN_INLINE constexpr V sigmoid(V x) noexcept {
    if constexpr (Scalar<V>)
        if (std::is_constant_evaluated() && x != x) return x;
    if constexpr (detail::is_single<V>) {
        // With f = x + n ln 2, e^-x = 2^n e^-f = 2^n (p - f q) / (p + f q): Pade's fraction needs one
        // division for all. p and q are small by 2^-32, so that 2^n may be larger than any float.
        constexpr float one = 0x1p-32f;
        // From 24 ln 2 on it is 1. Further out d would come below 1 again, and the quotient with it.
        const V limited = math::min(V(16.6356f), math::max(V(-104), x));
        const V n = math::round(limited * V(-1.44269504f));
        const V f = math::fma(n, V(detail::ln2_low<float>),
                              math::as_written(math::fma(n, V(detail::ln2_high<float>), limited)));
        const V s = f * f, p = math::fma(s, V(one / 10), V(one)), q = math::fma(s, V(one / 120), V(one / 2));
        const V d = math::fma(f, q, p);
        return d / (d + math::scale_up(math::fma(-f, q, p), n));
    } else {
        const V e = detail::exp_of_negative(-math::abs(x));
        return math::select(x < V(0), e, V(1)) / (V(1) + e);
    }
}

/// ln(1 + e^x), of full relative accuracy on both sides.
template <class V>
CTNN_INLINE constexpr V softplus(V x) noexcept {
    if constexpr (Scalar<V>)
        if (std::is_constant_evaluated() && x != x) return x;
    return math::max(V(0), x) + detail::log1p_fraction(detail::exp_of_negative(-math::abs(x)));
}

/// The hyperbolic tangent: for float from half the argument, for double from e^-2x - 1.
template <class V>
CTNN_INLINE constexpr V tanh(V x) noexcept {
    if constexpr (Scalar<V>)
        if (std::is_constant_evaluated() && !(x > -400 && x < 400)) return x > 0 ? 1 : x < 0 ? -1 : x;
    if constexpr (detail::is_single<V>) {
        // With h = tanh(x / 2) = n / d, tanh x = 2h / (1 + h^2), in which an error of h fades as |x| grows: a
        // rational function of degree 5 over 6 is enough, and is quicker than any exponential.
        // The least number at which y comes out as 1, fused; otherwise one below all such, however the
        // compiler rounds. From there on it stays 1, where rounding would take it below again.
        constexpr float one = fuses<V> ? 8.36101151f : 8.2329f;
        const V b = math::min(V(one), math::max(V(-one), x)), s = b * b;
        const V n = math::fma(b * s, polynomial(s, 1.13236618e-4f, 2.97242224e-2f), b);
        const V q = polynomial(s, 2.4180155e-6f, 2.40286224e-3f, 0.226114916f);
        // d = 2 + e. What is added to 2 and 4 is added last: each sum is rounded once.
        const V e = s * q, n2 = n + n;
        const V numerator = math::fma(n2, e, n2 + n2);
        const V y = numerator / (math::fma(e, math::fma(s, q, V(4)), n * n) + V(4));
        if constexpr (fuses<V>) return y;  // never beyond 1, as trying all floats shows
        return math::min(V(1), math::max(V(-1), y - math::as_written(b - x)));
    } else {
        const V e = math::expm1(V(-2) * math::abs(x));
        return math::with_sign(math::abs(e) / (e + V(2)), x);
    }
}

/// The cosine, for |x| up to 8192 (float) or 10^5 (double): beyond, the reduction loses digits.
template <class V>
CTNN_INLINE constexpr V cos(V x) noexcept {
    using detail::constant;
    if constexpr (Scalar<V>)
        if (std::is_constant_evaluated() && !(math::abs(x) < infinity<V>)) return nan<V>;
    // cos x = -(-1)^k sin r, where r = x - (k + 1/2) pi; pi in parts whose products with turns are exact but
    // for the last one's, so that r keeps its digits where the cosine is nearly 0.
    const V k = math::round(math::fma(x, V(Element<V>(0.31830988618379067)), V(Element<V>(-0.5))));
    const V turns = k + V(Element<V>(0.5));
    V r = math::as_written(math::fma(turns, constant<V>(-3.140625f, -3.1415926534682512), x));
    r = math::as_written(math::fma(turns, constant<V>(-9.67502593994140625e-4f, -1.2154201012607932e-10), r));
    if constexpr (detail::is_single<V>)
        r = math::as_written(math::fma(turns, V(-1.50990672409534454e-7f), r));
    r = math::fma(turns, constant<V>(-5.12668830318903757e-12f, -4.0445324975919013e-21), r);
    const V s = r * r;
    V q;
    if constexpr (detail::is_single<V>)
        q = polynomial(s, 2.60576483e-6f, -1.98095961e-4f, 8.33306616e-3f, -0.166666595f);
    else
        q = polynomial(s, 2.7211658705666088e-15, -7.6429906422135584e-13, 1.6058939673992327e-10,
                       -2.5052106872180679e-8, 2.755731921113063e-6, -1.9841269841209181e-4,
                       8.3333333333331944e-3, -0.16666666666666666);
    const V odd = k - V(2) * math::round(k * V(Element<V>(0.5)));  // -1, 0 or 1
    return math::fma(r * s, q, r) * math::fma(odd + odd, odd, V(-1));
}

}  // namespace ctnn::math::inline CTNN_CODE

#include <ctnn/math/dual.hpp>
#include <ctnn/math/lanes.hpp>
