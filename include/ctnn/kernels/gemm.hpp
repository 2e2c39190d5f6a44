#pragma once

#include <algorithm>
#include <cstddef>
#include <ctnn/core/config.hpp>
#include <ctnn/kernels/simd.hpp>

// Matrix products by register tiles: every kernel that works on a batch is this one with another epilogue.

#ifndef CTNN_NO_SIMD
namespace ctnn::kernels {

/// How the matrices of C(m, n) = sum over k of A(m, k) * B(k, n) lie in memory: A(m, k) = a[m * row + k *
/// step], B(k, n) = b[k * b_step + n].
struct Strides {
    std::size_t row, step, b_step;
};

/// Where vector j of a tile's row starts, from the tile's first column on. The last one starts at `Last`:
/// less than a whole register on, when it overlaps the one before it.
template <std::size_t W, std::size_t Columns, std::size_t Last>
constexpr std::size_t vector_start(std::size_t j) {
    return j == Columns - 1 ? Last : j * W;
}

namespace detail {

/// One tile of `Rows` rows and `Columns` vectors, kept in registers over all of k, then handed to the
/// epilogue.
template <std::size_t W, std::size_t Rows, std::size_t Columns, std::size_t Last, Strides S, class T,
          class Epilogue>
CTNN_INLINE void tile(std::size_t depth, const T* a, const T* b, Epilogue&& epilogue) {
    using V = simd::vec<T, W>;
    V sums[Rows][Columns];
    CTNN_UNROLL_FOR (std::size_t m = 0; m < Rows; ++m)
        CTNN_UNROLL_FOR (std::size_t j = 0; j < Columns; ++j) sums[m][j] = V(T(0));
    CTNN_ROLL_FOR (std::size_t k = 0; k < depth; ++k, a += S.step, b += S.b_step) {
        V row[Columns];
        CTNN_UNROLL_FOR (std::size_t j = 0; j < Columns; ++j)
            row[j] = simd::load<W>(b + vector_start<W, Columns, Last>(j));
        CTNN_UNROLL_FOR (std::size_t m = 0; m < Rows; ++m) {
            const V value(a[m * S.row]);
            CTNN_UNROLL_FOR (std::size_t j = 0; j < Columns; ++j)
                sums[m][j] = simd::fma(value, row[j], sums[m][j]);
        }
    }
    epilogue(sums);
}

}  // namespace detail

/// All of C, M rows and N columns, N at least the narrowest register. For each tile the epilogue is called as
/// epilogue.operator()<Rows, Columns, Last>(first row, first column, sums): vector j of a row starts at the
/// first column + vector_start<W, Columns, Last>(j). Overlapping vectors hold equal values in the shared
/// lanes; an epilogue that adds to memory must load all of a row before it stores any.
template <std::size_t M, std::size_t N, Strides S, class T, class Epilogue>
CTNN_INLINE void gemm(std::size_t depth, const T* a, const T* b, Epilogue&& epilogue) {
    constexpr std::size_t W = simd::width<T>(N), Vectors = (N + W - 1) / W;
    // As many accumulators as registers, less the operands'.
    constexpr std::size_t MostAlone = simd::registers == 32 ? 28 : 13,
                          MostPaired = simd::registers == 32 ? 14 : 6;
    constexpr std::size_t Odd = Vectors % 2, Pairs = Vectors / 2,
                          WholePairs = N % W == 0 || Pairs == 0 ? Pairs : Pairs - 1;
    const auto panel =
        [&]<std::size_t Columns, std::size_t Last, std::size_t Most>(std::size_t column) CTNN_LAMBDA_INLINE {
            constexpr std::size_t Tiles = (M + Most - 1) / Most, Rows = (M + Tiles - 1) / Tiles,
                                  Whole = M / Rows, Rest = M % Rows;
            CTNN_ROLL_FOR (std::size_t t = 0; t < Whole; ++t)
                detail::tile<W, Rows, Columns, Last, S>(
                    depth, a + t * Rows * S.row, b + column, [&](auto& sums) CTNN_LAMBDA_INLINE {
                        epilogue.template operator()<Rows, Columns, Last>(t * Rows, column, sums);
                    });
            if constexpr (Rest > 0)
                detail::tile<W, Rest, Columns, Last, S>(
                    depth, a + Whole * Rows * S.row, b + column, [&](auto& sums) CTNN_LAMBDA_INLINE {
                        epilogue.template operator()<Rest, Columns, Last>(Whole * Rows, column, sums);
                    });
        };
    if constexpr (Odd) panel.template operator()<1, 0, MostAlone>(0);
    CTNN_ROLL_FOR (std::size_t p = 0; p < WholePairs; ++p)
        panel.template operator()<2, W, MostPaired>((Odd + 2 * p) * W);
    if constexpr (WholePairs < Pairs)
        panel.template operator()<2, N - W - (Vectors - 2) * W, MostPaired>((Vectors - 2) * W);
}

}  // namespace ctnn::kernels
#endif
