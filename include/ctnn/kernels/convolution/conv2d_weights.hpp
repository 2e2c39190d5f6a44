#pragma once

#include <algorithm>
#include <cstddef>
#include <ctnn/core/config.hpp>
#include <ctnn/kernels/convolution/choice.hpp>
#include <ctnn/kernels/convolution/conv_depthwise.hpp>
#include <ctnn/kernels/convolution/conv_planes.hpp>
#include <ctnn/kernels/convolution/convolution.hpp>
#include <ctnn/kernels/convolution/nested_tile.hpp>
#include <ctnn/kernels/values/update.hpp>
#include <ctnn/simd/simd.hpp>
#include <ctnn/simd/target.hpp>
#include <type_traits>

// The gradient of a convolution's weights: the sum, over the pixels of the outputs, of what a weight saw
// there times the gradient of its filter's output.

namespace ctnn::kernels::inline CTNN_CODE {
namespace detail {

/// Calls f(weight row, what it sees of the image at the first output, group) for each row of weights.
template <Convolution C, class F>
constexpr void each_weight_row(F&& f) noexcept {
    std::size_t weight = 0;
    for (std::size_t ky = 0; ky < C.rows.window; ++ky)
        for (std::size_t r = 0; r < C.runs(); ++r)
            for (std::size_t i = 0; i < C.run(); ++i, ++weight)
                for (std::size_t g = 0; g < C.groups; ++g)
                    f(weight, ky * C.kernel_down() + r * C.run_step() + g * C.group_channels() + i, g);
}

/// Plain loops, of one padded image.
template <Convolution C, class T>
constexpr void conv_weights_plain(const T* image, const T* dz, T* dw) noexcept {
    constexpr std::size_t filters = C.filters, group = C.group_filters(), width = C.columns.out();
    if constexpr (reproducible) {  // as the tiles: summed up first
        each_weight_row<C>([&](std::size_t weight, std::size_t from, std::size_t g) {
            for (std::size_t o = g * group; o < (g + 1) * group; ++o) {
                T sum = 0;
                for (std::size_t p = 0; p < C.pixels(); ++p)
                    sum += image[from + p / width * C.down() + p % width * C.aside()] * dz[p * filters + o];
                dw[weight * filters + o] += sum;
            }
        });
        return;
    }
    for (std::size_t p = 0; p < C.pixels(); ++p, dz += filters) {
        const T* const at = image + p / width * C.down() + p % width * C.aside();
        each_weight_row<C>([&](std::size_t weight, std::size_t from, std::size_t g) {
            const T value = at[from];
            T* const row = dw + weight * filters;
            for (std::size_t o = g * group; o < (g + 1) * group; ++o) row[o] += value * dz[o];
        });
    }
}

#ifndef CTNN_NO_SIMD

/// By tiles: weights that neighbours in the image are multiplied with, by filters in a register's lanes.
template <Convolution C, class T>
struct WeightGradient {
    static constexpr std::size_t N = C.group_filters(), W = gemm_width<T>(N, true), Lanes = std::min(W, N);
    static constexpr std::size_t all = (N + W - 1) / W;
    /// Vectors in the closing panel, whose last one may overlap; before it go pairs.
    static constexpr std::size_t closing = all <= 3 ? all : all % 2 == 0 ? 2 : 3;

    /// Kernel rows whose weights lie one after the other, the length of a row, and how far apart in the image
    /// they look: where there are gaps in a kernel's row, its columns stand for rows.
    static constexpr bool joined = C.is_joined();
    static constexpr std::size_t lines = joined ? C.rows.window : C.columns.window;
    static constexpr std::size_t line = C.run(), line_step = joined ? C.kernel_down() : C.run_step();
    static constexpr std::size_t kernel_rows = joined ? 1 : C.rows.window;

    /// Rows of one tile: part of a line, or several lines.
    static constexpr std::size_t at_once(std::size_t vectors) noexcept {
        const std::size_t most = tile_registers / vectors;
        const std::size_t unit = line < most ? line : 1, units = line < most ? lines : line;
        const std::size_t tiles = (units * unit + most / unit * unit - 1) / (most / unit * unit);
        return (units + tiles - 1) / tiles * unit;
    }

