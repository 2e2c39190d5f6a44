#pragma once

#include <algorithm>
#include <cstddef>
#include <ctnn/core/config.hpp>
#include <ctnn/kernels/dense/gemm.hpp>
#include <ctnn/simd/partial.hpp>
#include <ctnn/simd/simd.hpp>

// A batch through a dense layer, where outputs fill a register: y = f(x W + b) by register tiles of samples
// and outputs, the activation in their epilogue.

#ifndef CTNN_NO_SIMD
namespace ctnn::kernels::inline CTNN_CODE::detail {

template <std::size_t B, std::size_t In, std::size_t Out, class Act, class T>
[[gnu::noinline]] void dense_tiles(const T* w, const T* b, const T* x, T* y) noexcept {
    constexpr std::size_t W = gemm_width<T>(Out, true), Lanes = std::min(W, Out);
    gemm<B, Out, Strides{.row = In, .step = 1, .b_step = Out, .masked = true, .by_pairs = In >= 64}>(
        In, x, w,
        [&]<std::size_t Rows, class Along>(std::size_t row, std::size_t column, auto& sums)
            CTNN_LAMBDA_INLINE {
                CTNN_UNROLL_FOR (std::size_t j = 0; j < Along::count; ++j) {
                    const std::size_t at = column + Along::start(j);
                    const auto bias = simd::load_part<W, Lanes>(b + at);
                    CTNN_UNROLL_FOR (std::size_t m = 0; m < Rows; ++m)
                        simd::store_first<Lanes>(y + (row + m) * Out + at,
                                                 Act::value(reproducible ? sums[m][j] : sums[m][j] + bias));
                }
            },
        start_from<Lanes>(b, 0));
}

}  // namespace ctnn::kernels::inline CTNN_CODE::detail
#endif
