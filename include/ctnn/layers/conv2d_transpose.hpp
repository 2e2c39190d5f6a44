#pragma once

#include <algorithm>
#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/layer.hpp>
#include <ctnn/core/part.hpp>
#include <ctnn/core/sizes.hpp>
#include <ctnn/core/spelling.hpp>
#include <ctnn/engine/biases.hpp>
#include <ctnn/engine/placed/convolution.hpp>
#include <ctnn/engine/with_activation.hpp>
#include <ctnn/initializers/default_initializer.hpp>
#include <ctnn/kernels/convolution/choice.hpp>
#include <ctnn/kernels/values/biases.hpp>
#include <ctnn/layers/dense.hpp>
#include <ctnn/simd/target.hpp>
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

/// What a convolution that goes the other way sees: its outputs are the `in` inputs here. Without inputs
/// where padding takes away everything.
constexpr Axis transposed_axis(std::size_t in, std::size_t window, std::size_t stride, std::size_t dilation,
                               Padding::Kind kind, std::size_t before, std::size_t after,
                               std::size_t output_padding) noexcept {
    Axis axis{0, window, stride, dilation, before, after};
    const std::size_t full = size_sum(size_product(in - 1, stride), axis.reach());
    if (kind == Padding::Kind::same) {
        const std::size_t cut = full - std::min(full, size_product(in, stride));
        axis.before = cut / 2, axis.after = cut - cut / 2;
        axis.in = size_sum(size_product(in, stride), output_padding);
    } else if (size_sum(full, output_padding) > size_sum(before, after)) {
        axis.in = size_sum(full, output_padding) - before - after;
    }
    return axis;
}

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

