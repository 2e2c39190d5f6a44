#pragma once

#include <algorithm>
#include <cstddef>
#include <ctnn/core/config.hpp>
#include <ctnn/kernels/dense/gemm.hpp>
#include <ctnn/kernels/values/vectors.hpp>
#include <ctnn/simd/partial.hpp>
#include <ctnn/simd/shuffle.hpp>
#include <ctnn/simd/simd.hpp>
#include <ctnn/simd/tuning.hpp>
#include <utility>

// The register tile of convolutions: that of kernels/dense/gemm.hpp, but for what convolutions read is no
// matrix: the depth is walked in three nested loops, and rows lie in two.

#ifndef CTNN_NO_SIMD
namespace ctnn::kernels::inline CTNN_CODE {

/// One loop over the depth: how many steps, and how far each takes A and B.
struct Loop {
    std::size_t count = 1, a = 0, b = 0;
};

/// `rows` rows of `vectors` vectors, of which the last starts at `last`. Row m of A is m % in_line * row_step
/// + m / in_line * line_step values after row 0. A value of the depth's innermost loop goes to one of
/// `chains` sums in turn, so that a small tile need not wait for its additions.
struct Tile {
    std::size_t rows, vectors, last, chains = 1;
    std::size_t in_line, row_step, line_step;
    Loop outer{}, middle{}, inner{};
    /// Whether the values of a turn of the chains are loaded together, and spread from a register.
    bool at_once = false;

    constexpr std::size_t row(std::size_t m) const noexcept {
        return m % in_line * row_step + m / in_line * line_step;
    }
    constexpr std::size_t vector(std::size_t j, std::size_t width) const noexcept {
        return j + 1 == vectors ? last : j * width;
    }
};

/// Accumulators that a tile may have: as many as there are registers, less the operands'.
inline constexpr std::size_t tile_registers = simd::tuning.convolution_tile;

/// How many chains a tile of so many accumulators needs to hide the latency of its multiply-adds.
constexpr std::size_t tile_chains(std::size_t accumulators) noexcept {
    return reproducible || accumulators >= 8 ? 1 : (8 + accumulators - 1) / accumulators;
}

/// How N columns of vectors of W lanes go through tiles: `panels` of them with `vectors` vectors each, of
/// which the last may overlap the one before it, with equal values.
template <std::size_t N, std::size_t W>
struct Panels {
    static constexpr std::size_t all = Vectors<N, W>::count;
    static constexpr std::size_t vectors = all <= 3 ? all : all % 3 == 0 ? 3 : 2;
    static constexpr std::size_t count = (all + vectors - 1) / vectors;
    static constexpr std::size_t last = Vectors < all <= 3 ? N : vectors * W, W > ::start(vectors - 1);
    static constexpr std::size_t start(std::size_t panel) noexcept {
        return count == 1 ? 0 : std::min(panel * vectors * W, N - vectors * W);
    }
};

/// The sums of one tile, handed to the epilogue as an array [rows][vectors]. Of each vector `Lanes` are
/// filled. The first chain begins with what `start` has.
template <std::size_t W, std::size_t Lanes, Tile S, class T, class Start, class Epilogue>
CTNN_INLINE void nested_tile(const T* a, const T* b, Start start, Epilogue&& epilogue) noexcept {
    using V = simd::vec<T, W>;
    V sums[S.chains][S.rows][S.vectors];
    CTNN_UNROLL_FOR (std::size_t m = 0; m < S.rows; ++m)
        CTNN_UNROLL_FOR (std::size_t j = 0; j < S.vectors; ++j)
            sums[0][m][j] = start.template at<V>(m, S.vector(j, W));
    CTNN_UNROLL_FOR (std::size_t c = 1; c < S.chains; ++c)
        CTNN_UNROLL_FOR (std::size_t m = 0; m < S.rows; ++m)
            CTNN_UNROLL_FOR (std::size_t j = 0; j < S.vectors; ++j) sums[c][m][j] = V(T(0));
    const auto step = [&](const T* from, const T* row, V(&chain)[S.rows][S.vectors]) CTNN_LAMBDA_INLINE {
        V values[S.vectors];
        CTNN_UNROLL_FOR (std::size_t j = 0; j < S.vectors; ++j)
            values[j] = simd::load_part<W, Lanes>(row + S.vector(j, W));
        CTNN_UNROLL_FOR (std::size_t m = 0; m < S.rows; ++m) {
            const V value(from[S.row(m)]);
            CTNN_UNROLL_FOR (std::size_t j = 0; j < S.vectors; ++j)
                chain[m][j] = simd::fma(value, values[j], chain[m][j]);
        }
    };
    constexpr std::size_t whole = S.inner.count / S.chains * S.chains;
    CTNN_ROLL_FOR (std::size_t o = 0; o < S.outer.count; ++o, a += S.outer.a, b += S.outer.b) {
        const T *a_middle = a, *b_middle = b;
        CTNN_ROLL_FOR (std::size_t k = 0; k < S.middle.count; ++k) {
            const T *from = a_middle, *row = b_middle;
            CTNN_ROLL_FOR (std::size_t i = 0; i < whole; i += S.chains) {
                asm("" : "+r"(from));  // g++ -O3 else carries on, by way of memory, what rows see in turn
                if constexpr (S.at_once) {
                    static_assert(S.rows == 1 && S.vectors == 1 && S.inner.a == 1);
                    const auto values = simd::loaded(simd::load<S.chains>(from));
                    [&]<std::size_t... C>(std::index_sequence<C...>) CTNN_LAMBDA_INLINE {
                        ((sums[C][0][0] =
                              simd::fma(simd::splat<W, C>(values),
                                        simd::load_part<W, Lanes>(row + C * S.inner.b), sums[C][0][0])),
                         ...);
                    }(std::make_index_sequence<S.chains>{});
                } else {
                    CTNN_UNROLL_FOR (std::size_t c = 0; c < S.chains; ++c)
                        step(from + c * S.inner.a, row + c * S.inner.b, sums[c]);
                }
                from += S.chains * S.inner.a, row += S.chains * S.inner.b;
            }
            CTNN_UNROLL_FOR (std::size_t c = 0; c < S.inner.count - whole; ++c)
                step(from + c * S.inner.a, row + c * S.inner.b, sums[c]);
            a_middle += S.middle.a, b_middle += S.middle.b;
        }
    }
    CTNN_UNROLL_FOR (std::size_t c = 1; c < S.chains; ++c)
        CTNN_UNROLL_FOR (std::size_t m = 0; m < S.rows; ++m)
            CTNN_UNROLL_FOR (std::size_t j = 0; j < S.vectors; ++j)
                sums[0][m][j] = sums[0][m][j] + sums[c][m][j];
    epilogue(sums[0]);
}

}  // namespace ctnn::kernels::inline CTNN_CODE
#endif
