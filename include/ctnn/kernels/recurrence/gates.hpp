#pragma once

#include <array>
#include <cstddef>
#include <ctnn/core/config.hpp>
#include <ctnn/kernels/values/elementwise.hpp>
#include <ctnn/kernels/values/row.hpp>
#include <ctnn/math/math.hpp>
#include <ctnn/math/primitives.hpp>
#include <ctnn/simd/simd.hpp>
#include <type_traits>
#include <utility>

// The activations of recurrent cells. From one step to the next a value goes through a sigmoid and a tanh,
// and nothing can be done before it has: what counts is the time until the result is there. So both are one
// fraction with other coefficients, without an exponential, and lanes of one register may each have theirs.

namespace ctnn::kernels::inline CTNN_CODE {

/// y = offset + x P(s) / Q(s), s = x^2: the greatest size of x, beyond which y stays, where multiply-adds
/// are rounded once, and where they are not; the offset, the coefficients of P from the constant on, and
/// those of Q after its constant, which is 1.
using Fraction = std::array<float, 12>;

/// tanh, fitted for this header to the least relative error, 1.5e-8 before rounding, for |x| up to 8.7. Its
/// bounds are the least x at which it comes out as 1: further out rounding would take it below again, and
/// then above.
inline constexpr Fraction tanh_fraction{8.06526279f,
                                        7.96364355f,
                                        0,
                                        1,
                                        0.134004677f,
                                        3.51874528e-3f,
                                        2.09938555e-5f,
                                        1.38976655e-8f,
                                        0.467337879f,
                                        2.59648985e-2f,
                                        3.32365013e-4f,
                                        7.99654087e-7f};

/// 1 / (1 + e^-x) = 1/2 + tanh(x / 2) / 2: the same coefficients, scaled by powers of two.
inline constexpr Fraction sigmoid_fraction = [] {
    Fraction f = tanh_fraction;
    f[0] *= 2, f[1] *= 2, f[2] = 0.5f;
    float scale = 0.25f;
    for (std::size_t k = 0; k < 5; ++k, scale *= 0.25f) {
        f[3 + k] *= scale;
        if (k < 4) f[8 + k] *= scale;
    }
    return f;
}();

namespace detail {

/// The fraction at x but for its offset, whose coefficient K is c.operator()<K>().
template <class V, class Coefficient>
CTNN_INLINE constexpr V fraction(V x, Coefficient c) noexcept {
    const V most = c.template operator()<math::fuses<V> ? 0 : 1>();
    x = math::max(V(0) - most, math::min(most, x));
    const V s = x * x, s2 = s * s;
    const V p01 = math::fma(c.template operator()<4>(), s, c.template operator()<3>());
    const V p34 = math::fma(c.template operator()<7>(), s, c.template operator()<6>());
    const V q01 = math::fma(c.template operator()<8>(), s, V(1));
    const V q34 = math::fma(c.template operator()<11>(), s, c.template operator()<10>());
    // Numerator and denominator are there at the same time, three operations after s.
    const V n = math::fma(x * s2, math::fma(p34, s, c.template operator()<5>()), x * p01);
    const V d = math::fma(s2, math::fma(q34, s, c.template operator()<9>()), q01);
    return n / d;
}

/// The same one in all lanes, with its offset.
template <const Fraction& F, class V>
CTNN_INLINE constexpr V fraction(V x) noexcept {
    if (math::is_constant_nan(x)) return x;
    V y;
    if (std::is_constant_evaluated()) {
        y = fraction(x, []<std::size_t K> { return V(F[K]); });
    } else {
        const float* coefficients = F.data();
        asm("" : "+r"(coefficients));  // else vectors full of them are kept for the next step, on the stack
        y = fraction(x, [=]<std::size_t K>() CTNN_LAMBDA_INLINE { return V(coefficients[K]); });
    }
    constexpr float offset = F[2], most = 1 - offset;
    // Of a number some of the sums may be rounded once, and others twice.
    if constexpr (math::Scalar<V>) y = math::min(V(most), math::max(V(-most), y));
    if constexpr (offset == 0)
        return y;
    else
        return y + V(offset);
}

}  // namespace detail

/// Tanh and Sigmoid as recurrent cells compute them. Of float the fractions: tanh within 6 units in the last
/// place, the sigmoid within 1.7e-7, which is not of full relative accuracy where it is nearly 0; neither
/// ever leaves its bounds. Of double the library's own.
struct QuickTanh {
    static constexpr bool in_lanes = true, slope_reads_input = false;

