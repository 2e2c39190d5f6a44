#pragma once

#include <cstddef>
#include <ctnn/activations/linear.hpp>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/layer.hpp>
#include <ctnn/core/part.hpp>
#include <ctnn/core/window.hpp>
#include <ctnn/engine/biases.hpp>
#include <ctnn/engine/placing.hpp>
#include <ctnn/engine/with_activation.hpp>
#include <ctnn/kernels/convolution/choice.hpp>
#include <ctnn/kernels/convolution/conv1d.hpp>
#include <ctnn/kernels/convolution/conv1d_stream.hpp>
#include <ctnn/kernels/convolution/conv2d.hpp>
#include <ctnn/kernels/convolution/conv2d_data.hpp>
#include <ctnn/kernels/convolution/conv2d_weights.hpp>
#include <ctnn/kernels/dense/choice.hpp>
#include <ctnn/kernels/dense/dense.hpp>
#include <ctnn/kernels/dense/dense_gradients.hpp>
#include <ctnn/kernels/dense/outer.hpp>
#include <ctnn/kernels/values/biases.hpp>
#include <ctnn/simd/target.hpp>
#include <type_traits>

// What Conv2D and Conv1D become where they are placed, and what can be wrong with them.

namespace ctnn::detail::inline CTNN_CODE {

/// The first mistake in the numbers of a convolution, or void.
template <std::size_t Filters, Size2D Kernel, Size2D Stride, Size2D Dilation, std::size_t Groups, class Act,
          class Init>
consteval auto convolution_numbers_mistake() {
    if constexpr (Filters == 0)
        return std::type_identity<error::a_convolution_cannot_have<0>::filters>{};
    else if constexpr (Kernel.height == 0 || Kernel.width == 0)
        return std::type_identity<error::a_convolution_cannot_have<0>::kernel_rows_or_columns>{};
    else if constexpr (Stride.height == 0 || Stride.width == 0)
        return std::type_identity<error::a_convolution_cannot_have<0>::stride>{};
    else if constexpr (Dilation.height == 0 || Dilation.width == 0)
        return std::type_identity<error::a_convolution_cannot_have<0>::dilation>{};
    else if constexpr (Groups == 0)
        return std::type_identity<error::a_convolution_cannot_have<0>::groups>{};
    else if constexpr (!AnActivation<Act>)
        return std::type_identity<
            typename error::is_not_an_activation<Act>::that_has_value_of_z_and_slope_of_z_y>{};
    else if constexpr (!AnInitializer<Init>)
        return std::type_identity<
            typename error::is_not_an_initializer<Init>::that_has_fill_of_weights_inputs_outputs_random>{};
    else
        return std::type_identity<void>{};
}

/// The first mistake of one whose numbers are right, where it stands, or void.
template <class In, kernels::Convolution C>
consteval auto convolution_mistake() {
    if constexpr (C.channels % C.groups != 0 || C.filters % C.groups != 0)
        return std::type_identity<typename error::conv_groups_divide_the_channels_and_the_filters_but<
            C.groups>::template does_not_divide<C.channels, C.filters>>{};
    else if constexpr (!C.rows.fits())
        return std::type_identity<error::the_conv_kernel_is_larger_than_the_image<C.rows.reach(), In>>{};
    else if constexpr (!C.columns.fits())
        return std::type_identity<error::the_conv_kernel_is_larger_than_the_image<C.columns.reach(), In>>{};
    else
        return std::type_identity<void>{};
}

/// The members of a layer that ends in an activation, of single values or of each pixel's.
template <class Act, class Logits>
struct EndsIn {
    using activation = std::conditional_t<Elementwise<Act>, Act, EachPlace<Act>>;
    using logits = Logits;
};

/// The weights of a convolution, of images or along a sequence.
template <class In, kernels::Convolution C>
consteval Part convolution_weights() {
    const PartAxis channels{C.group_channels(), Along::input_channels}, filters{C.filters, Along::outputs};
    if constexpr (In::rank == 2)
        return {"weight", {{C.columns.window, Along::kernel_steps}, channels, filters}};
    else
        return {"weight",
                {{C.rows.window, Along::kernel_rows},
                 {C.columns.window, Along::kernel_columns},
                 channels,
                 filters}};
}

/// The members of a layer that can take one step of a sequence at a time.
template <class In, kernels::Convolution C, class Act, bool HasBias>
struct WithStream {};
template <class In, kernels::Convolution C, class Act, bool HasBias>
    requires(In::rank == 2 && C.is_causal())
struct WithStream<In, C, Act, HasBias> {
    struct stream {
        using input = Shape<C.channels>;
        using output = Shape<C.filters>;
        using steps = kernels::ConvStream<C, Act, HasBias>;
        static constexpr std::size_t delay = steps::delay, period = steps::period, memory = steps::memory,
                                     scratch = steps::scratch;

