#pragma once

#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <ctnn/core/random.hpp>
#include <ctnn/simd/simd.hpp>
#include <limits>
#include <type_traits>
#include <vector>

#include <kernels/sizes.hpp>

// How far functions of float and double lie from long double's, over the whole range.

namespace accuracy {

/// The distance in units in the last place of the exact value; infinity where one is NaN or infinite and the
/// other is not, or where the exact value is a zero of the other sign. Next to the overflow either side is
/// right.
template <class T>
double ulps(T got, long double exact) {
    using Limits = std::numeric_limits<T>;
    if (std::isnan(exact) || std::isnan(got)) return std::isnan(exact) && std::isnan(got) ? 0 : HUGE_VAL;
    const T rounded = static_cast<T>(exact);
    if (exact == 0 && got == 0 && std::signbit(exact) != std::signbit(got)) return HUGE_VAL;
    if (rounded == got) return std::isinf(got) || exact == 0 ? 0 : 0.5;
    if (std::isinf(got) || std::isinf(rounded))
        return std::abs(exact) > Limits::max() * (1 - 4 * static_cast<long double>(Limits::epsilon())) &&
                       std::isinf(got) != std::isinf(rounded)
                   ? 1
                   : HUGE_VAL;
    int exponent = 0;
    std::frexp(exact, &exponent);
    if (exact == 0 || exponent < Limits::min_exponent) exponent = Limits::min_exponent;
    const long double unit = std::ldexp(1.0L, exponent - Limits::digits);
    return static_cast<double>(std::abs(static_cast<long double>(got) - exact) / unit);
}

/// Every 4099th float by its bits, in an exhaustive run every 257th, where few are wanted every 32771st: both
/// signs, all exponents, NaN; as many doubles of random bits, most of them between 2^-40 and 2^12. The
/// special values are added.
template <class T>
std::vector<T> numbers() {
    using Limits = std::numeric_limits<T>;
    std::vector<T> x{0,
                     T(-0.0),
                     1,
                     -1,
                     Limits::infinity(),
                     -Limits::infinity(),
                     Limits::quiet_NaN(),
                     Limits::max(),
                     Limits::lowest(),
                     Limits::min(),
                     -Limits::min(),
                     Limits::denorm_min(),
                     -Limits::denorm_min()};
#if defined(CTNN_EXHAUSTIVE_TESTS)
    constexpr std::uint64_t step = 257;
#elif defined(CTNN_TEST_FEW)
    constexpr std::uint64_t step = 32771;
#else
    constexpr std::uint64_t step = 4099;
#endif
    if constexpr (sizeof(T) == 4) {
        for (std::uint64_t bits = 0; bits < (std::uint64_t{1} << 32); bits += step)
            x.push_back(std::bit_cast<float>(static_cast<std::uint32_t>(bits)));
    } else {
        ctnn::Random random{1};
        for (int i = 0; i < int((std::uint64_t{1} << 31) / step); ++i) {
            std::uint64_t bits = random();
            if (i % 4 != 0) bits = (bits & 0x800F'FFFF'FFFF'FFFF) | ((1023 - 40 + (bits >> 52) % 52) << 52);
            x.push_back(std::bit_cast<double>(bits));
        }
    }
    while (x.size() % 16 != 0) x.push_back(T(0.5));
    return x;
}

/// Few enough for a constant expression, and still the whole range: 71 magnitudes from 0 to infinity by their
/// bits, which takes all exponents, of both signs; NaN; the ends of the formats; and 45 numbers about 0.
template <class T>
constexpr std::array<T, 200> some_numbers() {
    using Limits = std::numeric_limits<T>;
    using Bits = std::conditional_t<sizeof(T) == 4, std::uint32_t, std::uint64_t>;
    constexpr Bits infinity = std::bit_cast<Bits>(Limits::infinity()), steps = 70;
    constexpr T ends[]{
        1, Limits::max(), Limits::min(), Limits::min() / 2, 8 * Limits::denorm_min(), Limits::denorm_min()};
    std::array<T, 200> x{};
    std::size_t i = 0;
    for (Bits k = 0; k <= steps; ++k) {
        const Bits bits = k == steps ? infinity : infinity / steps * k;
        x[i++] = std::bit_cast<T>(bits);
        x[i++] = std::bit_cast<T>(bits | ~(~Bits{0} >> 1));
    }
    for (const T end : ends) {
        x[i++] = end;
        x[i++] = -end;
    }
    x[i++] = Limits::quiet_NaN();
    for (T step = -22; i < x.size(); ++step) x[i++] = step * T(0.40625);
    return x;
}

template <class T>
const std::vector<T>& all_numbers() {
    static const std::vector<T> x = numbers<T>();
    return x;
}

template <class T>
struct Worst {
    double error = 0;
    T at = 0;
};

/// The largest error of f, as numbers and in vectors of every width, on the numbers that `within` accepts.
/// The type V says how f is to be called: f(V{}).
template <class T, class F, class Exact, class Within>
Worst<T> worst(F f, Exact exact, Within within) {
    std::vector<T> x;
    for (const T v : all_numbers<T>())
        if (within(v)) x.push_back(v);
    while (x.size() % 16 != 0) x.push_back(x.front());
    std::vector<long double> wanted;
    for (const T v : x) wanted.push_back(exact(static_cast<long double>(v)));
    Worst<T> result;
    const auto compare = [&](std::size_t i, T got) {
        if (const double error = ulps(got, wanted[i]); error > result.error) result = {error, x[i]};
    };
    for (std::size_t i = 0; i < x.size(); ++i) compare(i, f(x[i]));
#ifndef CTNN_NO_SIMD
    const auto in_vectors = [&]<std::size_t W>(std::integral_constant<std::size_t, W>) {
        if constexpr (W <= ctnn::simd::native<T>)
            for (std::size_t i = 0; i < x.size(); i += W) {
                std::array<T, W> y;
                ctnn::simd::store(y.data(), f(ctnn::simd::load<W>(x.data() + i)));
                for (std::size_t k = 0; k < W; ++k) compare(i + k, y[k]);
            }
    };
    in_vectors(std::integral_constant<std::size_t, ctnn::simd::narrowest<T>>{});
    in_vectors(std::integral_constant<std::size_t, 2 * ctnn::simd::narrowest<T>>{});
    in_vectors(std::integral_constant<std::size_t, 4 * ctnn::simd::narrowest<T>>{});
#endif
    return result;
}

template <class T, class F, class Exact>
Worst<T> worst(F f, Exact exact) {
    return worst<T>(f, exact, [](T) { return true; });
}

}  // namespace accuracy