    template <class V>
    CTNN_INLINE static constexpr V value(V z) noexcept {
        if constexpr (math::detail::is_single<V>)
            return detail::fraction<tanh_fraction>(z);
        else
            return math::tanh(z);
    }
    template <class V>
    CTNN_INLINE static constexpr V slope(V /*z*/, V y) noexcept {
        if (math::is_constant_nan(y)) return y;
        return (V(1) - y) * (V(1) + y);
    }
};

struct QuickSigmoid {
    static constexpr bool in_lanes = true, slope_reads_input = false;

    template <class V>
    CTNN_INLINE static constexpr V value(V z) noexcept {
        if constexpr (math::detail::is_single<V>)
            return detail::fraction<sigmoid_fraction>(z);
        else
            return math::sigmoid(z);
    }
    template <class V>
    CTNN_INLINE static constexpr V slope(V /*z*/, V y) noexcept {
        if (math::is_constant_nan(y)) return y;
        return y * (V(1) - y);
    }
};

#ifndef CTNN_NO_SIMD
namespace detail {

/// One register of W lanes, from lane `First` on, of a row of gates of U units each: which lanes belong to
/// gate `Tanh`, and the coefficients of all.
template <std::size_t W, std::size_t First, std::size_t U, std::size_t Tanh>
struct MixedLanes {
    static constexpr bool is_tanh(std::size_t lane) noexcept { return (First + lane) / U == Tanh; }
    static constexpr std::size_t tanhs = [] {
        std::size_t count = 0;
        for (std::size_t i = 0; i < W; ++i) count += is_tanh(i);
        return count;
    }();

    template <std::size_t K>
    alignas(64) static constexpr std::array<float, W> lanes = [] {
        std::array<float, W> values{};
        for (std::size_t i = 0; i < W; ++i) values[i] = (is_tanh(i) ? tanh_fraction : sigmoid_fraction)[K];
        return values;
    }();

    template <class V>
    CTNN_INLINE static V value(const V& z) noexcept {
        if constexpr (tanhs == 0)
            return QuickSigmoid::value(z);
        else if constexpr (tanhs == W)
            return QuickTanh::value(z);
        else
            return fraction(z,
                            []<std::size_t K>()
                                CTNN_LAMBDA_INLINE { return simd::load<W>(lanes<K>.data()); }) +
                   simd::load<W>(lanes<2>.data());
    }
};

}  // namespace detail

/// N of a row's values, from number `First` on.
template <std::size_t N, std::size_t First, class T, std::size_t All>
CTNN_INLINE Row<T, N> window(const Row<T, All>& row) noexcept {
    Row<T, N> part;
    [&]<std::size_t... J>(std::index_sequence<J...>) CTNN_LAMBDA_INLINE {
        constexpr std::size_t W = Row<T, N>::width;
        ((part.vectors[J] = row.template spread<W, First + J * W, 1>()), ...);
    }(std::make_index_sequence<Row<T, N>::count>{});
    return part;
}

/// A row of gates of U units each, in place: gate `Tanh` through QuickTanh, the others through QuickSigmoid.
template <std::size_t U, std::size_t Tanh, std::size_t N>
CTNN_INLINE void activate_gates(Row<float, N>& row) noexcept {
    [&]<std::size_t... J>(std::index_sequence<J...>) CTNN_LAMBDA_INLINE {
        constexpr std::size_t W = Row<float, N>::width;
        ((row.vectors[J] = detail::MixedLanes<W, J * W, U, Tanh>::value(row.vectors[J])), ...);
    }(std::make_index_sequence<Row<float, N>::count>{});
}
#endif

}  // namespace ctnn::kernels::inline CTNN_CODE
