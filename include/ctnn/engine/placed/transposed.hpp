#pragma once

#include <algorithm>
#include <cstddef>
#include <ctnn/activations/linear.hpp>
#include <ctnn/core/config.hpp>
#include <ctnn/core/error/layer.hpp>
#include <ctnn/core/part.hpp>
#include <ctnn/core/sizes.hpp>
#include <ctnn/core/window.hpp>
#include <ctnn/engine/biases.hpp>
#include <ctnn/engine/placed/convolution.hpp>
#include <ctnn/engine/with_activation.hpp>
#include <ctnn/kernels/convolution/choice.hpp>
#include <ctnn/kernels/convolution/transposed_stream.hpp>
#include <ctnn/kernels/values/biases.hpp>
#include <ctnn/simd/target.hpp>
#include <type_traits>

// What Conv2DTranspose and Conv1DTranspose become where they are placed, and what can be wrong with them.

namespace ctnn::detail::inline CTNN_CODE {

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
    } else if (kind == Padding::Kind::causal) {
        axis.before = 0, axis.after = full - std::min(full, size_product(in, stride));
        axis.in = size_sum(size_product(in, stride), output_padding);
    } else if (size_sum(full, output_padding) > size_sum(before, after)) {
        axis.in = size_sum(full, output_padding) - before - after;
    }
    return axis;
}

/// The image that it makes, or the sequence.
template <class In, kernels::Convolution C>
using TransposedShape = std::conditional_t<In::rank == 2, Shape<C.columns.in, C.channels>,
                                           Shape<C.rows.in, C.columns.in, C.channels>>;

template <class In, kernels::Convolution C>
consteval Part transposed_weights() {
    const PartAxis filters{C.group_channels(), Along::filters}, inputs{C.filters, Along::inputs};
    if constexpr (In::rank == 2)
        return {"weight", {{C.columns.window, Along::kernel_steps}, filters, inputs}};
    else
        return {"weight",
                {{C.rows.window, Along::kernel_rows},
                 {C.columns.window, Along::kernel_columns},
                 filters,
                 inputs}};
}

/// Whether each step of a sequence gives just as many outputs as its stride, which no later one changes.
template <class In, kernels::Convolution C>
inline constexpr bool transposed_streams =
    In::rank == 2 && C.columns.before == 0 && C.columns.in == In::extents[0] * C.columns.stride;

/// The members of one that can take one step of a sequence at a time.
template <class In, kernels::Convolution C, class Act, bool HasBias>
struct WithTransposedStream {};
template <class In, kernels::Convolution C, class Act, bool HasBias>
    requires transposed_streams<In, C>
struct WithTransposedStream<In, C, Act, HasBias> {
    struct stream {
        using input = Shape<C.filters>;
        using output = Shape<C.channels>;
        using steps = kernels::TransposedStream<C, Act, HasBias>;
        static constexpr std::size_t delay = 0, period = 1, rate = steps::rate, memory = steps::memory,
                                     scratch = steps::scratch;

        template <class T>
        static constexpr std::size_t run(const T* w, const T* /*state*/, std::size_t t, const T* x,
                                         std::size_t count, T* y, T* kept, T* work) noexcept {
            return steps::run(w, t, x, count, y, kept, work);
        }
    };
};

template <class In, kernels::Convolution C, class Act, bool HasBias>
consteval std::size_t transposed_scratch() {
    if constexpr (transposed_streams<In, C>) {
        using Steps = kernels::TransposedStream<C, Act, HasBias>;
        return std::max(C.padded(), Steps::memory + Steps::scratch);
    } else {
        return C.padded();
    }
}

/// C goes from the output to the input: its channels are the layer's filters, its filters the layer's
/// channels.
template <class In, kernels::Convolution C, class Act, class Init, bool HasBias>
struct TransposedOn : EndsIn<Act, TransposedOn<In, C, Linear, Init, HasBias>>,
                      WithTransposedStream<In, C, Act, HasBias>,
                      WithActivation<Act, C.rows.in * C.columns.in, C.channels> {
    using End = WithActivation<Act, C.rows.in * C.columns.in, C.channels>;
    using input = In;
    using output = TransposedShape<In, C>;

    static constexpr std::size_t n = C.out(), m = C.in(), filters = C.channels;
    static constexpr std::size_t pixels = C.rows.in * C.columns.in;
    static constexpr std::size_t weights = C.weights(), biases = HasBias ? filters : 0;
    static constexpr std::size_t parameters = weights + biases, state = 0;
    static constexpr std::size_t multiply_adds = C.multiply_adds();
    static constexpr bool by_steps = transposed_streams<In, C>;
    static constexpr std::size_t scratch = transposed_scratch<In, C, Act, HasBias>(),
                                 backward_scratch =
                                     std::max(kernels::conv_scratch<C>, kernels::conv_weights_scratch<C>) +
                                     End::gradient_scratch;
    static constexpr std::size_t tape = End::tape;

    static constexpr auto parts = weight_and_bias_parts<HasBias>(transposed_weights<In, C>(), filters);

    /// `weight` [((row * width + column) * filters + filter) * channels + channel], and `bias`.
    template <class T>
    static constexpr auto named(std::span<T, parameters> w) noexcept {
        return weight_and_bias<weights, biases>(w);
    }

    template <std::size_t B, class T>
    static constexpr void predict(View<T, parameters> w, View<T, 0>, View<T, B * n> x, Slot<T, B * m> y,
                                  Slot<T, B * scratch> work) noexcept {
        // As a stream does, with its bits.
        if constexpr (by_steps && (B == 1 || reproducible))
            for (std::size_t s = 0; s < B; ++s)
                kernels::TransposedStream<C, Act, HasBias>::run(
                    w.data(), 0, x.data() + s * n, In::extents[0], y.data() + s * m, work.data(),
                    work.data() + kernels::TransposedStream<C, Act, HasBias>::memory);
        else
            product<B, Act>(w.data(), x.data(), y.data(), work.data());
    }

    template <std::size_t B, class T>
    static constexpr void forward(View<T, parameters> w, Slot<T, 0>, View<T, B * n> x, Slot<T, B * m> y,
                                  Slot<T, B * tape> kept, Slot<T, B * scratch> work, Random&) noexcept {
        End::template forward_through<B>(y.data(), kept.data(), [=]<class Applied>(T* to) {
            TransposedOn<In, C, Applied, Init, HasBias>::template predict<B, T>(
                w, {}, x, Slot<T, B * m>(to, B * m), work);
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

    template <std::size_t B, class T>
    static constexpr void backward_data(View<T, parameters> w, View<T, B * n>, View<T, B * m> y,
                                        View<T, B * tape> kept, View<T, B * m> dy, Slot<T, B * n> dx,
                                        Slot<T, B * backward_scratch> work) noexcept {
        kernels::convolve<C, B, Linear>(
            w.data(), kernels::NoBias{},
            End::template gradient_before<B, T>(kept.data(), y.data(), dy.data(), work.data()), dx.data(),
            work.data() + B * End::gradient_scratch);
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

}  // namespace ctnn::detail::inline CTNN_CODE
