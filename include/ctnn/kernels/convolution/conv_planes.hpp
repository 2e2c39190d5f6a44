#pragma once

#include <algorithm>
#include <cstddef>
#include <ctnn/core/config.hpp>
#include <ctnn/kernels/convolution/choice.hpp>
#include <ctnn/kernels/convolution/convolution.hpp>
#include <ctnn/kernels/convolution/nested_tile.hpp>
#include <ctnn/kernels/values/elementwise.hpp>
#include <ctnn/kernels/values/transpose.hpp>
#include <ctnn/simd/across_lanes.hpp>
#include <ctnn/simd/simd.hpp>
#include <ctnn/simd/target.hpp>
#include <ctnn/simd/tuning.hpp>
#include <type_traits>

// A convolution of large images by few filters, which would leave most of a register's lanes empty: here they
// are neighbouring pixels. For that every channel becomes a plane of its own, and in the gradient of the
// weights every filter too; then these are as wide as the padded image, with zeros between the ends of their
// rows, so that a plane is one long row.

namespace ctnn::kernels::inline CTNN_CODE {

/// The planes of a convolution, with room behind each kind for a vector's lanes beyond the end.
template <Convolution C>
struct Planes {
    static constexpr std::size_t in = C.height() * C.width(),
                                 in_size =
                                     (C.channels * in + most_lanes) / most_lanes * most_lanes + most_lanes;
    static constexpr std::size_t used = plane_used(C), out = filter_plane(C), out_size = C.filters * out;

    /// Whether the outputs, and the gradient of the weights, go this way.
    template <class T>
    static constexpr bool give_outputs = image_kernel(C, simd::target<T>) == ConvolutionKernel::planes;
    template <class T>
    static constexpr bool give_weights =
        conv_weights_kernel(C, simd::target<T>) == ConvolutionGradientKernel::planes;
};

#ifndef CTNN_NO_SIMD
namespace detail {

template <Convolution C, class T>
struct ByPixels {
    using P = Planes<C>;
    static constexpr std::size_t W = simd::native<T>, depth = C.depth();
    static constexpr std::size_t height = C.rows.out(), width = C.columns.out();

    /// Filters of one tile, and vectors of pixels in a row; of the last tile of each some may be computed
    /// again, to the same values.
    static constexpr std::size_t most_filters = simd::tuning.plane_filters;
    static constexpr std::size_t filter_tiles = (C.filters + most_filters - 1) / most_filters;
    static constexpr std::size_t filters = (C.filters + filter_tiles - 1) / filter_tiles;
    static constexpr std::size_t in_row = (width + W - 1) / W, most = tile_registers / filters;
    static constexpr std::size_t parts = (in_row + most - 1) / most, vectors = (in_row + parts - 1) / parts;
    static constexpr std::size_t part = std::min(width, vectors* W);  // pixels

    static constexpr Tile tile{
        .rows = filters,
        .vectors = vectors,
        .last = vectors == 1 ? 0 : part - W,
        .chains = tile_chains(filters * vectors),
        .in_line = filters,
        .row_step = 1,
        .line_step = 0,
        .outer = {C.rows.window, C.columns.window* C.channels* C.filters, C.rows.dilation* C.width()},
        .middle = {C.columns.window, C.channels* C.filters, C.columns.dilation},
        .inner = {C.channels, C.filters, P::in},
    };

    /// A filter's bias for each pixel.
    struct FromBias {
        const T* bias;
        template <class V>
        CTNN_INLINE V at(std::size_t filter, std::size_t /*column*/) const noexcept {
            return V(bias[filter]);
        }
    };

    /// Zeros where the padding will be, and behind the last plane.
    static void clear(T* planes) noexcept { fill<P::in_size>(T(0), planes); }

    static void spread(const T* x, T* planes) noexcept {
        planes += C.rows.before * C.width() + C.columns.before;
        constexpr std::size_t rows = C.rows.in;
        CTNN_ROLL_FOR (std::size_t y = 0; y < rows; ++y)
            transpose<C.columns.in, C.channels, C.channels, P::in>(x + y * C.columns.in * C.channels,
                                                                   planes + y * C.width());
    }

    /// A part of a row of outputs, for the filters of one tile.
    template <class Act, class Start>
    CTNN_INLINE static void outputs(const T* w, Start start, const T* planes, T* y) noexcept {
        constexpr std::size_t length = std::max(part, W);
        alignas(64) T values[filters * length];
        nested_tile<W, W, tile>(w, planes, start, [&](auto& sums) CTNN_LAMBDA_INLINE {
            CTNN_UNROLL_FOR (std::size_t m = 0; m < filters; ++m)
                CTNN_UNROLL_FOR (std::size_t j = 0; j < vectors; ++j)
                    simd::store(values + m * length + tile.vector(j, W), Act::value(sums[m][j]));
        });
        transpose<filters, part, length, C.filters>(static_cast<const T*>(values), y);
    }

