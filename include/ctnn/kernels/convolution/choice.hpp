#pragma once

#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/kernels/convolution/convolution.hpp>
#include <ctnn/simd/target.hpp>

// Which kernel computes a convolution, its gradients and its stream: tables of shapes.

namespace ctnn::kernels::inline CTNN_CODE {

/// y = f(x * W + b).
enum class ConvolutionKernel {
    dense,     ///< dense/choice.hpp says: the kernel covers the whole image once
    planes,    ///< conv_planes.hpp: few filters, neighbouring pixels in a register's lanes
    channels,  ///< conv_depthwise.hpp: each channel by itself, channels in the lanes
    steps,     ///< conv1d.hpp: a sequence, by tiles of outputs, filters in the lanes
    filters,   ///< conv2d.hpp: an image, by tiles of neighbouring outputs, filters in the lanes
    plain,     ///< plain loops, where there are no vectors
};

constexpr const char* name(ConvolutionKernel kernel) noexcept {
    switch (kernel) {
        case ConvolutionKernel::dense:
            return "dense";
        case ConvolutionKernel::planes:
            return "planes";
        case ConvolutionKernel::channels:
            return "channels";
        case ConvolutionKernel::steps:
            return "steps";
        case ConvolutionKernel::filters:
            return "filters";
        case ConvolutionKernel::plain:
            return "plain";
    }
    return "";
}

/// Lanes of the widest register there is, to which planes are filled up.
inline constexpr std::size_t most_lanes = 16;

/// A filter's outputs in rows as wide as the padded image; and the same filled up.
constexpr std::size_t plane_used(const Convolution& c) noexcept {
    return (c.rows.out() - 1) * c.width() + c.columns.out();
}
constexpr std::size_t filter_plane(const Convolution& c) noexcept {
    return (plane_used(c) + most_lanes - 1) / most_lanes * most_lanes;
}

/// Whether planes pay: `vectors` multiply-adds of vectors for each weight, and those that the time for what
/// is moved and for `besides` would be enough for, are less than three quarters of what filters in the lanes
/// take.
constexpr bool planes_pay(const Convolution& c, std::size_t vectors, std::size_t besides,
                          const simd::Target& on) noexcept {
    const std::size_t lanes = on.widest();
    if (on.reproducible || c.groups != 1 || c.rows.stride != 1 || c.columns.stride != 1 || c.is_sequence() ||
        c.is_dense() || c.filters >= lanes)
        return false;
    const std::size_t by_filters = c.pixels() * c.depth() * ((c.filters + lanes - 1) / lanes);
    const std::size_t moved = (c.channels == 1 ? 0 : 2 * c.in()) + (c.filters == 1 ? 0 : c.out() / 2);
    return 4 * (vectors * c.weights() + moved + besides) < 3 * by_filters;
}

/// The table for images. A row of them is no sequence: its sums have no order to keep.
constexpr ConvolutionKernel image_kernel(const Convolution& c, const simd::Target& on) noexcept {
    if (!on.has_vectors()) return ConvolutionKernel::plain;
    if (planes_pay(c, c.rows.out() * ((c.columns.out() + on.widest() - 1) / on.widest()), 0, on))
        return ConvolutionKernel::planes;
    return c.is_depthwise() ? ConvolutionKernel::channels : ConvolutionKernel::filters;
}

/// And for sequences, whose outputs are to have the bits of their streams.
constexpr ConvolutionKernel sequence_kernel(const Convolution& c, const simd::Target& on) noexcept {
    if (!on.has_vectors()) return ConvolutionKernel::plain;
    return c.is_depthwise() ? ConvolutionKernel::channels : ConvolutionKernel::steps;
}

/// What a layer takes, which is the same for one sample and for many, unless it is a dense layer's.
constexpr ConvolutionKernel convolution_kernel(const Convolution& c, const simd::Target& on) noexcept {
    if (c.is_dense()) return ConvolutionKernel::dense;
    return c.is_sequence() ? sequence_kernel(c, on) : image_kernel(c, on);
}

/// The gradients of the weights and of the input.
enum class ConvolutionGradientKernel {
    planes,    ///< conv_planes.hpp: of weights, added up across the lanes
    channels,  ///< conv_depthwise.hpp: each channel by itself
    tiles,     ///< conv2d_weights.hpp, conv2d_data.hpp: register tiles
    plain,     ///< plain loops, where there are no vectors
};

constexpr const char* name(ConvolutionGradientKernel kernel) noexcept {
    switch (kernel) {
        case ConvolutionGradientKernel::planes:
            return "planes";
        case ConvolutionGradientKernel::channels:
            return "channels";
        case ConvolutionGradientKernel::tiles:
            return "tiles";
        case ConvolutionGradientKernel::plain:
            return "plain";
    }
    return "";
}

/// Each gradient of a weight that planes give is added up across the lanes, at the price of five
/// multiply-adds.
constexpr ConvolutionGradientKernel conv_weights_kernel(const Convolution& c,
                                                        const simd::Target& on) noexcept {
    if (!on.has_vectors()) return ConvolutionGradientKernel::plain;
    if (planes_pay(c, filter_plane(c) / on.widest(), 5 * c.weights(), on))
        return ConvolutionGradientKernel::planes;
    return c.is_depthwise() ? ConvolutionGradientKernel::channels : ConvolutionGradientKernel::tiles;
}

constexpr ConvolutionGradientKernel conv_data_kernel(const Convolution& c, const simd::Target& on) noexcept {
    if (!on.has_vectors()) return ConvolutionGradientKernel::plain;
    return c.is_depthwise() ? ConvolutionGradientKernel::channels : ConvolutionGradientKernel::tiles;
}

/// A sequence step by step. What is kept from one step to the next depends on it, so that all processors
/// choose alike.
enum class ConvolutionStreamKernel {
    ahead,    ///< conv1d_ahead.hpp: a step adds its share to all outputs whose windows it lies in
    windows,  ///< conv1d.hpp: an output from the whole window, once that is there
};

/// Outputs may be added up ahead if each is one chain of additions from the window's first value on: the
/// window is one run of neighbours, and every step begins one.
constexpr bool may_go_ahead(const Convolution& c) noexcept {
    return c.is_causal() && c.is_joined() && c.columns.stride == 1 && c.columns.window > 1;
}

/// The least filters, and values of a window, that are worth it. A sequence of fewer outputs than this is
/// quicker in several chains, unless it is padded; weights beyond the first cache, of more than 48 KB as
/// float, are quicker read in their order.
inline constexpr std::size_t least_filters_ahead = 4, least_window_ahead = 32, least_outputs_ahead = 8,
                             most_weights_ahead = 12 * 1024;

constexpr ConvolutionStreamKernel convolution_stream_kernel(const Convolution& c) noexcept {
    return may_go_ahead(c) && c.filters >= least_filters_ahead &&
                   c.columns.window * c.channels >= least_window_ahead && c.weights() <= most_weights_ahead &&
                   (c.is_padded() || c.columns.out() >= least_outputs_ahead)
               ? ConvolutionStreamKernel::ahead
               : ConvolutionStreamKernel::windows;
}

/// Up to so many columns the window of a depthwise convolution is unrolled: pixels that several outputs see
/// are then loaded once. A longer one of a sequence has chains instead.
inline constexpr std::size_t most_unrolled_columns = 7;

}  // namespace ctnn::kernels::inline CTNN_CODE
