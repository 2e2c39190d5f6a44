#pragma once

#include <cstddef>
#include <ctnn/core/config.hpp>
#include <ctnn/kernels/simd.hpp>
#include <type_traits>

namespace ctnn::kernels {
namespace detail {

#ifndef CTNN_NO_SIMD
/// Folds N values by vectors: step(sum, i) takes the vector at i, and the scalar one takes what no vector
/// holds.
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
#endif

}  // namespace detail

/// The sum of a[i] * b[i].
template <std::size_t N, class T>
constexpr T dot(const T* a, const T* b) noexcept {
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

}  // namespace ctnn::kernels
