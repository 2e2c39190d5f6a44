#pragma once

#include <cstddef>
#include <ctnn/core/config.hpp>
#include <ctnn/kernels/shuffle.hpp>
#include <ctnn/kernels/simd.hpp>

#ifndef CTNN_NO_SIMD
namespace ctnn::kernels {
namespace detail {

/// Four rows and four columns, by way of registers.
template <std::size_t Stride, std::size_t Rows>
CTNN_INLINE void transpose_fours(const float* from, float* to) noexcept {
    const auto row = [&](std::size_t r) CTNN_LAMBDA_INLINE { return simd::load<4>(from + r * Stride); };
    const auto even_low = simd::mix_low(row(0), row(2)), even_high = simd::mix_high(row(0), row(2));
    const auto odd_low = simd::mix_low(row(1), row(3)), odd_high = simd::mix_high(row(1), row(3));
    simd::store(to, simd::mix_low(even_low, odd_low));
    simd::store(to + Rows, simd::mix_high(even_low, odd_low));
    simd::store(to + 2 * Rows, simd::mix_low(even_high, odd_high));
    simd::store(to + 3 * Rows, simd::mix_high(even_high, odd_high));
}

}  // namespace detail

/// to[c * Rows + r] = from[r * Stride + c].
template <std::size_t Rows, std::size_t Columns, std::size_t Stride, class T>
CTNN_INLINE void transpose(const T* from, T* to) noexcept {
    constexpr bool fours = sizeof(T) == 4;
    constexpr std::size_t rows = fours ? Rows / 4 * 4 : 0, columns = fours ? Columns / 4 * 4 : 0;
    if constexpr (fours)
        CTNN_ROLL_FOR (std::size_t r = 0; r < rows; r += 4)
            CTNN_ROLL_FOR (std::size_t c = 0; c < columns; c += 4)
                detail::transpose_fours<Stride, Rows>(from + r * Stride + c, to + c * Rows + r);
    CTNN_ROLL_FOR (std::size_t r = 0; r < Rows; ++r)
        CTNN_ROLL_FOR (std::size_t c = r < rows ? columns : 0; c < Columns; ++c)
            to[c * Rows + r] = from[r * Stride + c];
}

}  // namespace ctnn::kernels
#endif
