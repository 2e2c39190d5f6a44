#pragma once

#include <algorithm>
#include <cstddef>
#include <ctnn/core/config.hpp>
#include <ctnn/kernels/convolution/choice.hpp>
#include <ctnn/kernels/convolution/convolution.hpp>
#include <ctnn/kernels/convolution/nested_tile.hpp>
#include <ctnn/kernels/dense/gemm.hpp>
#include <ctnn/kernels/values/elementwise.hpp>
#include <ctnn/simd/partial.hpp>
#include <ctnn/simd/simd.hpp>
#include <type_traits>

// A convolution of a sequence one step at a time, in the transposed form of digital filters (A. Oppenheim,
// R. Schafer: Discrete-Time Signal Processing): a step is not kept until its windows are whole, but adds its
// share at once to the sums of all outputs whose windows it lies in. A value of the step that is spread over
// the lanes then serves a whole window of weights, and the sums do not wait for each other. To the sum of one
// output the steps still come in their order.

namespace ctnn::kernels::inline CTNN_CODE {

/// Whether a convolution's outputs are added up so.
template <Convolution C>
inline constexpr bool goes_ahead = convolution_stream_kernel(C) == ConvolutionStreamKernel::ahead;

/// The sums of the outputs to come: a row for each, and one more value, which says whether they are there.
template <Convolution C>
struct SumsAhead {
    static constexpr std::size_t outputs = C.columns.window;
    /// Every vector of every panel has its own lanes, though panels overlap where they are written.
    static constexpr std::size_t row = (C.filters + 31) / 16 * 16;
    static constexpr std::size_t memory = outputs * row + 1;
};

#ifndef CTNN_NO_SIMD
namespace detail {

template <Convolution C, class T>
struct StepAhead {
    static constexpr std::size_t N = C.filters, W = gemm_width<T>(N, true), Lanes = std::min(W, N);
    using P = Panels<N, W>;
    using V = simd::vec<T, W>;
    static constexpr std::size_t outputs = SumsAhead<C>::outputs, row = SumsAhead<C>::row;
    static_assert(P::count * P::vectors * W <= row);

    static constexpr std::size_t most = std::max<std::size_t>(1, tile_registers / P::vectors);
    static constexpr std::size_t tiles = (outputs + most - 1) / most, tile = (outputs + tiles - 1) / tiles,
                                 rest = outputs - (outputs - 1) / tile * tile;

    /// No step has come that any of the sums would have.
    static void begin(const T* bias, T* sums) noexcept {
        CTNN_ROLL_FOR (std::size_t o = 0; o < outputs; ++o, sums += row)
            CTNN_ROLL_FOR (std::size_t p = 0; p < P::count; ++p)
                CTNN_UNROLL_FOR (std::size_t j = 0; j < P::vectors; ++j)
                    simd::store(sums + (p * P::vectors + j) * W, part(bias, p, j));
    }

    /// Takes a step. The sums of the first output are whole then, and go through f into y; those of the
    /// others move on by one row. The last row stays what it is: the bias.
    template <class Act>
    [[gnu::noinline]] static void step(const T* w, const T* x, T* y, T* sums) noexcept {
        constexpr std::size_t last = outputs - rest;
        CTNN_ROLL_FOR (std::size_t p = 0; p < P::count; ++p) {
            T* const of_panel = sums + p * P::vectors * W;
            CTNN_ROLL_FOR (std::size_t o = 0; o < last; o += tile) take<Act, tile>(w, x, o, p, y, of_panel);
            take<Act, rest>(w, x, last, p, y, of_panel);
        }
    }

  private:
    static constexpr std::size_t column(std::size_t p, std::size_t j) noexcept {
        return P::start(p) + (j + 1 == P::vectors ? P::last : j * W);
    }
    CTNN_INLINE static V part(const T* values, std::size_t p, std::size_t j) noexcept {
        return simd::load_part<W, Lanes>(values + column(p, j));
    }

    /// The sums of `Outputs` outputs, of which the first is number `o` from now on.
    template <class Act, std::size_t Outputs>
    CTNN_INLINE static void take(const T* w, const T* x, std::size_t o, std::size_t p, T* y,
                                 T* of_panel) noexcept {
        V sums[Outputs][P::vectors];
        T* const from = of_panel + o * row;
        CTNN_UNROLL_FOR (std::size_t m = 0; m < Outputs; ++m)
            CTNN_UNROLL_FOR (std::size_t j = 0; j < P::vectors; ++j)
                sums[m][j] = simd::load<W>(from + m * row + j * W);
        const T* weights = w + (outputs - o - Outputs) * C.channels * N;
        CTNN_ROLL_FOR (std::size_t i = 0; i < C.channels; ++i, weights += N) {
            const V value(x[i]);
            CTNN_UNROLL_FOR (std::size_t m = 0; m < Outputs; ++m)
                CTNN_UNROLL_FOR (std::size_t j = 0; j < P::vectors; ++j)
                    sums[m][j] = simd::fma(value, part(weights + (Outputs - 1 - m) * C.channels * N, p, j),
                                           sums[m][j]);
        }
        CTNN_UNROLL_FOR (std::size_t m = 1; m < Outputs; ++m)
            CTNN_UNROLL_FOR (std::size_t j = 0; j < P::vectors; ++j)
                simd::store(from + (m - 1) * row + j * W, sums[m][j]);
        CTNN_UNROLL_FOR (std::size_t j = 0; j < P::vectors; ++j)
            if (o > 0)
                simd::store(from - row + j * W, sums[0][j]);
            else
                simd::store_part<Lanes>(y + column(p, j), Act::value(sums[0][j]));
    }
};

}  // namespace detail
#endif

}  // namespace ctnn::kernels::inline CTNN_CODE
