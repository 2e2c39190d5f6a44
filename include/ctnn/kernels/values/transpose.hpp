#pragma once

#include <algorithm>
#include <cstddef>
#include <ctnn/core/config.hpp>
#include <ctnn/simd/shuffle.hpp>
#include <ctnn/simd/simd.hpp>

#ifndef CTNN_NO_SIMD
namespace ctnn::kernels::inline CTNN_CODE {
namespace detail {

/// Four rows and four columns, by way of registers.
template <std::size_t Stride, std::size_t ToStride>
CTNN_INLINE void transpose_fours(const float* from, float* to) noexcept {
    const auto row = [&](std::size_t r) CTNN_LAMBDA_INLINE { return simd::load<4>(from + r * Stride); };
    const auto even_low = simd::mix_low(row(0), row(2)), even_high = simd::mix_high(row(0), row(2));
    const auto odd_low = simd::mix_low(row(1), row(3)), odd_high = simd::mix_high(row(1), row(3));
    simd::store(to, simd::mix_low(even_low, odd_low));
    simd::store(to + ToStride, simd::mix_high(even_low, odd_low));
    simd::store(to + 2 * ToStride, simd::mix_low(even_high, odd_high));
    simd::store(to + 3 * ToStride, simd::mix_high(even_high, odd_high));
}

}  // namespace detail

/// to[c * ToStride + r] = from[r * Stride + c].
template <std::size_t Rows, std::size_t Columns, std::size_t Stride, std::size_t ToStride = Rows, class T>
CTNN_INLINE void transpose(const T* from, T* to) noexcept {
    if constexpr (sizeof(T) == 4 && Rows >= 4 && Columns >= 4) {
        // The last fours may overlap those before them: what is written twice is the same.
        CTNN_ROLL_FOR (std::size_t row = 0; row < Rows; row += 4) {
            const std::size_t r = std::min(row, Rows - 4);
            CTNN_ROLL_FOR (std::size_t column = 0; column < Columns; column += 4) {
                const std::size_t c = std::min(column, Columns - 4);
                detail::transpose_fours<Stride, ToStride>(from + r * Stride + c, to + c * ToStride + r);
            }
        }
    } else if constexpr (Columns < 4) {
        CTNN_ROLL_FOR (std::size_t r = 0; r < Rows; ++r)
            CTNN_UNROLL_FOR (std::size_t c = 0; c < Columns; ++c) to[c * ToStride + r] = from[r * Stride + c];
    } else {
        CTNN_ROLL_FOR (std::size_t r = 0; r < Rows; ++r)
            CTNN_ROLL_FOR (std::size_t c = 0; c < Columns; ++c) to[c * ToStride + r] = from[r * Stride + c];
    }
}

}  // namespace ctnn::kernels::inline CTNN_CODE
#endif
