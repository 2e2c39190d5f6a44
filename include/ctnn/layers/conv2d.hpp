#pragma once

#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/layer.hpp>
#include <ctnn/core/spelling.hpp>
#include <ctnn/engine/placed/convolution.hpp>
#include <ctnn/initializers/default_initializer.hpp>
#include <type_traits>

namespace ctnn {

/// What a Conv2D may be told besides. One number stands for rows and columns alike.
struct ConvOptions {
    Size2D stride = 1;        ///< pixels from one place of the kernel to the next
    Padding padding = valid;  ///< `valid`, `same`, or zeros by `pad(...)`
    Size2D dilation = 1;      ///< pixels from one of the kernel's weights to the next; 1 without gaps
    std::size_t groups = 1;   ///< parts of the channels, each of which has filters of its own

    CTNN_MEMBER constexpr void each_member(auto&& visit) const {
        visit("stride", stride);
        visit("padding", padding);
        visit("dilation", dilation);
        visit("groups", groups);
    }
};

namespace detail::inline CTNN_CODE {

template <class In, std::size_t Filters, Size2D Kernel, ConvOptions O>
constexpr kernels::Convolution conv2d() noexcept {
    constexpr Padding p = O.padding;
    return {.rows = axis(In::extents[0], Kernel.height, O.stride.height, O.dilation.height, p.kind, p.top,
                         p.bottom),
            .columns =
                axis(In::extents[1], Kernel.width, O.stride.width, O.dilation.width, p.kind, p.left, p.right),
            .channels = In::extents[2],
            .filters = Filters,
            .groups = O.groups};
}

template <class In, std::size_t Filters, Size2D Kernel, class Act, ConvOptions O, class Init, bool HasBias>
consteval auto conv2d_on() {
    using numbers =
        decltype(convolution_numbers_mistake<Filters, Kernel, O.stride, O.dilation, O.groups, Act, Init>());
    if constexpr (!std::is_void_v<typename numbers::type>) {
        return std::type_identity<BrokenLayer<typename numbers::type, In, Shape<1, 1, 1>>>{};
    } else if constexpr (In::rank != 3) {
        return std::type_identity<
            BrokenLayer<error::conv_needs_height_width_channels_but_the_layer_before_it_gives<In>, In,
                        Shape<1, 1, Filters>>>{};
    } else if constexpr (O.padding.kind == Padding::Kind::causal) {
        return std::type_identity<
            BrokenLayer<error::causal_padding_is_for_sequences_not_for<In>, In, Shape<1, 1, Filters>>>{};
    } else {
        constexpr kernels::Convolution C = conv2d<In, Filters, Kernel, O>();
        using mistake = typename decltype(convolution_mistake<In, C>())::type;
        if constexpr (std::is_void_v<mistake>)
            return std::type_identity<
                ConvolutionOn<In, Shape<C.rows.out(), C.columns.out(), Filters>, C, Act, Init, HasBias>>{};
        else
            return std::type_identity<BrokenLayer<mistake, In, Shape<1, 1, Filters>>>{};
    }
}

template <class In, std::size_t Filters, Size2D Kernel, class Act, auto Options, class Init, bool HasBias>
    requires(!std::is_same_v<TypeOf<Options>, ConvOptions>)
consteval auto conv2d_on() {
    using mistake = error::Conv2D_takes_ConvOptions_but_was_given<TypeOf<Options>>;
    return std::type_identity<BrokenLayer<mistake, In, Shape<1, 1, Filters>>>{};
}

}  // namespace detail::inline CTNN_CODE

/// A convolution: small kernels go over an image, one for each filter, and give its value at every place.
/// `Conv2D<6, 5, ReLU>` has six filters of 5 x 5, `Conv2D<8, Size2D{1, 3}, Linear, ConvOptions{.padding =
/// same}>` eight of one row and three columns, whose outputs are as large as the image.
///
/// Shapes: `Shape<height, width, channels>` -> `Shape<rows, columns, Filters>`, of which rows = (height +
/// zeros above and below - dilation * (kernel rows - 1) - 1) / stride + 1, rounded down; columns likewise.
/// y[o] = Act(sum of x[at the kernel's place][channel] W[row][column][channel][o] + b[o]): nothing is
/// flipped. An activation of whole samples, Softmax, takes the filters of one pixel. With groups, filter o
/// sees the channels of its group only; as many groups as channels are a depthwise convolution. LeCun,
/// Bottou, Bengio, Haffner: Gradient-based learning applied to document recognition, 1998.
/// Parameters: `weight` (kernel rows, kernel columns, channels / groups, Filters), from `Init`, whose fans
/// are the values that an output sees, and the outputs that a value goes to at stride 1; then `bias`
/// (Filters), zero. Cost: rows * columns * kernel rows * kernel columns * channels / groups * Filters
/// multiply-adds; one padded image of scratch. PyTorch: `nn.Conv2d` (whose weights are (filters, channels,
/// rows, columns), images channel by channel) and the activation; Keras: `Conv2D`. With stride and an odd
/// number of zeros, `same` puts the odd one below and right, as Keras does. Goes wrong on an input that is no
/// image, with a kernel that is larger than the padded image, groups that do not divide channels and filters,
/// numbers of 0 and options of another layer: a sentence from the network.
template <std::size_t Filters, Size2D Kernel, class Act = Linear, auto Options = ConvOptions{},
          class Init = typename detail::DefaultInitializer<Act>::type>
struct Conv2D {
    template <class In>
    using on = typename decltype(detail::conv2d_on<In, Filters, Kernel, Act, Options, Init, true>())::type;
    template <class In>
    using on_without_bias =
        typename decltype(detail::conv2d_on<In, Filters, Kernel, Act, Options, Init, false>())::type;

    template <class A>
    using ending_in = Conv2D<Filters, Kernel, A, Options, detail::InitializerFor<Init, Act, A>>;
    CTNN_MEMBER static constexpr void spell(std::type_identity<Conv2D> self, auto& out) {
        out(self, Filters, Kernel, or_default<Act, Linear>, OrDefault{Options, ConvOptions{}},
            or_default<Init, typename detail::DefaultInitializer<Act>::type>);
    }
};

}  // namespace ctnn