    /// One image, whose planes are given.
    template <class Act, class Bias>
    [[gnu::noinline]] static void image(const T* w, Bias bias, const T* planes, T* y) noexcept {
        CTNN_ROLL_FOR (std::size_t t = 0; t < filter_tiles; ++t) {
            const std::size_t f = std::min(t * filters, C.filters - filters);
            const auto start = [&] {
                if constexpr (std::is_pointer_v<Bias>)
                    return FromBias{bias + f};
                else
                    return FromZero{};
            }();
            CTNN_ROLL_FOR (std::size_t row = 0; row < height; ++row)
                CTNN_ROLL_FOR (std::size_t p = 0; p < parts; ++p) {
                    const std::size_t pixel = std::min(p * part, width - part);
                    outputs<Act>(w + f, start, planes + row * C.width() + pixel,
                                 y + (row * width + pixel) * C.filters + f);
                }
        }
    }

    /// `Taps` weights of each of `Filters` filters, from number t and f on: pixels in the lanes, added up
    /// last.
    template <std::size_t Taps, std::size_t Filters>
    CTNN_INLINE static void weights_of(const T* planes, const T* dz, T* dw, std::size_t t) noexcept {
        using V = simd::vec<T, W>;
        const T* seen[Taps];
        V sums[Taps][Filters];
        CTNN_UNROLL_FOR (std::size_t i = 0; i < Taps; ++i) {
            const std::size_t channel = (t + i) % C.channels, place = (t + i) / C.channels;
            seen[i] = planes + channel * P::in + place / C.columns.window * C.rows.dilation * C.width() +
                      place % C.columns.window * C.columns.dilation;
            CTNN_UNROLL_FOR (std::size_t o = 0; o < Filters; ++o) sums[i][o] = V(T(0));
        }
        CTNN_ROLL_FOR (std::size_t p = 0; p < P::out; p += W) {
            V d[Filters];
            CTNN_UNROLL_FOR (std::size_t o = 0; o < Filters; ++o) d[o] = simd::load<W>(dz + o * P::out + p);
            CTNN_UNROLL_FOR (std::size_t i = 0; i < Taps; ++i) {
                const V pixels = simd::load<W>(seen[i] + p);
                CTNN_UNROLL_FOR (std::size_t o = 0; o < Filters; ++o)
                    sums[i][o] = simd::fma(pixels, d[o], sums[i][o]);
            }
        }
        CTNN_UNROLL_FOR (std::size_t i = 0; i < Taps; ++i)
            CTNN_UNROLL_FOR (std::size_t o = 0; o < Filters; ++o)
                dw[(t + i) * C.filters + o] += simd::sum(sums[i][o]);
    }

    template <std::size_t Filters>
    CTNN_INLINE static void weights_of(const T* planes, const T* dz, T* dw) noexcept {
        constexpr std::size_t at_once = (tile_registers - Filters) / Filters,
                              tiles = (depth + at_once - 1) / at_once, taps = (depth + tiles - 1) / tiles,
                              rest = depth % taps;
        CTNN_ROLL_FOR (std::size_t t = 0; t + taps <= depth; t += taps)
            weights_of<taps, Filters>(planes, dz, dw, t);
        if constexpr (rest > 0) weights_of<rest, Filters>(planes, dz, dw, depth - rest);
    }

    /// The gradient of the weights by one image, whose planes are given; there is room for dz's.
    [[gnu::noinline]] static void weights(const T* planes, const T* dz, T* dw, T* outputs) noexcept {
        fill<P::out_size>(T(0), outputs);
        CTNN_ROLL_FOR (std::size_t row = 0; row < height; ++row)
            transpose<width, C.filters, C.filters, P::out>(dz + row * width * C.filters,
                                                           outputs + row * C.width());
        constexpr std::size_t rest = C.filters % filters;
        CTNN_ROLL_FOR (std::size_t f = 0; f + filters <= C.filters; f += filters)
            weights_of<filters>(planes, outputs + f * P::out, dw + f);
        if constexpr (rest > 0)
            weights_of<rest>(planes, outputs + (C.filters - rest) * P::out, dw + (C.filters - rest));
    }
};

}  // namespace detail
#endif

/// Values of scratch that `convolve` needs for an image, and `conv_weights`.
template <Convolution C>
inline constexpr std::size_t conv_scratch =
    std::max(C.padded(), Planes<C>::template give_outputs<float> || Planes<C>::template give_outputs<double>
                             ? Planes<C>::in_size
                             : 0);
template <Convolution C>
inline constexpr std::size_t conv_weights_scratch =
    std::max(C.padded(), Planes<C>::template give_weights<float> || Planes<C>::template give_weights<double>
                             ? Planes<C>::in_size + Planes<C>::out_size
                             : 0);

}  // namespace ctnn::kernels::inline CTNN_CODE
