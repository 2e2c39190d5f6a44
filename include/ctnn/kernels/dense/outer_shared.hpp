#pragma once

#include <cstddef>
#include <ctnn/core/config.hpp>
#include <ctnn/kernels/dense/gemm.hpp>
#include <ctnn/kernels/values/update.hpp>
#include <ctnn/simd/simd.hpp>
#include <ctnn/simd/tuning.hpp>

// The gradient of a dense layer's weights by tiles that all layers share: what differs between layers is an
// argument. That takes a call or two more a layer, and spares a compiler the same loops for each of them.

#ifndef CTNN_NO_SIMD
namespace ctnn::kernels::inline CTNN_CODE::detail {

/// What of the outer products a call computes.
struct OuterPart {
    std::size_t samples, inputs, outputs;  // of the layer
    std::size_t input, output;             // the first
    std::size_t rows = 0, panels = 1;      // inputs, a whole number of tiles, and panels of outputs
    std::size_t second = 0;                // where in a panel the second vector starts
};

template <std::size_t Rows, std::size_t Count, std::size_t W, class T, class Into>
[[gnu::noinline]] void outer_tiles(const T* x, const T* dz, const Into& all, OuterPart part) noexcept {
    using V = simd::vec<T, W>;
    const auto start = [&](std::size_t j) CTNN_LAMBDA_INLINE { return j == 0 ? 0 : part.second; };
    const Into into = all;  // in registers: of what lies in memory, any store may change it
    x += part.input;
    dz += part.output;
    std::size_t first = part.input * part.outputs + part.output;  // weight
    CTNN_ROLL_FOR (std::size_t p = 0; p < part.panels; ++p, dz += Count * W, first += Count * W) {
        std::size_t at = first;
        CTNN_ROLL_FOR (std::size_t row = 0; row < part.rows; row += Rows) {
            V sums[Rows][Count];
            CTNN_UNROLL_FOR (std::size_t m = 0; m < Rows; ++m)
                CTNN_UNROLL_FOR (std::size_t j = 0; j < Count; ++j) sums[m][j] = V(T(0));
            const T *a = x + row, *b = dz;
            CTNN_ROLL_FOR (std::size_t s = 0; s < part.samples; ++s, a += part.inputs, b += part.outputs) {
                V values[Count];
                CTNN_UNROLL_FOR (std::size_t j = 0; j < Count; ++j) values[j] = simd::load<W>(b + start(j));
                CTNN_UNROLL_FOR (std::size_t m = 0; m < Rows; ++m) {
                    const V value(a[m]);
                    CTNN_UNROLL_FOR (std::size_t j = 0; j < Count; ++j)
                        sums[m][j] = simd::fma(value, values[j], sums[m][j]);
                }
            }
            CTNN_UNROLL_FOR (std::size_t m = 0; m < Rows; ++m, at += part.outputs)
                take<W>(sums[m], into, [&](std::size_t j) CTNN_LAMBDA_INLINE { return at + start(j); });
        }
    }
}

/// For all inputs: tiles as even as can be, then what is left.
template <std::size_t In, std::size_t Most, std::size_t Count, std::size_t W, class T, class Into>
CTNN_INLINE void outer_panels(const T* x, const T* dz, const Into& into, OuterPart part) noexcept {
    constexpr std::size_t Tiles = (In + Most - 1) / Most, Rows = (In + Tiles - 1) / Tiles, Rest = In % Rows;
    part.rows = In - Rest;
    outer_tiles<Rows, Count, W>(x, dz, into, part);
    part.input = In - Rest;
    part.rows = Rest;
    if constexpr (Rest > 0) outer_tiles<Rest, Count, W>(x, dz, into, part);
}

/// Takes the sum over the samples of x[s][i] * dz[s][o] into weight [i][o], in the panels and tiles of
/// `gemm`.
template <std::size_t B, std::size_t In, std::size_t Out, class T, class Into>
CTNN_INLINE void outer_shared(const T* x, const T* dz, const Into& into) noexcept {
    constexpr std::size_t W = gemm_width<T>(Out, true), All = Vectors<Out, W>::count, Odd = All % 2,
                          Pairs = All / 2, WholePairs = Out % W == 0 ? Pairs : Pairs - 1,
                          Closing = (Odd + 2 * WholePairs) * W;
    OuterPart part{.samples = B, .inputs = In, .outputs = Out, .input = 0, .output = 0};
    if constexpr (Odd > 0) outer_panels<In, simd::tuning.tile_rows, 1, W>(x, dz, into, part);
    part.output = Odd * W;
    part.panels = WholePairs;
    part.second = W;
    if constexpr (WholePairs > 0) outer_panels<In, simd::tuning.tile_rows_of_pairs, 2, W>(x, dz, into, part);
    part.output = Closing;
    part.panels = 1;
    part.second = Out - Closing - W;
    if constexpr (WholePairs < Pairs)
        outer_panels<In, simd::tuning.tile_rows_of_pairs, 2, W>(x, dz, into, part);
}

}  // namespace ctnn::kernels::inline CTNN_CODE::detail
#endif
