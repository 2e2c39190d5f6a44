#pragma once

#include <algorithm>
#include <cstddef>
#include <ctnn/core/config.hpp>
#include <ctnn/kernels/convolution/choice.hpp>
#include <ctnn/kernels/convolution/conv_depthwise.hpp>
#include <ctnn/kernels/convolution/conv_planes.hpp>
#include <ctnn/kernels/convolution/convolution.hpp>
#include <ctnn/kernels/convolution/nested_tile.hpp>
#include <ctnn/kernels/values/elementwise.hpp>
#include <ctnn/simd/partial.hpp>
#include <ctnn/simd/simd.hpp>
#include <ctnn/simd/target.hpp>
#include <type_traits>

// A convolution of images: y = f(x * W + b).
//
// The pixels of a row that a kernel's row covers lie one after the other, channels and all; those of the next
// output lie a few values on. So the outputs of a row are a product of matrices, the rows of one of which
// overlap, summed up over the kernel's rows: register tiles read the image where it lies.

namespace ctnn::kernels::inline CTNN_CODE {

namespace detail {

/// Plain loops: the output, of all filters, that sees the window which begins at `image`.
template <Convolution C, class T, class Bias>
constexpr void convolve_pixel(const T* w, Bias bias, const T* image, T* y) noexcept {
    constexpr std::size_t filters = C.filters, group = C.group_filters();
    if constexpr (std::is_pointer_v<Bias>)
        std::copy_n(bias, filters, y);
    else
        fill<filters>(T(0), y);
    for (std::size_t ky = 0; ky < C.rows.window; ++ky)
        for (std::size_t r = 0; r < C.runs(); ++r)
            for (std::size_t i = 0; i < C.run(); ++i, w += filters)
                for (std::size_t g = 0; g < C.groups; ++g) {
                    const T value =
                        image[ky * C.kernel_down() + r * C.run_step() + g * C.group_channels() + i];
                    for (std::size_t o = g * group; o < (g + 1) * group; ++o) y[o] += value * w[o];
                }
}

/// Plain loops, of one padded image.
template <Convolution C, class T, class Bias>
constexpr void convolve_plain(const T* w, Bias bias, const T* image, T* y) noexcept {
    for (std::size_t oy = 0; oy < C.rows.out(); ++oy)
        for (std::size_t ox = 0; ox < C.columns.out(); ++ox, y += C.filters)
            convolve_pixel<C>(w, bias, image + oy * C.down() + ox * C.aside(), y);
}

#ifndef CTNN_NO_SIMD

/// A convolution by tiles of neighbouring outputs, a register's lanes being filters. At the ends of rows and
/// columns tiles overlap: what is computed twice is the same.
template <Convolution C, class T>
struct ByFilters {
    static constexpr std::size_t N = C.group_filters(), W = gemm_width<T>(N, true), Lanes = std::min(W, N);
    using P = Panels<N, W>;

    static constexpr std::size_t height = C.rows.out(), width = C.columns.out();
    static constexpr std::size_t most = tile_registers / P::vectors;
    static constexpr std::size_t across = (width + most - 1) / most;  // tiles
    static constexpr std::size_t in_line = (width + across - 1) / across;
    static constexpr std::size_t lines = across > 1 ? 1 : std::min(height, most / width);

    static constexpr Tile tile{
        .rows = in_line * lines,
        .vectors = P::vectors,
        .last = P::last,
        .chains = tile_chains(in_line * lines * P::vectors),
        .in_line = in_line,
        .row_step = C.aside(),
        .line_step = C.down(),
        .outer = {C.rows.window, C.kernel_down(), C.runs() * C.run() * C.filters},
        .middle = {C.runs(), C.run_step(), C.run() * C.filters},
        .inner = {C.run(), 1, C.filters},
    };

    /// The outputs of one tile, from (oy, ox) on.
    template <class Act, class Bias>
    CTNN_INLINE static void outputs(const T* w, Bias bias, const T* from, T* y) noexcept {
        const auto start = [&] {
            if constexpr (std::is_pointer_v<Bias>)
                return FromMemory<Lanes, T>{bias, 0};
            else
                return FromZero{};
        }();
        nested_tile<W, Lanes, tile>(from, w, start, [&](auto& sums) CTNN_LAMBDA_INLINE {
            CTNN_UNROLL_FOR (std::size_t m = 0; m < tile.rows; ++m)
                CTNN_UNROLL_FOR (std::size_t j = 0; j < tile.vectors; ++j)
                    simd::store_first<Lanes>(
                        y + (m / in_line * width + m % in_line) * C.filters + tile.vector(j, W),
                        Act::value(sums[m][j]));
        });
    }

