#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <ctnn/core/config.hpp>
#include <ctnn/kernels/quantized/codes.hpp>
#include <ctnn/simd/byte_sums.hpp>
#include <type_traits>

// Dense layers of bytes. The sums are exact, so that every order of adding gives the same.

namespace ctnn::kernels::inline CTNN_CODE {

/// How the weights of a dense layer lie: groups of four inputs, one behind the other, in each the outputs,
/// filled up with zeros, and of each output the four weights of the group. It is the same everywhere.
template <std::size_t In, std::size_t Out>
struct ByteWeights {
    static constexpr std::size_t groups = (In + 3) / 4;
    /// Outputs with those that fill up, as many as biases and multipliers.
    static constexpr std::size_t outputs = Out <= 4 ? 4 : Out <= 8 ? 8 : (Out + 15) / 16 * 16;
    static constexpr std::size_t size = groups * outputs * 4;

    static constexpr std::size_t at(std::size_t input, std::size_t output) noexcept {
        return (input / 4 * outputs + output) * 4 + input % 4;
    }
};

/// A layer's values: the weights, and for each output the bias and what a sum is multiplied by.
struct ByteLayer {
    const std::int8_t* weights;
    const std::int32_t* biases;
    const float* multipliers;
};

/// Where the sums go: as codes. Rows are `code_stride` apart, or what is given.
struct ToCodes {
    CodeRange range;
    std::uint8_t* y;
    std::size_t stride;

    constexpr void store(std::size_t row, std::size_t at, std::int32_t sum, float multiplier) const noexcept {
        y[row * stride + at] = code_of(static_cast<float>(sum) * multiplier, range);
    }
#ifndef CTNN_NO_SIMD
    template <std::size_t W>
    CTNN_INLINE void store(std::size_t row, std::size_t at, const simd::Sums<W>& sums,
                           const float* multipliers) const noexcept {
        using V = simd::vec<float, W>;
        const V scaled = simd::to_numbers(sums) * simd::load<W>(multipliers);
        const V within = simd::max(simd::min(scaled, V(range.greatest)), V(range.least));
        simd::store_bytes(y + row * stride + at, simd::nearest(within) + simd::Sums<W>(range.zero));
    }
#endif
};

/// The same as numbers. A row has room for all that fills up.
struct ToNumbers {
    float* y;
    std::size_t stride;

    constexpr void store(std::size_t row, std::size_t at, std::int32_t sum, float multiplier) const noexcept {
        y[row * stride + at] = static_cast<float>(sum) * multiplier;
    }
#ifndef CTNN_NO_SIMD
    template <std::size_t W>
    CTNN_INLINE void store(std::size_t row, std::size_t at, const simd::Sums<W>& sums,
                           const float* multipliers) const noexcept {
        simd::store(y + row * stride + at, simd::to_numbers(sums) * simd::load<W>(multipliers));
    }
#endif
};

/// The sums of `count` rows of x, by plain loops.
template <std::size_t In, std::size_t Out, class To>
constexpr void dense_bytes_plain(const ByteLayer& layer, const std::uint8_t* x, std::size_t x_stride,
                                 std::size_t count, const To& to) noexcept {
    using Weights = ByteWeights<In, Out>;
    for (std::size_t row = 0; row < count; ++row, x += x_stride)
        for (std::size_t o = 0; o < Out; ++o) {
            std::int32_t sum = layer.biases[o];
            for (std::size_t i = 0; i < In; ++i) sum += layer.weights[Weights::at(i, o)] * x[i];
            to.store(row, o, sum, layer.multipliers[o]);
        }
}

#ifndef CTNN_NO_SIMD
namespace detail {

/// Registers of sums that a dense layer's outputs are, and how they go in panels.
template <std::size_t Outputs, std::size_t Most>
struct BytePanels {
    static constexpr std::size_t W = std::min(simd::byte_lanes, Outputs), registers = Outputs / W,
                                 whole = std::min(registers, Most), left = registers % whole;

