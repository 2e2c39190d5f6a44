#pragma once

#include <algorithm>
#include <bit>
#include <concepts>
#include <cstddef>
#include <ctnn/core/config.hpp>
#include <ctnn/simd/across_lanes.hpp>
#include <ctnn/simd/simd.hpp>
#include <type_traits>

namespace ctnn::kernels::inline CTNN_CODE {
namespace detail {

#ifndef CTNN_NO_SIMD
/// The sums and the maximum by vectors; what fills none of them is added value by value, or read twice.
template <std::size_t N, class T>
CTNN_INLINE T dot_simd(const T* a, const T* b) noexcept {
    constexpr std::size_t W = simd::width<T>(N), whole = N / W * W, half = whole / (2 * W) * (2 * W);
    using V = simd::vec<T, W>;
    V even(T(0)), odd(T(0));  // two chains hide the latency of the multiply-add
    std::size_t i = 0;
    for (; i < half; i += 2 * W) {
        even = simd::fma(simd::load<W>(a + i), simd::load<W>(b + i), even);
        odd = simd::fma(simd::load<W>(a + i + W), simd::load<W>(b + i + W), odd);
    }
    if constexpr (half < whole) even = simd::fma(simd::load<W>(a + i), simd::load<W>(b + i), even);
    T rest = 0;
    for (i = whole; i < N; ++i) rest += a[i] * b[i];
    return simd::sum(even + odd) + rest;
}

template <std::size_t N, class T>
CTNN_INLINE T sum_simd(const T* x) noexcept {
    constexpr std::size_t W = simd::width<T>(N), whole = N / W * W;
    simd::vec<T, W> sums(T(0));
    for (std::size_t i = 0; i < whole; i += W) sums = sums + simd::load<W>(x + i);
    T rest = 0;
    for (std::size_t i = whole; i < N; ++i) rest += x[i];
    return simd::sum(sums) + rest;
}

template <std::size_t N, class T>
CTNN_INLINE T maximum_simd(const T* x) noexcept {
    constexpr std::size_t W = simd::width<T>(N);
    auto most = simd::load<W>(x + N - W);
    for (std::size_t i = 0; i + W <= N; i += W) most = simd::max(most, simd::load<W>(x + i));
    return simd::max_of(most);
}

/// sums[i % 16] += f(x[i]...) for i < N, a multiple of 16.
template <std::size_t N, class F, class T, class... X>
CTNN_INLINE void add_to_sixteen(T* sums, F f, const X*... x) noexcept {
    constexpr std::size_t W = std::min<std::size_t>(simd::native<T>, 16), count = 16 / W;
    simd::vec<T, W> all[count];
    CTNN_UNROLL_FOR (std::size_t k = 0; k < count; ++k) all[k] = simd::vec<T, W>(T(0));
    CTNN_ROLL_FOR (std::size_t i = 0; i < N; i += 16)
        CTNN_UNROLL_FOR (std::size_t k = 0; k < count; ++k)
            all[k] = all[k] + f(simd::load<W>(x + i + k * W)...);
    CTNN_UNROLL_FOR (std::size_t k = 0; k < count; ++k) simd::store(sums + k * W, all[k]);
}
#endif

/// The sum of f(x[i], others[i]...), the same in registers of any width: value i goes to partial sum i % 16,
/// and these are folded in halves. Without an i there, a partial sum is +0, which changes none of the others.
/// T may also be a vector, each lane of which is a sum of its own.
template <std::size_t N, class F, class T, class... X>
constexpr T reproducible_sum(F f, const T* x, const X*... others) noexcept {
    constexpr std::size_t lanes = std::min<std::size_t>(16, std::bit_ceil(N)), whole = N / lanes * lanes;
    T sums[lanes];
    for (T& sum : sums) sum = T(0);
    std::size_t i = 0;
#ifndef CTNN_NO_SIMD
    if constexpr (std::floating_point<T> && lanes == 16)
        if (!std::is_constant_evaluated()) {
            add_to_sixteen<whole>(sums, f, x, others...);
            i = whole;
        }
#endif
    for (; i < whole; i += lanes)
        for (std::size_t k = 0; k < lanes; ++k) sums[k] = sums[k] + f(x[i + k], others[i + k]...);
    for (; i < N; ++i) sums[i - whole] = sums[i - whole] + f(x[i], others[i]...);
    for (std::size_t half = lanes / 2; half > 0; half /= 2)
        for (std::size_t k = 0; k < half; ++k) sums[k] = sums[k] + sums[k + half];
    return sums[0];
}

/// The sum of a[i] * b[i], one after the other.
template <std::size_t N, class T>
constexpr T dot_in_order(const T* a, const T* b) noexcept {
    T sum = 0;
    for (std::size_t i = 0; i < N; ++i) sum += a[i] * b[i];
    return sum;
}

}  // namespace detail

/// The sum of a[i] * b[i].
template <std::size_t N, class T>
constexpr T dot(const T* a, const T* b) noexcept {
    if constexpr (reproducible)
        return detail::reproducible_sum<N>([](auto u, auto v) { return u * v; }, a, b);
#ifndef CTNN_NO_SIMD
    if constexpr (N >= simd::narrowest<T>)
        if (!std::is_constant_evaluated()) return detail::dot_simd<N>(a, b);
#endif
    T sum = 0;
    for (std::size_t i = 0; i < N; ++i) sum += a[i] * b[i];
    return sum;
}

/// The sum of x[i].
template <std::size_t N, class T>
constexpr T sum(const T* x) noexcept {
    if constexpr (reproducible) return detail::reproducible_sum<N>([](auto u) { return u; }, x);
#ifndef CTNN_NO_SIMD
    if constexpr (N >= simd::narrowest<T>)
        if (!std::is_constant_evaluated()) return detail::sum_simd<N>(x);
#endif
    T sum = 0;
    for (std::size_t i = 0; i < N; ++i) sum += x[i];
    return sum;
}

/// The greatest x[i], N > 0. Where a value is NaN, any of the values.
template <std::size_t N, class T>
constexpr T maximum(const T* x) noexcept {
#ifndef CTNN_NO_SIMD
    if constexpr (N >= simd::narrowest<T>)
        if (!std::is_constant_evaluated()) return detail::maximum_simd<N>(x);
#endif
    T most = x[0];
    for (std::size_t i = 1; i < N; ++i) most = x[i] > most ? x[i] : most;
    return most;
}

}  // namespace ctnn::kernels::inline CTNN_CODE