    template <class Act, class Bias>
    [[gnu::noinline]] static void image(const T* w, Bias bias, const T* image, T* y) noexcept {
        CTNN_ROLL_FOR (std::size_t g = 0; g < C.groups; ++g)
            CTNN_ROLL_FOR (std::size_t p = 0; p < P::count; ++p) {
                const std::size_t column = g * N + P::start(p);
                CTNN_ROLL_FOR (std::size_t row = 0; row < height; row += lines)
                    CTNN_ROLL_FOR (std::size_t pixel = 0; pixel < width; pixel += in_line) {
                        const std::size_t oy = std::min(row, height - lines),
                                          ox = std::min(pixel, width - in_line);
                        outputs<Act>(w + column, bias + column,
                                     image + oy * C.down() + ox * C.aside() + g * C.group_channels(),
                                     y + (oy * width + ox) * C.filters + column);
                    }
            }
    }
};
#endif

/// One padded image.
template <Convolution C, class Act, class T, class Bias>
constexpr void convolve_image(const T* w, Bias bias, const T* image, T* y) noexcept {
#ifndef CTNN_NO_SIMD
    if constexpr (simd::has_vectors<T>) {
        constexpr bool by_channels = image_kernel(C, simd::target<T>) == ConvolutionKernel::channels;
        using By = std::conditional_t<by_channels, ByChannels<C, T>, ByFilters<C, T>>;
        if (!std::is_constant_evaluated()) return By::template image<Act>(w, bias, image, y);
    }
#endif
    convolve_plain<C>(w, bias, image, y);
    if constexpr (!std::is_same_v<Act, Nothing>) activate<Act, 1, C.out()>(static_cast<const T*>(y), y);
}

/// What is not worth the code in each epilogue follows in a pass of its own.
template <class Act>
using InTile = std::conditional_t<IsCheap<Act>, InEpilogue<Act>, Nothing>;

#ifndef CTNN_NO_SIMD
/// B images by way of planes.
template <Convolution C, std::size_t B, class Act, class T, class Bias>
void convolve_planes(const T* w, Bias bias, const T* x, T* y, T* planes) noexcept {
    using By = ByPixels<C, T>;
    By::clear(planes);
    for (std::size_t s = 0; s < B; ++s) {
        By::spread(x + s * C.in(), planes);
        By::template image<Act>(w, bias, static_cast<const T*>(planes), y + s * C.out());
    }
}
#endif

template <Convolution C, std::size_t B, class Act, class T, class Bias>
constexpr void convolve_images(const T* w, Bias bias, const T* x, T* y, T* scratch) noexcept {
#ifndef CTNN_NO_SIMD
    if constexpr (simd::has_vectors<T> && Planes<C>::template give_outputs<T>)
        if (!std::is_constant_evaluated()) return convolve_planes<C, B, Act>(w, bias, x, y, scratch);
#endif
    if constexpr (C.is_padded()) clear_padded<C>(scratch);
    for (std::size_t s = 0; s < B; ++s) {
        const T* image = x + s * C.in();
        if constexpr (C.is_padded()) {
            pad<C>(image, scratch);
            image = scratch;
        }
        convolve_image<C, Act>(w, bias, image, y + s * C.out());
    }
}

}  // namespace detail

/// y = f(x * W + b) for B images. `scratch` has room for conv_scratch<C> values. `bias` may be NoBias. y must
/// not overlap x.
template <Convolution C, std::size_t B, class Act, class T, class Bias>
constexpr void convolve(const T* w, Bias bias, const T* x, T* y, T* scratch) noexcept {
    using InTile = detail::InTile<Act>;
    detail::convolve_images<C, B, InTile>(w, bias, x, y, scratch);
    if constexpr (!detail::IsLinear<Act> && std::is_same_v<InTile, detail::Nothing>)
        activate<Act, B * C.pixels(), C.filters>(static_cast<const T*>(y), y);
}

}  // namespace ctnn::kernels::inline CTNN_CODE
