#pragma once

#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/layer.hpp>
#include <ctnn/core/sizes.hpp>
#include <ctnn/core/window.hpp>
#include <ctnn/engine/kernel_layer.hpp>
#include <ctnn/engine/placing.hpp>
#include <ctnn/kernels/pooling/pool2d.hpp>

namespace ctnn {
namespace detail::inline CTNN_CODE {

/// The greater image's windows are the smaller one's pixels.
template <kernels::Windows Great>
struct Upsample {
    template <class T>
    static constexpr void forward(const T* x, T* y, std::size_t count) noexcept {
        kernels::spread<Great, kernels::Sum>(x, y, count);
    }
    template <class T>
    static constexpr void backward(const T*, const T*, const T* dy, T* dx, std::size_t count) noexcept {
        kernels::pool<Great, kernels::Sum>(dy, dx, count);
    }
};

template <class In, Size2D Factor>
consteval auto upsample2d_on() {
    constexpr std::size_t down = Factor.height, along = Factor.width;
    if constexpr (down == 0 || along == 0) {
        return std::type_identity<
            BrokenLayer<error::an_upsampling_factor_is_at_least_one_but_these_are<down, along>, In>>{};
    } else if constexpr (In::rank != 3) {
        return std::type_identity<
            BrokenLayer<error::upsample_needs_height_width_channels_but_the_layer_before_it_gives<In>, In>>{};
    } else {
        constexpr std::size_t height = size_product(In::extents[0], down),
                              width = size_product(In::extents[1], along);
        constexpr kernels::Windows great{
            {height, down, down, 1, 0, 0}, {width, along, along, 1, 0, 0}, In::extents[2]};
        return std::type_identity<KernelOn<In, Shape<height, width, great.channels>, Upsample<great>>>{};
    }
}

}  // namespace detail::inline CTNN_CODE

/// Each pixel several times, downwards and sideways: `Upsample2D<2>` makes an image twice as high and wide.
///
/// Shapes: `Shape<H, W, C>` -> `Shape<H * height, W * width, C>`. y[i][j] = x[i / height][j / width]
/// No parameters. Cost: one copy for each output.
/// PyTorch: `nn.Upsample(scale_factor=factor)`, nearest as by default; Keras: `UpSampling2D(factor)`.
/// Goes wrong when the input is no image or a factor is 0: a sentence from the network.
template <Size2D Factor>
struct Upsample2D {
    template <class In>
    using on = typename decltype(detail::upsample2d_on<In, Factor>())::type;

    CTNN_MEMBER static constexpr void spell(std::type_identity<Upsample2D> self, auto& out) {
        out(self, Factor);
    }
};

}  // namespace ctnn