        template <class T>
        static constexpr std::size_t run(const T* w, const T* /*state*/, std::size_t t, const T* x,
                                         std::size_t count, T* y, T* kept, T* work) noexcept {
            return steps::run(w, t, x, count, y, kept, work);
        }
    };
};

template <class In, class Out, kernels::Convolution C, class Act, class Init, bool HasBias>
struct ConvolutionOn : EndsIn<Act, ConvolutionOn<In, Out, C, Linear, Init, HasBias>>,
                       WithStream<In, C, Act, HasBias>,
                       WithActivation<Act, C.pixels(), C.filters> {
    using End = WithActivation<Act, C.pixels(), C.filters>;
    using input = In;
    using output = Out;

    static constexpr std::size_t n = C.in(), m = C.out(), filters = C.filters;
    static constexpr std::size_t weights = C.weights(), biases = HasBias ? filters : 0;
    static constexpr std::size_t parameters = weights + biases, state = 0;
    static constexpr std::size_t multiply_adds = C.multiply_adds();
    static constexpr std::size_t scratch = kernels::conv_scratch<C>,
                                 backward_scratch = kernels::conv_weights_scratch<C> + End::gradient_scratch;
    static constexpr std::size_t tape = End::tape;

    static constexpr auto parts = weight_and_bias_parts<HasBias>(convolution_weights<In, C>(), filters);

    /// `weight` [((row * width + column) * channels + channel) * filters + filter], and `bias`.
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
        if constexpr (D != 0) to_input<B>(w.data(), dz, dx.data(), padded);
        if constexpr (C.is_dense())
            kernels::outer<B, n, filters>(x.data(), dz, dw.data());
        else
            kernels::conv_weights<C, B>(x.data(), dz, dw.data(), padded);
        if constexpr (HasBias) kernels::bias_gradient<B * C.pixels(), filters>(dz, dw.data() + weights);
    }

    template <std::size_t B, class T>
    static constexpr void backward_data(View<T, parameters> w, View<T, B * n>, View<T, B * m> y,
                                        View<T, B * tape> kept, View<T, B * m> dy, Slot<T, B * n> dx,
                                        Slot<T, B * backward_scratch> work) noexcept {
        to_input<B>(w.data(),
                    End::template gradient_before<B, T>(kept.data(), y.data(), dy.data(), work.data()),
                    dx.data(), work.data() + B * End::gradient_scratch);
    }

    template <std::size_t B, class T, class Visitor>
    static constexpr void each_kernel(Visitor&& visit) {
        if constexpr (C.is_dense())
            visit(kernels::name(kernels::dense_kernel({B, n, filters}, simd::target<T>)));
        else
            visit(kernels::name(kernels::convolution_kernel(C, simd::target<T>)));
    }

    template <class T>
    static constexpr void initialize(Slot<T, parameters> w, Slot<T, 0>, Random& random) noexcept {
        Init::template fill<T>(w.template first<weights>(), C.depth(),
                               C.rows.window * C.columns.window * filters, random);
        for (T& bias : w.template last<biases>()) bias = 0;
    }

    static constexpr std::size_t output_of(std::size_t weight) noexcept
        requires(End::is_linear && HasBias)
    {
        return weight % filters;
    }

  private:
    template <std::size_t B, class T>
    CTNN_INLINE static constexpr void to_input(const T* w, const T* dz, T* dx, T* padded) noexcept {
        if constexpr (C.is_dense())
            kernels::data_gradient<B, n, filters>(w, dz, dx);
        else
            kernels::conv_data<C, B>(w, kernels::NoBias{}, dz, dx, padded);
    }

    template <std::size_t B, class Applied, class T>
    static constexpr void product(const T* w, const T* x, T* y, T* padded) noexcept {
        const T* const bias = kernels::biases<HasBias, filters>(w + weights);
        if constexpr (kernels::convolution_kernel(C, simd::target<T>) == kernels::ConvolutionKernel::dense)
            kernels::dense<B, n, filters, Applied>(w, bias, x, y);
        else if constexpr (C.is_sequence())
            kernels::convolve_sequences<C, B, Applied>(w, bias, x, y, padded);
        else
            kernels::convolve<C, B, Applied>(w, bias, x, y, padded);
    }
};

}  // namespace ctnn::detail::inline CTNN_CODE
