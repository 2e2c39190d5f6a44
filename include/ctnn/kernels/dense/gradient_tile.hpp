#pragma once

#include <algorithm>
#include <cstddef>
#include <ctnn/core/config.hpp>
#include <ctnn/kernels/values/update.hpp>
#include <ctnn/simd/partial.hpp>
#include <ctnn/simd/shuffle.hpp>
#include <ctnn/simd/simd.hpp>
#include <ctnn/simd/tuning.hpp>

// The gradient of a dense layer's weights where one vector holds the outputs.

#ifndef CTNN_NO_SIMD
namespace ctnn::kernels::inline CTNN_CODE::detail {

/// Of `Rows` inputs' weights, `Out` each in a vector of W: sums over the samples, in registers. One by one
/// there would be a load for each multiply-add; a pair of inputs, which are neighbours in memory, takes one
/// for two, its sums mixed by lanes until `finish`.
template <std::size_t Rows, std::size_t Out, std::size_t W, class T>
struct GradientTile {
    using V = simd::vec<T, W>;
    static constexpr std::size_t pairs = sizeof(T) == 4 ? Rows / 2 : 0;

    V sums[Rows][1];

    CTNN_INLINE GradientTile() noexcept {
        CTNN_UNROLL_FOR (std::size_t m = 0; m < Rows; ++m) sums[m][0] = V(T(0));
    }

    /// The share of one sample: its inputs from x on, the gradient of its outputs at dz.
    CTNN_INLINE void add(const T* x, const T* dz) noexcept {
        const V slopes = simd::load_part<W, Out>(dz);
        if constexpr (pairs > 0) {
            const V low = simd::mix_low(slopes, slopes), high = simd::mix_high(slopes, slopes);
            CTNN_UNROLL_FOR (std::size_t p = 0; p < pairs; ++p) {
                const V pair = simd::splat_pair<W>(x + 2 * p);
                sums[2 * p][0] = simd::fma(pair, low, sums[2 * p][0]);
                sums[2 * p + 1][0] = simd::fma(pair, high, sums[2 * p + 1][0]);
            }
        }
        CTNN_UNROLL_FOR (std::size_t m = 2 * pairs; m < Rows; ++m)
            sums[m][0] = simd::fma(V(x[m]), slopes, sums[m][0]);
    }

    CTNN_INLINE void finish() noexcept {
        if constexpr (pairs > 0)
            CTNN_UNROLL_FOR (std::size_t p = 0; p < pairs; ++p) {
                V &even = sums[2 * p][0], &odd = sums[2 * p + 1][0];
                const V second = simd::second_of_mixed(even, odd);
                even = simd::first_of_mixed(even, odd);
                odd = second;
            }
    }
};

/// The inputs from x on, `Rows` of them, over B samples. Every second one goes to its place first: a vector
/// filled in part reaches into the next input's weights, and a processor that has just written it lets the
/// load of these wait.
template <std::size_t B, std::size_t In, std::size_t Out, std::size_t Rows, std::size_t W, class T,
          class Into>
CTNN_INLINE void outer_tile(const T* x, const T* dz, const Into& into) noexcept {
    GradientTile<Rows, Out, W, T> tile;
    CTNN_ROLL_FOR (std::size_t s = 0; s < B; ++s, x += In, dz += Out) tile.add(x, dz);
    tile.finish();
    CTNN_UNROLL_FOR (std::size_t first = 0; first < 2; ++first)
        CTNN_UNROLL_FOR (std::size_t m = first; m < Rows; m += 2)
            take<Out>(tile.sums[m], into + m * Out,
                      [](std::size_t) CTNN_LAMBDA_INLINE { return std::size_t{0}; });
    come_on_by(Rows * Out, into);
}

/// All inputs, by tiles of an even number of them, and what is left.
template <std::size_t B, std::size_t In, std::size_t Out, std::size_t W, class T, class Into>
CTNN_INLINE void outer_one_vector(const T* x, const T* dz, const Into& into) noexcept {
    constexpr std::size_t Most = 2 * simd::tuning.tile_rows_of_pairs, Tiles = (In + Most - 1) / Most,
                          Rows = std::min(In, (In + 2 * Tiles - 1) / (2 * Tiles) * 2), Rest = In % Rows;
    CTNN_ROLL_FOR (std::size_t i = 0; i < In - Rest; i += Rows)
        outer_tile<B, In, Out, Rows, W>(x + i, dz, into + i * Out);
    if constexpr (Rest > 0) outer_tile<B, In, Out, Rest, W>(x + (In - Rest), dz, into + (In - Rest) * Out);
}

}  // namespace ctnn::kernels::inline CTNN_CODE::detail
#endif