/// C goes from the output to the input: its channels are the layer's filters, its filters the layer's
/// channels.
template <class In, kernels::Convolution C, class Act, class Init, bool HasBias>
struct TransposedOn : EndsIn<Act, TransposedOn<In, C, Linear, Init, HasBias>>,
                      WithActivation<Act, C.rows.in * C.columns.in, C.channels> {
    using End = WithActivation<Act, C.rows.in * C.columns.in, C.channels>;
    using input = In;
    using output = Shape<C.rows.in, C.columns.in, C.channels>;

    static constexpr std::size_t n = C.out(), m = C.in(), filters = C.channels;
    static constexpr std::size_t pixels = C.rows.in * C.columns.in;
    static constexpr std::size_t weights = C.weights(), biases = HasBias ? filters : 0;
    static constexpr std::size_t parameters = weights + biases, state = 0;
    static constexpr std::size_t multiply_adds = C.multiply_adds();
    static constexpr std::size_t scratch = C.padded(),
                                 backward_scratch =
                                     std::max(kernels::conv_scratch<C>, kernels::conv_weights_scratch<C>) +
                                     End::gradient_scratch;
    static constexpr std::size_t tape = End::tape;

    static constexpr auto parts =
        weight_and_bias_parts<HasBias>(Part{"weight",
                                            {{C.rows.window, Along::kernel_rows},
                                             {C.columns.window, Along::kernel_columns},
                                             {C.group_channels(), Along::filters},
                                             {C.filters, Along::inputs}}},
                                       filters);

    /// `weight` [((row * width + column) * filters + filter) * channels + channel], and `bias`.
    template <class T>
    static constexpr auto named(std::span<T, parameters> w) noexcept {
        return weight_and_bias<weights, biases>(w);
    }

    template <std::size_t B, class T>
    static constexpr void predict(View<T, parameters> w, View<T, 0>, View<T, B * n> x, Slot<T, B * m> y,
                                  Slot<T, B * scratch> work) noexcept {
        product<B, Act>(w.data(), x.data(), y.data(), work.data());
    }

    template <std::size_t B, class T>
    static constexpr void forward(View<T, parameters> w, Slot<T, 0>, View<T, B * n> x, Slot<T, B * m> y,
                                  Slot<T, B * tape> kept, Slot<T, B * scratch> work, Random&) noexcept {
        End::template forward_through<B>(y.data(), kept.data(), [=]<class Applied>(T* to) {
            product<B, Applied>(w.data(), x.data(), to, work.data());
        });
    }

    template <std::size_t B, class T, std::size_t D>
    static constexpr void backward(View<T, parameters> w, View<T, B * n> x, View<T, B * m> y,
                                   View<T, B * tape> kept, View<T, B * m> dy, Slot<T, D> dx,
                                   Slot<T, parameters> dw, Slot<T, B * backward_scratch> work) noexcept {
        const T* const dz =
            End::template gradient_before<B, T>(kept.data(), y.data(), dy.data(), work.data());
        T* const padded = work.data() + B * End::gradient_scratch;
        if constexpr (D != 0)
            kernels::convolve<C, B, Linear>(w.data(), kernels::NoBias{}, dz, dx.data(), padded);
        kernels::conv_weights<C, B>(dz, x.data(), dw.data(), padded);
        if constexpr (HasBias) kernels::bias_gradient<B * pixels, filters>(dz, dw.data() + weights);
    }

    template <std::size_t B, class T, class Visitor>
    static constexpr void each_kernel(Visitor&& visit) {
        visit(kernels::name(kernels::conv_data_kernel(C, simd::target<T>)));
    }

    template <class T>
    static constexpr void initialize(Slot<T, parameters> w, Slot<T, 0>, Random& random) noexcept {
        constexpr std::size_t kernel = C.rows.window * C.columns.window;
        constexpr std::size_t seen = kernel * C.group_filters() / (C.rows.stride * C.columns.stride);
        Init::template fill<T>(w.template first<weights>(), std::max<std::size_t>(seen, 1), kernel * filters,
                               random);
        for (T& bias : w.template last<biases>()) bias = 0;
    }

    /// C is the convolution the other way, from its filters to its channels.
    static constexpr std::size_t output_of(std::size_t weight) noexcept
        requires(End::is_linear && HasBias)
    {
        const std::size_t group = weight % C.filters / C.group_filters();
        return group * C.group_channels() + weight / C.filters % C.group_channels();
    }

  private:
    template <std::size_t B, class Applied, class T>
    static constexpr void product(const T* w, const T* x, T* y, T* padded) noexcept {
        kernels::conv_data<C, B>(w, kernels::biases<HasBias, filters>(w + weights), x, y, padded);
        if constexpr (!std::is_same_v<Applied, Linear>)
            kernels::activate<Applied, B * pixels, filters>(static_cast<const T*>(y), y);
    }
};

/// The first mistake of one whose numbers are right, where it stands, or void.
template <class In, kernels::Convolution C, Size2D OutputPadding>
consteval auto transposed_mistake() {
    using error::output_padding_of_a_transposed_conv_is_less_than_its_stride;
    if constexpr (C.channels % C.groups != 0 || C.filters % C.groups != 0)
        return std::type_identity<typename error::conv_groups_divide_the_channels_and_the_filters_but<
            C.groups>::template does_not_divide<C.filters, C.channels>>{};
    else if constexpr (OutputPadding.height >= C.rows.stride)
        return std::type_identity<typename output_padding_of_a_transposed_conv_is_less_than_its_stride<
            C.rows.stride>::template but_this_one_is<OutputPadding.height>>{};
    else if constexpr (OutputPadding.width >= C.columns.stride)
        return std::type_identity<typename output_padding_of_a_transposed_conv_is_less_than_its_stride<
            C.columns.stride>::template but_this_one_is<OutputPadding.width>>{};
    else if constexpr (C.rows.in == 0 || C.columns.in == 0)
        return std::type_identity<error::padding_takes_away_all_that_a_transposed_conv_makes_of<In>>{};
    else
        return std::type_identity<void>{};
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
