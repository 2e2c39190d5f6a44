#pragma once

#include <algorithm>
#include <cstddef>
#include <ctnn/core/config.hpp>
#include <ctnn/kernels/dense/gemm.hpp>
#include <ctnn/kernels/values/elementwise.hpp>
#include <ctnn/kernels/values/vectors.hpp>
#include <ctnn/simd/partial.hpp>
#include <ctnn/simd/simd.hpp>
#include <type_traits>

// A few samples through a dense layer whose outputs fill a register: y = f(x W + b), all samples at once and
// as many outputs as registers hold, so that a weight is loaded once for all of them.

#ifndef CTNN_NO_SIMD
namespace ctnn::kernels::inline CTNN_CODE::detail {

/// Vectors of outputs that B samples take at once: sums, weights, and the input that they are multiplied
/// with.
template <std::size_t B>
inline constexpr std::size_t columns_of_few = (simd::registers - 1) / (B + 1);

/// One input of each sample, times its row of weights.
template <std::size_t B, std::size_t In, std::size_t Out, std::size_t First, std::size_t Lanes, class V,
          std::size_t Count, class T>
CTNN_INLINE void add_input(const T* w, const T* x, V (&sums)[B][Count]) noexcept {
    V row[Count];
    CTNN_UNROLL_FOR (std::size_t j = 0; j < Count; ++j)
        row[j] =
            simd::in_register(simd::load_part<V::size, Lanes>(w + Vectors<Out, V::size>::start(First + j)));
    CTNN_UNROLL_FOR (std::size_t s = 0; s < B; ++s) {
        const V value(x[s * In]);
        CTNN_UNROLL_FOR (std::size_t j = 0; j < Count; ++j) sums[s][j] = simd::fma(value, row[j], sums[s][j]);
    }
}

/// `Count` vectors of outputs from vector `First` on. Where sums are few, several share one: an addition
/// waits for the one before it, and eight that do not keep a processor busy.
template <std::size_t B, std::size_t In, std::size_t Out, std::size_t First, std::size_t Count, class Act,
          class T>
CTNN_INLINE void dense_few_panel(const T* w, const T* b, const T* x, T* y) noexcept {
    constexpr std::size_t W = gemm_width<T>(Out, true), Lanes = std::min(W, Out);
    constexpr std::size_t Chains = reproducible ? 1 : std::clamp<std::size_t>(8 / (B * Count), 1, In),
                          whole = In / Chains * Chains;
    using V = simd::vec<T, W>;
    constexpr auto at = [](std::size_t j) { return Vectors<Out, W>::start(First + j); };
    V sums[Chains][B][Count];
    CTNN_UNROLL_FOR (std::size_t s = 0; s < B; ++s)
        CTNN_UNROLL_FOR (std::size_t j = 0; j < Count; ++j) {
            sums[0][s][j] = simd::load_part<W, Lanes>(b + at(j));
            CTNN_UNROLL_FOR (std::size_t c = 1; c < Chains; ++c) sums[c][s][j] = V(T(0));
        }
    CTNN_ROLL_FOR (std::size_t i = 0; i < whole; i += Chains)
        CTNN_UNROLL_FOR (std::size_t c = 0; c < Chains; ++c)
            add_input<B, In, Out, First, Lanes>(w + (i + c) * Out, x + i + c, sums[c]);
    CTNN_UNROLL_FOR (std::size_t c = 0; c < In - whole; ++c)
        add_input<B, In, Out, First, Lanes>(w + (whole + c) * Out, x + whole + c, sums[c]);
    CTNN_UNROLL_FOR (std::size_t s = 0; s < B; ++s)
        CTNN_UNROLL_FOR (std::size_t j = 0; j < Count; ++j) {
            CTNN_UNROLL_FOR (std::size_t c = 1; c < Chains; ++c)
                sums[0][s][j] = sums[0][s][j] + sums[c][s][j];
            simd::store_first<Lanes>(y + s * Out + at(j), Act::value(sums[0][s][j]));
        }
}

// An activation of many instructions follows by itself: it would stand here once for each vector of sums.
template <std::size_t B, std::size_t In, std::size_t Out, class Act, class T>
[[gnu::noinline]] void dense_few(const T* w, const T* b, const T* x, T* y) noexcept {
    using Within = std::conditional_t<IsCheap<Act>, InEpilogue<Act>, Nothing>;
    each_panel<Vectors<Out, gemm_width<T>(Out, true)>::count, columns_of_few<B>>(
        [&]<std::size_t First, std::size_t Count>()
            CTNN_LAMBDA_INLINE { dense_few_panel<B, In, Out, First, Count, Within>(w, b, x, y); });
    if constexpr (std::is_same_v<Within, Nothing> && !IsLinear<Act>)
        activate<Act, B, Out>(static_cast<const T*>(y), y);
}

}  // namespace ctnn::kernels::inline CTNN_CODE::detail
#endif
