#pragma once

#include <concepts>
#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/layer.hpp>
#include <ctnn/engine/chain.hpp>
#include <ctnn/engine/each_kernel.hpp>
#include <ctnn/engine/fold_layer.hpp>
#include <ctnn/engine/stream_of.hpp>
#include <ctnn/kernels/values/elementwise.hpp>

namespace ctnn {
namespace detail::inline CTNN_CODE {

/// y = x + Body(x). The tape holds the body's own, then the body's output, which its backward pass reads.
template <class Body>
struct ResidualOn {
    using body = Body;
    using input = typename Body::input;
    using output = input;

    static constexpr std::size_t n = input::size;
    static constexpr std::size_t parameters = Body::parameters, state = Body::state, tape = Body::tape + n;
    static constexpr std::size_t scratch = Body::scratch, backward_scratch = Body::backward_scratch;
    static constexpr std::size_t multiply_adds = Body::multiply_adds, least_batch = Body::least_batch;
    static constexpr bool couples_samples = Body::couples_samples;
    static constexpr bool backward_reads_state = Body::backward_reads_state, has_rates = Body::has_rates;

    template <class T>
    static constexpr auto named(std::span<T, parameters> w) noexcept {
        return Body::template named<T>(w);
    }
    template <class T>
    static constexpr auto named_state(std::span<T, state> s) noexcept {
        return Body::template named_state<T>(s);
    }

    template <class Visitor>
    static constexpr void each_weights(std::size_t offset, Visitor&& visit) {
        Body::each_weights(offset, visit);
    }

    template <std::size_t B, class T, class Visitor>
    static constexpr void each_kernel(Visitor&& visit) {
        detail::each_kernel<Body, B, T>(visit);
    }

    template <class Visitor>
    static constexpr void each_layer(const LayerPlace& at, Visitor&& visit) {
        detail::each_layer<Body>(at, visit);
    }
    static constexpr PartShape flattened_after(const PartShape& before) noexcept { return before; }

    template <std::size_t B, class T, class... More>
    CTNN_INLINE static constexpr void predict(View<T, parameters> w, View<T, state> s, View<T, B * n> x,
                                              Slot<T, B * n> y, Slot<T, B * scratch> work,
                                              More... more) noexcept {
        Body::template predict<B, T>(w, s, x, y, work, more...);
        kernels::add<B * n>(x.data(), y.data());
    }

    template <std::size_t B, class T, class... More>
    CTNN_INLINE static constexpr void forward(View<T, parameters> w, Slot<T, state> s, View<T, B * n> x,
                                              Slot<T, B * n> y, Slot<T, B * tape> kept,
                                              Slot<T, B * scratch> work, Random& random,
                                              More... more) noexcept {
        const auto body = kept.template last<B * n>();
        Body::template forward<B, T>(w, s, x, body, kept.template first<B * Body::tape>(), work, random,
                                     more...);
        kernels::transform<B * n>([](auto a, auto b) { return a + b; }, y.data(), x.data(),
                                  static_cast<const T*>(body.data()));
    }

    /// `into` is an Update of the parameters, or a pointer, to whose values the gradient is added; `s` the
    /// state, where it is read.
    template <std::size_t B, class T, std::size_t D, class Into, class... State>
    CTNN_INLINE static constexpr void backward_into(View<T, parameters> w, View<T, B * n> x, View<T, B * n>,
                                                    View<T, B * tape> kept, View<T, B * n> dy, Slot<T, D> dx,
                                                    Into into, Slot<T, B * backward_scratch> work,
                                                    State... s) noexcept {
        detail::backward<Body, B, T, D>(w, x, kept.template last<B * n>(),
                                        kept.template first<B * Body::tape>(), dy, dx, into, work, s...);
        if constexpr (D != 0) kernels::add<B * n>(dy.data(), dx.data());
    }

    template <class T>
    static constexpr void initialize(Slot<T, parameters> w, Slot<T, state> s, Random& random) noexcept {
        Body::template initialize<T>(w, s, random);
    }
};

template <class Body>
consteval auto residual_on() {
    using In = typename Body::input;
    using Out = typename Body::output;
    if constexpr (Broken<Body>)
        return std::type_identity<Body>{};
    else if constexpr (!std::same_as<typename In::plain, typename Out::plain>)
        return std::type_identity<BrokenLayer<
            typename error::a_residual_body_keeps_its_shape<In>::template but_this_one_gives<Out>, In>>{};
    else
        return std::type_identity<ResidualOn<Body>>{};
}

/// y = x + Body(x), where the body gives an output at every step.
template <class S>
struct ResidualStream {
    using input = typename S::input;
    using output = typename S::output;
    static constexpr std::size_t delay = 0, period = 1, memory = S::memory, scratch = S::scratch;

    template <class T>
    CTNN_INLINE static constexpr std::size_t run(const T* w, const T* state, std::size_t t, const T* x,
                                                 std::size_t count, T* y, T* kept, T* work) noexcept {
        S::template run<T>(w, state, t, x, count, y, kept, work);
        kernels::settle(y);
        for (std::size_t i = 0; i < count * input::size; ++i) y[i] = y[i] + x[i];
        return count;
    }
};

/// What becomes of one whose layers become what Fold says.
template <class Fold>
struct FoldResidual : Fold {
    template <class To, class T>
    static constexpr void convert(const T* w, const T* state, T* to, T* to_state) noexcept {
        Fold::template convert<typename To::body>(w, state, to, to_state);
    }
};

template <class Body, std::size_t Block>
struct StreamOf<ResidualOn<Body>, Block> {
    static consteval auto choose() {
        if constexpr (gives_sequence<Body>) {
            using S = stream_of<Body, Block>;
            if constexpr (is_prompt<S> && rate_of<S>() == 1)
                return std::type_identity<ResidualStream<S>>{};
            else
                return std::type_identity<void>{};
        } else {
            return std::type_identity<void>{};
        }
    }
    using type = typename decltype(choose())::type;
};

}  // namespace detail::inline CTNN_CODE

/// Layers around which their input is led, and added to what they give, so that gradients reach far back.
///
/// Shapes: any -> the same; the layers must keep it. y = x + Layers(x)
/// Parameters: those of its layers, in order; `parameters.layer<I>().layer<J>()`.
/// Source: He, Zhang, Ren, Sun, Deep Residual Learning for Image Recognition, 2015.
/// PyTorch: `x + body(x)`; Keras: `Add()([x, body(x)])`.
/// Goes wrong when the layers change the shape: a sentence from the network with both shapes. Beside those
/// that only make it smaller, as convolutions without padding do, their input is cropped:
/// `Add<Cropping2D<pad(1)>, Conv2D<8, 3>>`.
template <class... Layers>
struct Residual {
    template <class In>
    using on = typename decltype(detail::residual_on<detail::ChainOf<In, Layers...>>())::type;

    template <class Body>
    static detail::FoldResidual<detail::FoldSequence<Residual, Body, Layers...>> fold(
        std::type_identity<Residual>, std::type_identity<detail::ResidualOn<Body>>);
};

}  // namespace ctnn
