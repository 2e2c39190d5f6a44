#pragma once

#include <cstddef>
#include <ctnn/kernels/gemm.hpp>
#include <ctnn/kernels/simd.hpp>
#include <type_traits>

// The gradient of a dense layer's weights: the sum over the batch of the outer products x dz.

namespace ctnn::kernels {

/// dw[i][o] += sum over the samples of x[s][i] * dz[s][o], by plain loops.
template <std::size_t B, std::size_t In, std::size_t Out, class T>
constexpr void outer_plain(const T* x, const T* dz, T* dw) {
    for (std::size_t s = 0; s < B; ++s, x += In, dz += Out) {
        T* row = dw;
        for (std::size_t i = 0; i < In; ++i, row += Out)
            for (std::size_t o = 0; o < Out; ++o) row[o] += x[i] * dz[o];
    }
}

#ifndef CTNN_NO_SIMD
namespace detail {

template <std::size_t B, std::size_t In, std::size_t Out, class T>
[[gnu::noinline]] void outer_simd(const T* x, const T* dz, T* dw) {
    constexpr std::size_t W = simd::width<T>(Out);
    // C = x^T dz: the rows of C are the inputs, the depth is the batch.
    gemm<In, Out, Strides{.row = 1, .step = In, .b_step = Out}>(
        B, x, dz,
        [&]<std::size_t Rows, std::size_t Columns, std::size_t Last>(std::size_t row, std::size_t column,
                                                                     auto& sums) CTNN_LAMBDA_INLINE {
            CTNN_UNROLL_FOR (std::size_t m = 0; m < Rows; ++m) {
                T* const to = dw + (row + m) * Out + column;
                CTNN_UNROLL_FOR (std::size_t j = 0; j < Columns; ++j)
                    sums[m][j] = sums[m][j] + simd::load<W>(to + vector_start<W, Columns, Last>(j));
                CTNN_UNROLL_FOR (std::size_t j = 0; j < Columns; ++j)
                    simd::store(to + vector_start<W, Columns, Last>(j), sums[m][j]);
            }
        });
}

}  // namespace detail
#endif

/// dw[i][o] += sum over the samples of x[s][i] * dz[s][o].
template <std::size_t B, std::size_t In, std::size_t Out, class T>
constexpr void outer(const T* x, const T* dz, T* dw) {
#ifndef CTNN_NO_SIMD
    if constexpr (Out >= simd::narrowest<T>)
        if (!std::is_constant_evaluated()) return detail::outer_simd<B, In, Out>(x, dz, dw);
#endif
    outer_plain<B, In, Out>(x, dz, dw);
}

}  // namespace ctnn::kernels