    /// f.operator()<Registers>(first output) for each panel.
    template <class F>
    CTNN_INLINE static void each(F f) noexcept {
        CTNN_ROLL_FOR (std::size_t r = 0; r + whole <= registers; r += whole)
            f.template operator()<whole>(r * W);
        if constexpr (left != 0) f.template operator()<left>((registers - left) * W);
    }
};

/// `Rows` rows of x times `Count` registers of outputs. One row has as many chains of sums as hide the
/// latency of adding.
template <std::size_t W, std::size_t Rows, std::size_t Count, std::size_t Groups, std::size_t Outputs,
          class To>
CTNN_INLINE void byte_tile(const ByteLayer& layer, std::size_t first, const std::uint8_t* x,
                           std::size_t x_stride, std::size_t row, const To& to) noexcept {
    constexpr std::size_t Chains = Rows * Count >= 8 || Groups < 8 ? 1 : 8 / (Rows * Count);
    simd::Sums<W> sums[Chains][Rows][Count];
    CTNN_UNROLL_FOR (std::size_t c = 0; c < Count; ++c)
        CTNN_UNROLL_FOR (std::size_t r = 0; r < Rows; ++r) {
            sums[0][r][c] = simd::load<W>(layer.biases + first + c * W);
            CTNN_UNROLL_FOR (std::size_t k = 1; k < Chains; ++k) sums[k][r][c] = simd::Sums<W>(0);
        }
    const std::int8_t* w = layer.weights + first * 4;
    const auto add = [&](std::size_t g, std::size_t k, simd::Sums<W>(&into)[Rows][Count]) CTNN_LAMBDA_INLINE {
        simd::Sums<W> weights[Count];
        CTNN_UNROLL_FOR (std::size_t c = 0; c < Count; ++c)
            weights[c] = simd::load_groups<W>(w + k * Outputs * 4 + c * W * 4);
        CTNN_UNROLL_FOR (std::size_t r = 0; r < Rows; ++r) {
            const auto group = simd::all_groups<W>(x + r * x_stride + 4 * (g + k));
            CTNN_UNROLL_FOR (std::size_t c = 0; c < Count; ++c)
                into[r][c] = simd::add_products(into[r][c], group, weights[c]);
        }
    };
    std::size_t g = 0;
    CTNN_ROLL_FOR (; g + Chains <= Groups; g += Chains, w += Chains * Outputs * 4)
        CTNN_UNROLL_FOR (std::size_t k = 0; k < Chains; ++k) add(g, k, sums[k]);
    CTNN_UNROLL_FOR (std::size_t k = 0; k < Groups % Chains; ++k) add(Groups - Groups % Chains, k, sums[k]);
    CTNN_UNROLL_FOR (std::size_t r = 0; r < Rows; ++r)
        CTNN_UNROLL_FOR (std::size_t c = 0; c < Count; ++c) {
            simd::Sums<W> sum = sums[0][r][c];
            CTNN_UNROLL_FOR (std::size_t k = 1; k < Chains; ++k) sum = sum + sums[k][r][c];
            to.store(row + r, first + c * W, sum, layer.multipliers + first + c * W);
        }
}

/// Rows and registers of outputs of a tile of several rows: their product is what half the registers hold, so
/// that weights and what the products take have the rest.
inline constexpr std::size_t byte_tile_rows = simd::registers == 32 ? 8 : 4, byte_tile_registers = 2,
                             byte_row_registers = 8;

template <std::size_t In, std::size_t Out, class To>
[[gnu::noinline]] void dense_byte_row(const ByteLayer& layer, const std::uint8_t* x, const To& to) noexcept {
    using Weights = ByteWeights<In, Out>;
    using Panels = BytePanels<Weights::outputs, byte_row_registers>;
    Panels::each([&]<std::size_t Count>(std::size_t first) CTNN_LAMBDA_INLINE {
        byte_tile<Panels::W, 1, Count, Weights::groups, Weights::outputs>(layer, first, x, 0, 0, to);
    });
}

/// A panel's weights stay in the cache for all rows.
template <std::size_t In, std::size_t Out, class To>
[[gnu::noinline]] void dense_byte_rows(const ByteLayer& layer, const std::uint8_t* x, std::size_t x_stride,
                                       std::size_t count, const To& to) noexcept {
    using Weights = ByteWeights<In, Out>;
    using Panels = BytePanels<Weights::outputs, byte_tile_registers>;
    Panels::each([&]<std::size_t Count>(std::size_t first) CTNN_LAMBDA_INLINE {
        const auto tile = [&]<std::size_t Rows>(std::size_t row) CTNN_LAMBDA_INLINE {
            byte_tile<Panels::W, Rows, Count, Weights::groups, Weights::outputs>(
                layer, first, x + row * x_stride, x_stride, row, to);
        };
        std::size_t row = 0;
        CTNN_ROLL_FOR (; row + byte_tile_rows <= count; row += byte_tile_rows)
            tile.template operator()<byte_tile_rows>(row);
        CTNN_ROLL_FOR (; row < count; ++row) tile.template operator()<1>(row);
    });
}

}  // namespace detail
#endif

/// The sums of `count` rows of x, `x_stride` codes apart, `Most` at most, that have zeros, or what else
/// there is, behind the last up to a multiple of four. Where to's rows are longer than Out, what fills up
/// goes there too.
template <std::size_t Most, std::size_t In, std::size_t Out, class To>
constexpr void dense_bytes(const ByteLayer& layer, const std::uint8_t* x, std::size_t x_stride,
                           std::size_t count, const To& to) noexcept {
#ifndef CTNN_NO_SIMD
    if constexpr (simd::byte_lanes != 0)
        if (!std::is_constant_evaluated()) {
            if constexpr (Most == 1)
                detail::dense_byte_row<In, Out>(layer, x, to);
            else
                detail::dense_byte_rows<In, Out>(layer, x, x_stride, count, to);
            return;
        }
#endif
    dense_bytes_plain<In, Out>(layer, x, x_stride, count, to);
}

}  // namespace ctnn::kernels::inline CTNN_CODE
