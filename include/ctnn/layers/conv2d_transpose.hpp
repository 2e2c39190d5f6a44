#pragma once

#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/layer.hpp>
#include <ctnn/core/spelling.hpp>
#include <ctnn/engine/placed/transposed.hpp>
#include <ctnn/initializers/default_initializer.hpp>
#include <type_traits>

namespace ctnn {

/// What a Conv2DTranspose may be told besides. One number stands for rows and columns alike.
struct ConvTransposeOptions {
    Size2D stride = 1;        ///< pixels of the output from one place of the kernel to the next
    Padding padding = valid;  ///< what is cut off the output: nothing, `same`, or as much as `pad(...)` says
    Size2D output_padding = 0;  ///< rows and columns more below and right; less than the stride
    Size2D dilation = 1;        ///< pixels from one of the kernel's weights to the next; 1 without gaps
    std::size_t groups = 1;     ///< parts of the channels, each of which has filters of its own

    CTNN_MEMBER constexpr void each_member(auto&& visit) const {
        visit("stride", stride);
        visit("padding", padding);
        visit("output_padding", output_padding);
        visit("dilation", dilation);
        visit("groups", groups);
    }
};

namespace detail::inline CTNN_CODE {

template <class In, std::size_t Filters, Size2D Kernel, ConvTransposeOptions O>
constexpr kernels::Convolution conv2d_transpose() noexcept {
    constexpr Padding p = O.padding;
    return {.rows = transposed_axis(In::extents[0], Kernel.height, O.stride.height, O.dilation.height, p.kind,
                                    p.top, p.bottom, O.output_padding.height),
            .columns = transposed_axis(In::extents[1], Kernel.width, O.stride.width, O.dilation.width, p.kind,
                                       p.left, p.right, O.output_padding.width),
            .channels = Filters,
            .filters = In::extents[2],
            .groups = O.groups};
}

template <class In, std::size_t Filters, Size2D Kernel, class Act, ConvTransposeOptions O, class Init,
          bool HasBias>
consteval auto conv2d_transpose_on() {
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
        constexpr kernels::Convolution C = conv2d_transpose<In, Filters, Kernel, O>();
        using mistake = typename decltype(transposed_mistake<In, C, O.output_padding>())::type;
        if constexpr (std::is_void_v<mistake>)
            return std::type_identity<TransposedOn<In, C, Act, Init, HasBias>>{};
        else
            return std::type_identity<BrokenLayer<mistake, In, Shape<1, 1, Filters>>>{};
    }
}

template <class In, std::size_t Filters, Size2D Kernel, class Act, auto Options, class Init, bool HasBias>
    requires(!std::is_same_v<TypeOf<Options>, ConvTransposeOptions>)
consteval auto conv2d_transpose_on() {
    using mistake = error::Conv2DTranspose_takes_ConvTransposeOptions_but_was_given<TypeOf<Options>>;
    return std::type_identity<BrokenLayer<mistake, In, Shape<1, 1, Filters>>>{};
}

}  // namespace detail::inline CTNN_CODE

/// A convolution turned round, which makes images larger: each pixel paints its value, times a kernel of
/// weights for each filter, over the output, and what is painted adds up. The gradient of a Conv2D goes the
/// same way. `Conv2DTranspose<8, 4, ReLU, ConvTransposeOptions{.stride = 2, .padding = pad(1)}>` doubles
/// height and width.
///
/// Shapes: `Shape<height, width, channels>` -> `Shape<rows, columns, Filters>`, of which rows = (height - 1)
/// * stride + dilation * (kernel rows - 1) + 1 + output padding - rows cut off above and below; with `same`
/// height * stride + output padding. Columns likewise.
/// y[o] = Act(b[o] + sum of x[pixel][channel] W[row][column][o][channel] over the pixels whose kernel paints
/// there). An activation of whole samples, Softmax, takes the filters of one pixel. Zeiler, Krishnan, Taylor,
/// Fergus: Deconvolutional networks, 2010; Dumoulin, Visin: A guide to convolution arithmetic for deep
/// learning, 2016.
/// Parameters: `weight` (kernel rows, kernel columns, Filters / groups, channels), from `Init`, for which an
/// output sees kernel rows * kernel columns * channels / groups / strides values; then `bias` (Filters),
/// zero. Cost: height * width * kernel rows * kernel columns * channels / groups * Filters multiply-adds; one
/// padded image of scratch. PyTorch: `nn.ConvTranspose2d` (whose weights are (channels, Filters / groups,
/// rows, columns)) and the activation; Keras: `Conv2DTranspose`, but for kernels smaller than the stride,
/// where its `valid` appends columns. Goes wrong on an input that is no image, with more padding than there
/// is output, an output padding of a stride or more, groups that do not divide channels and filters, numbers
/// of 0 and options of another layer: a sentence from the network. A kernel that the stride does not divide
/// paints some pixels more often than others: a pattern of squares in the pictures.
template <std::size_t Filters, Size2D Kernel, class Act = Linear, auto Options = ConvTransposeOptions{},
          class Init = typename detail::DefaultInitializer<Act>::type>
struct Conv2DTranspose {
    template <class In>
    using on =
        typename decltype(detail::conv2d_transpose_on<In, Filters, Kernel, Act, Options, Init, true>())::type;
    template <class In>
    using on_without_bias = typename decltype(detail::conv2d_transpose_on<In, Filters, Kernel, Act, Options,
                                                                          Init, false>())::type;

    template <class A>
    using ending_in = Conv2DTranspose<Filters, Kernel, A, Options, detail::InitializerFor<Init, Act, A>>;
    CTNN_MEMBER static constexpr void spell(std::type_identity<Conv2DTranspose> self, auto& out) {
        out(self, Filters, Kernel, or_default<Act, Linear>, OrDefault{Options, ConvTransposeOptions{}},
            or_default<Init, typename detail::DefaultInitializer<Act>::type>);
    }
};

}  // namespace ctnn
