#pragma once

#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/layer.hpp>
#include <ctnn/core/sizes.hpp>
#include <ctnn/core/window.hpp>
#include <ctnn/engine/kernel_layer.hpp>
#include <ctnn/engine/placing.hpp>
#include <ctnn/kernels/pooling/bilinear.hpp>
#include <ctnn/kernels/pooling/pool2d.hpp>
#include <type_traits>

namespace ctnn {

/// How an image is made larger: each pixel several times; or between the centres of pixels by how near they
/// are, the outer edges of both images on each other; or, in the last, the centres of their corners.
enum class Interpolation { nearest, bilinear, bilinear_corners };

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

template <kernels::Windows Great, bool Corners>
struct Enlarge {
    template <class T>
    static constexpr void forward(const T* x, T* y, std::size_t count) noexcept {
        kernels::enlarge<Great, Corners>(x, y, count);
    }
    template <class T>
    static constexpr void backward(const T*, const T*, const T* dy, T* dx, std::size_t count) noexcept {
        kernels::enlarge_backward<Great, Corners>(dy, dx, count);
    }
};

/// As a header of weights has it.
constexpr const char* source_of(Interpolation mode) noexcept {
    return mode == Interpolation::bilinear           ? "ctnn::Interpolation::bilinear"
           : mode == Interpolation::bilinear_corners ? "ctnn::Interpolation::bilinear_corners"
                                                     : "ctnn::Interpolation::nearest";
}

template <class In, Size2D Factor, Interpolation Mode>
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
        using Kernel = std::conditional_t<Mode == Interpolation::nearest, Upsample<great>,
                                          Enlarge<great, Mode == Interpolation::bilinear_corners>>;
        return std::type_identity<KernelOn<In, Shape<height, width, great.channels>, Kernel>>{};
    }
}

}  // namespace detail::inline CTNN_CODE

/// Each pixel several times, downwards and sideways: `Upsample2D<2>` makes an image twice as high and wide;
/// `Upsample2D<2, Interpolation::bilinear>` without steps between them.
///
/// Shapes: `Shape<H, W, C>` -> `Shape<H * height, W * width, C>`. y[i][j] = x[i / height][j / width];
/// bilinear, x at row (i + 1/2) / height - 1/2, and column likewise, from the four pixels around it, beyond
/// the outermost these. No parameters. Cost: one copy for each output; bilinear four multiply-adds. PyTorch:
/// `nn.Upsample(scale_factor=factor)`, nearest as by default; `mode="bilinear"`, and with
/// `align_corners=True` it is `bilinear_corners`. Keras: `UpSampling2D(factor, interpolation="bilinear")`.
/// Goes wrong when the input is no image or a factor is 0: a sentence from the network.
template <Size2D Factor, Interpolation Mode = Interpolation::nearest>
struct Upsample2D {
    template <class In>
    using on = typename decltype(detail::upsample2d_on<In, Factor, Mode>())::type;

    CTNN_MEMBER static constexpr void spell(std::type_identity<Upsample2D> self, auto& out) {
        if constexpr (Mode == Interpolation::nearest)
            out(self, Factor);
        else
            out(self, Factor, detail::source_of(Mode));
    }
};

}  // namespace ctnn