    template <std::size_t Rows, std::size_t Vectors, std::size_t Last>
    CTNN_INLINE static void tile(const T* image, const T* dz, T* dw) noexcept {
        constexpr Tile tile{
            .rows = Rows,
            .vectors = Vectors,
            .last = Last,
            .chains = tile_chains(Rows * Vectors),
            .in_line = std::min(Rows, line),
            .row_step = 1,
            .line_step = line_step,
            .outer = {C.rows.out(), C.down(), C.columns.out() * C.filters},
            .middle = {},
            .inner = {C.columns.out(), C.aside(), C.filters},
        };
        nested_tile<W, Lanes, tile>(image, dz, FromZero{}, [&](auto& sums) CTNN_LAMBDA_INLINE {
            CTNN_UNROLL_FOR (std::size_t m = 0; m < Rows; ++m)
                take<Lanes>(sums[m], dw + m * C.filters,
                            [&](std::size_t j) CTNN_LAMBDA_INLINE { return tile.vector(j, W); });
        });
    }

    /// All rows of some filters.
    template <std::size_t Vectors, std::size_t Last>
    CTNN_INLINE static void panel(const T* image, const T* dz, T* dw) noexcept {
        constexpr std::size_t Rows = at_once(Vectors), lines_at_once = std::max<std::size_t>(1, Rows / line);
        constexpr std::size_t part = std::min(Rows, line), rest_of_line = line % part,
                              rest_of_lines = lines % lines_at_once * line;
        const auto block = [&]<std::size_t R>(std::size_t l, std::size_t i) CTNN_LAMBDA_INLINE {
            tile<R, Vectors, Last>(image + l * line_step + i, dz, dw + (l * line + i) * C.filters);
        };
        constexpr std::size_t whole_lines = lines / lines_at_once * lines_at_once;
        CTNN_ROLL_FOR (std::size_t l = 0; l < whole_lines; l += lines_at_once) {
            CTNN_ROLL_FOR (std::size_t i = 0; i + part <= line; i += part)
                block.template operator()<Rows>(l, i);
            if constexpr (rest_of_line > 0) block.template operator()<rest_of_line>(l, line - rest_of_line);
        }
        if constexpr (rest_of_lines > 0) block.template operator()<rest_of_lines>(whole_lines, 0);
    }

    [[gnu::noinline]] static void weights(const T* image, const T* dz, T* dw) noexcept {
        CTNN_ROLL_FOR (std::size_t ky = 0; ky < kernel_rows; ++ky)
            CTNN_ROLL_FOR (std::size_t g = 0; g < C.groups; ++g) {
                const T* const from = image + ky * C.kernel_down() + g * C.group_channels();
                T* const to = dw + ky * lines * line * C.filters + g * N;
                if constexpr (closing < all)
                    CTNN_ROLL_FOR (std::size_t v = 0; v + closing < all; v += 2)
                        panel<2, W>(from, dz + g * N + v * W, to + v * W);
                constexpr std::size_t before = (all - closing) * W;
                panel<closing, all == 1 ? 0 : N - W - before>(from, dz + g * N + before, to + before);
            }
    }
};
#endif

/// One padded image.
template <Convolution C, class T>
constexpr void conv_weights_image(const T* image, const T* dz, T* dw) noexcept {
#ifndef CTNN_NO_SIMD
    if constexpr (simd::has_vectors<T>) {
        constexpr bool by_channels =
            conv_weights_kernel(C, simd::target<T>) == ConvolutionGradientKernel::channels;
        using By = std::conditional_t<by_channels, ByChannels<C, T>, WeightGradient<C, T>>;
        if (!std::is_constant_evaluated()) return By::weights(image, dz, dw);
    }
#endif
    conv_weights_plain<C>(image, dz, dw);
}

}  // namespace detail

/// Adds to dw[weight][filter], for B images. `scratch` has room for conv_weights_scratch<C> values.
template <Convolution C, std::size_t B, class T>
constexpr void conv_weights(const T* x, const T* dz, T* dw, T* scratch) noexcept {
#ifndef CTNN_NO_SIMD
    if constexpr (simd::has_vectors<T> && Planes<C>::template give_weights<T>)
        if (!std::is_constant_evaluated()) {
            using By = detail::ByPixels<C, T>;
            By::clear(scratch);
            for (std::size_t s = 0; s < B; ++s) {
                By::spread(x + s * C.in(), scratch);
                By::weights(scratch, dz + s * C.out(), dw, scratch + Planes<C>::in_size);
            }
            return;
        }
#endif
    if constexpr (C.is_padded()) clear_padded<C>(scratch);
    for (std::size_t s = 0; s < B; ++s) {
        const T* image = x + s * C.in();
        if constexpr (C.is_padded()) {
            pad<C>(image, scratch);
            image = scratch;
        }
        detail::conv_weights_image<C>(image, dz + s * C.out(), dw);
    }
}

}  // namespace ctnn::kernels::inline CTNN_CODE
