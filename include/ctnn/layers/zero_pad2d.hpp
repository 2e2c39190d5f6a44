#pragma once

#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/layer.hpp>
#include <ctnn/core/sizes.hpp>
#include <ctnn/core/window.hpp>
#include <ctnn/engine/kernel_layer.hpp>
#include <ctnn/engine/placing.hpp>
#include <ctnn/kernels/values/elementwise.hpp>

namespace ctnn {
namespace detail::inline CTNN_CODE {

/// Rows of `In` within wider rows, zeros around them.
template <class In, Padding Zeros>
struct ZeroPad {
    static constexpr std::size_t height = In::extents[0], channels = In::extents[2];
    static constexpr std::size_t row = In::extents[1] * channels;
    static constexpr std::size_t left = Zeros.left * channels, between = left + Zeros.right * channels;
    static constexpr std::size_t wide = row + between;
    static constexpr std::size_t before = Zeros.top * wide + left;
    static constexpr std::size_t after = Zeros.bottom * wide + Zeros.right * channels;

    template <class T>
    static constexpr void forward(const T* x, T* y, std::size_t count) noexcept {
        for (; count > 0; --count) {
            kernels::fill<before>(T(0), y);
            y += before;
            for (std::size_t r = 0; r < height; ++r, x += row, y += row) {
                if (r > 0) {
                    kernels::fill<between>(T(0), y);
                    y += between;
                }
                kernels::copy<row>(x, y);
            }
            kernels::fill<after>(T(0), y);
            y += after;
        }
    }
    template <class T>
    static constexpr void backward(const T*, const T*, const T* dy, T* dx, std::size_t count) noexcept {
        for (; count > 0; --count, dy += before + height * wide - between + after)
            for (std::size_t r = 0; r < height; ++r, dx += row)
                kernels::copy<row>(dy + before + r * wide, dx);
    }
};

template <class In, Padding Zeros>
consteval auto zero_pad2d_on() {
    if constexpr (Zeros.kind != Padding::Kind::given)
        return std::type_identity<BrokenLayer<error::zero_pad_needs_as_many_zeros_as_pad_says_on<In>, In>>{};
    else if constexpr (In::rank != 3)
        return std::type_identity<
            BrokenLayer<error::zero_pad_needs_height_width_channels_but_the_layer_before_it_gives<In>, In>>{};
    else
        return std::type_identity<
            KernelOn<In,
                     Shape<size_sum(Zeros.top, In::extents[0], Zeros.bottom),
                           size_sum(Zeros.left, In::extents[1], Zeros.right), In::extents[2]>,
                     ZeroPad<In, Zeros>>>{};
}

}  // namespace detail::inline CTNN_CODE

/// Zeros around an image: `ZeroPad2D<pad(2)>` puts two rows or columns on every side. A convolution that pads
/// does the same by itself, and faster.
///
/// Shapes: `Shape<H, W, C>` -> `Shape<top + H + bottom, left + W + right, C>`.
/// No parameters. Cost: one copy for each output.
/// PyTorch: `nn.ZeroPad2d((left, right, top, bottom))`.
/// Keras: `ZeroPadding2D(((top, bottom), (left, right)))`.
/// Goes wrong when the input is no image, or with `same` or `causal` in pad's place: a sentence from the
/// network.
template <Padding Zeros>
struct ZeroPad2D {
    template <class In>
    using on = typename decltype(detail::zero_pad2d_on<In, Zeros>())::type;

    CTNN_MEMBER static constexpr void spell(std::type_identity<ZeroPad2D> self, auto& out) {
        out(self, Zeros);
    }
};

}  // namespace ctnn
