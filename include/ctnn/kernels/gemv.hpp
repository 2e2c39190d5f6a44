#pragma once

#include <algorithm>
#include <cstddef>
#include <ctnn/core/config.hpp>
#include <ctnn/kernels/elementwise.hpp>
#include <ctnn/kernels/simd.hpp>
#include <utility>

// One sample through a dense layer: y = f(x W + b), W stored row by row, a row for each input.

namespace ctnn::kernels {

/// Plain loops: in constant evaluation, and for fewer outputs than the narrowest register holds.
template <std::size_t In, std::size_t Out, class T>
constexpr void gemv_plain(const T* w, const T* b, const T* x, T* y) {
    for (std::size_t o = 0; o < Out; ++o) y[o] = b[o];
    for (std::size_t i = 0; i < In; ++i, w += Out)
        for (std::size_t o = 0; o < Out; ++o) y[o] += x[i] * w[o];
}

#ifndef CTNN_NO_SIMD
namespace detail {

/// Fewer outputs than a register has lanes: four partial sums for each, so that additions need not wait.
template <std::size_t In, std::size_t Out, class T>
CTNN_INLINE void gemv_narrow(const T* w, const T* b, const T* x, T* y) {
    constexpr std::size_t Sums = In < 4 ? In : 4, whole = In / Sums * Sums;
    T sums[Out][Sums]{};
    for (std::size_t i = 0; i < whole; i += Sums)
        CTNN_UNROLL_FOR (std::size_t u = 0; u < Sums; ++u)
            CTNN_UNROLL_FOR (std::size_t o = 0; o < Out; ++o) sums[o][u] += x[i + u] * w[(i + u) * Out + o];
    CTNN_UNROLL_FOR (std::size_t i = whole; i < In; ++i)
        CTNN_UNROLL_FOR (std::size_t o = 0; o < Out; ++o) sums[o][i - whole] += x[i] * w[i * Out + o];
    CTNN_UNROLL_FOR (std::size_t o = 0; o < Out; ++o) {
        T total = sums[o][0];
        CTNN_UNROLL_FOR (std::size_t u = 1; u < Sums; ++u) total += sums[o][u];
        y[o] = b[o] + total;
    }
}

/// `Count` neighbouring vectors of outputs, from vector `First` on: every input is broadcast and multiplied
/// into as many accumulators as hide the latency. The last vector of a row may overlap the one before it.
template <std::size_t In, std::size_t Out, std::size_t First, std::size_t Count, class Act, class T>
CTNN_INLINE void gemv_panel(const T* w, const T* b, const T* x, T* y) {
    constexpr std::size_t W = simd::width<T>(Out), Vectors = (Out + W - 1) / W;
    constexpr std::size_t Rows = std::min(In, Count >= 8 ? std::size_t{1} : (8 + Count - 1) / Count);
    constexpr std::size_t whole = In / Rows * Rows;
    constexpr auto column = [](std::size_t j) {
        return First + j == Vectors - 1 ? Out - W : (First + j) * W;
    };
    using V = simd::vec<T, W>;
    V sums[Rows][Count];
    CTNN_UNROLL_FOR (std::size_t j = 0; j < Count; ++j) sums[0][j] = simd::load<W>(b + column(j));
    CTNN_UNROLL_FOR (std::size_t r = 1; r < Rows; ++r)
        CTNN_UNROLL_FOR (std::size_t j = 0; j < Count; ++j) sums[r][j] = V(T(0));
    CTNN_ROLL_FOR (std::size_t i = 0; i < whole; i += Rows)
        CTNN_UNROLL_FOR (std::size_t r = 0; r < Rows; ++r)
            CTNN_UNROLL_FOR (std::size_t j = 0; j < Count; ++j)
                sums[r][j] = simd::fma(V(x[i + r]), simd::load<W>(w + (i + r) * Out + column(j)), sums[r][j]);
    CTNN_UNROLL_FOR (std::size_t i = whole; i < In; ++i)
        CTNN_UNROLL_FOR (std::size_t j = 0; j < Count; ++j)
            sums[i - whole][j] =
                simd::fma(V(x[i]), simd::load<W>(w + i * Out + column(j)), sums[i - whole][j]);
    CTNN_UNROLL_FOR (std::size_t r = 1; r < Rows; ++r)
        CTNN_UNROLL_FOR (std::size_t j = 0; j < Count; ++j) sums[0][j] = sums[0][j] + sums[r][j];
    CTNN_UNROLL_FOR (std::size_t j = 0; j < Count; ++j) {
        simd::store(y + column(j), Act::value(sums[0][j]));
    }
}

template <std::size_t In, std::size_t Out, class Act, class T>
CTNN_INLINE void gemv_simd(const T* w, const T* b, const T* x, T* y) {
    if constexpr (Out < simd::narrowest<T>) {
        gemv_narrow<In, Out>(w, b, x, y);
        CTNN_UNROLL_FOR (std::size_t o = 0; o < Out; ++o) y[o] = Act::value(y[o]);
    } else {
        constexpr std::size_t W = simd::width<T>(Out), Vectors = (Out + W - 1) / W;
        constexpr std::size_t most = simd::registers == 32 ? 16 : 10, Panels = (Vectors + most - 1) / most;
        [&]<std::size_t... P>(std::index_sequence<P...>) CTNN_LAMBDA_INLINE {
            (gemv_panel<In, Out, P * Vectors / Panels, (P + 1) * Vectors / Panels - P * Vectors / Panels,
                        Act>(w, b, x, y),
             ...);
        }(std::make_index_sequence<Panels>{});
    }
}

/// The same out of line, for layers whose code would bloat the caller.
template <std::size_t In, std::size_t Out, class Act, class T>
[[gnu::noinline]] void gemv_far(const T* w, const T* b, const T* x, T* y) {
    gemv_simd<In, Out, Act>(w, b, x, y);
}

}  // namespace detail
#endif

/// y = f(x W + b) for one sample of `In` values and `Out` outputs. y must not overlap x.
template <std::size_t In, std::size_t Out, class Act, class T>
CTNN_INLINE constexpr void gemv(const T* w, const T* b, const T* x, T* y) {
#ifndef CTNN_NO_SIMD
    if (!std::is_constant_evaluated()) {
        if constexpr (In * Out <= 256)
            detail::gemv_simd<In, Out, detail::InEpilogue<Act>>(w, b, x, y);
        else
            detail::gemv_far<In, Out, detail::InEpilogue<Act>>(w, b, x, y);
        if constexpr (detail::comes_after<Act>) activate<Act, 1, Out>(static_cast<const T*>(y), y);
        return;
    }
#endif
    gemv_plain<In, Out>(w, b, x, y);
    activate<Act, 1, Out>(static_cast<const T*>(y), y);
}

}  // namespace ctnn::kernels
