#pragma once

#include <algorithm>
#include <concepts>
#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/trained_layer.hpp>
#include <ctnn/core/sizes.hpp>
#include <ctnn/core/spelling.hpp>
#include <ctnn/engine/backward.hpp>
#include <ctnn/engine/chain.hpp>
#include <ctnn/engine/each_kernel.hpp>
#include <ctnn/engine/placing.hpp>
#include <ctnn/engine/stream_of.hpp>
#include <ctnn/engine/values.hpp>
#include <type_traits>

namespace ctnn {
namespace detail::inline CTNN_CODE {

/// Body, Times times one after the other. The tape holds its outputs but for the last, then its tapes.
template <std::size_t Times, class Body>
struct RepeatedOn {
    using body = Body;
    using input = typename Body::input;
    using output = typename Body::output;

    static constexpr std::size_t times = Times, n = input::size;
    static constexpr std::size_t parameters = Body::parameters, state = Body::state;
    static constexpr std::size_t hidden = size_product(Times - 1, n),
                                 tape = size_sum(hidden, size_product(Times, Body::tape));
    static constexpr std::size_t scratch = size_sum(2 * n, Body::scratch),
                                 backward_scratch = size_sum(2 * n, Body::backward_scratch);
    static constexpr std::size_t multiply_adds = size_product(Times, Body::multiply_adds),
                                 least_batch = Body::least_batch;
    static constexpr bool couples_samples = Body::couples_samples, has_rates = Body::has_rates,
                          backward_reads_state = Body::backward_reads_state;

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
    static constexpr PartShape flattened_after(const PartShape& before) noexcept {
        return detail::flattened_after<Body>(before);
    }

    template <std::size_t B, class T>
    static constexpr void predict(View<T, parameters> w, View<T, state> s, View<T, B * n> x, Slot<T, B * n> y,
                                  Slot<T, B * scratch> work) noexcept {
        const T* from = x.data();
        for (std::size_t k = 0; k < Times; ++k) {
            T* const to = k + 1 == Times ? y.data() : work.data() + B * (k % 2 == 0 ? 0 : n);
            Body::template predict<B, T>(w, s, View<T, B * n>(from, B * n), Slot<T, B * n>(to, B * n),
                                         work.template last<B * Body::scratch>());
            from = to;
        }
    }

    template <std::size_t B, class T>
    static constexpr void forward(View<T, parameters> w, Slot<T, state> s, View<T, B * n> x, Slot<T, B * n> y,
                                  Slot<T, B * tape> kept, Slot<T, B * scratch> work,
                                  Random& random) noexcept {
        for (std::size_t k = 0; k < Times; ++k)
            Body::template forward<B, T>(w, s, before<B>(x.data(), static_cast<const T*>(kept.data()), k),
                                         Slot<T, B * n>(after<B>(y.data(), kept.data(), k), B * n),
                                         part<B * Body::tape>(kept.data() + B * hidden, k),
                                         work.template last<B * Body::scratch>(), random);
    }

    /// The shares of all times add up, so that a step of the optimizer can only come behind.
    template <std::size_t B, class T, std::size_t D, class... State>
    static constexpr void backward(View<T, parameters> w, View<T, B * n> x, View<T, B * n> y,
                                   View<T, B * tape> kept, View<T, B * n> dy, Slot<T, D> dx,
                                   Slot<T, parameters> dw, Slot<T, B * backward_scratch> work,
                                   State... s) noexcept {
        const T* from = dy.data();
        for (std::size_t k = Times; k-- > 0;) {
            const auto back = [&]<std::size_t Wanted>(T* to) {
                detail::backward<Body, B, T, Wanted>(
                    w, before<B>(x.data(), kept.data(), k),
                    View<T, B * n>(after<B>(y.data(), kept.data(), k), B * n),
                    View<T, B * Body::tape>(kept.data() + B * (hidden + k * Body::tape), B * Body::tape),
                    View<T, B * n>(from, B * n), Slot<T, Wanted>(to, Wanted), dw.data(),
                    work.template last<B * Body::backward_scratch>(), s...);
                from = to;
            };
            if (k == 0)
                back.template operator()<D>(dx.data());
            else
                back.template operator()<B * n>(work.data() + B * (k % 2 == 0 ? 0 : n));
        }
    }

    template <class T>
    static constexpr void initialize(Slot<T, parameters> w, Slot<T, state> s, Random& random) noexcept {
        Body::template initialize<T>(w, s, random);
    }

  private:
    template <std::size_t N, class T>
    static constexpr Slot<T, N> part(T* values, std::size_t k) noexcept {
        return Slot<T, N>(values + k * N, N);
    }
    /// What goes into the body the k-th time, and what comes out: on the tape, but for both ends.
    template <std::size_t B, class T>
    static constexpr View<T, B * n> before(const T* x, const T* kept, std::size_t k) noexcept {
        return View<T, B * n>(k == 0 ? x : kept + (k - 1) * B * n, B * n);
    }
    template <std::size_t B, class T>
    static constexpr T* after(T* y, T* kept, std::size_t k) noexcept {
        return k + 1 == Times ? y : kept + k * B * n;
    }
};

/// The same step by step, where the body S gives an output at every step: each time remembers its own. At
/// most Block steps lie between two times.
template <std::size_t Times, class S, std::size_t Block>
struct RepeatedStream {
    using input = typename S::input;
    using output = typename S::output;
    static constexpr std::size_t delay = 0, period = 1, between = size_product(Block, input::size),
                                 memory = size_product(Times, S::memory),
                                 scratch = size_sum(2 * between, S::scratch);

    template <class T>
    static constexpr std::size_t run(const T* w, const T* state, std::size_t t, const T* x, std::size_t count,
                                     T* y, T* kept, T* work) noexcept {
        for (std::size_t done = 0; done < count; done += Block) {
            const std::size_t now = std::min(Block, count - done);
            const T* from = x + done * input::size;
            for (std::size_t k = 0; k < Times; ++k) {
                T* const to = k + 1 == Times ? y + done * input::size : work + k % 2 * between;
                S::template run<T>(w, state, t + done, from, now, to, kept + k * S::memory,
                                   work + 2 * between);
                from = to;
            }
        }
        return count;
    }
};

template <std::size_t Times, class Body, std::size_t Block>
struct StreamOf<RepeatedOn<Times, Body>, Block> {
    static consteval auto choose() {
        if constexpr (gives_sequence<Body>) {
            using S = stream_of<Body, Block>;
            if constexpr (is_prompt<S> && rate_of<S>() == 1)
                return std::type_identity<RepeatedStream<Times, S, Block>>{};
            else
                return std::type_identity<void>{};
        } else {
            return std::type_identity<void>{};
        }
    }
    using type = typename decltype(choose())::type;
};

template <std::size_t Times, class Body>
consteval auto repeated_on() {
    using In = typename Body::input;
    using Out = typename Body::output;
    if constexpr (Broken<Body>)
        return std::type_identity<Body>{};
    else if constexpr (Times == 0)
        return std::type_identity<
            BrokenLayer<typename error::a_layer_cannot_be_repeated<Times>::times, In>>{};
    else if constexpr (!std::same_as<In, Out>)
        return std::type_identity<BrokenLayer<
            typename error::what_is_repeated_keeps_its_shape<In>::template but_this_gives<Out>, In>>{};
    else
        return std::type_identity<RepeatedOn<Times, Body>>{};
}

}  // namespace detail::inline CTNN_CODE

/// Layers that are passed through several times with one set of parameters: `Repeated<4, Dense<16, Tanh>>`.
///
/// Shapes: any -> the same; the layers must keep it. y = Layers(Layers(...(x)))
/// Parameters: those of its layers, once; `parameters.layer<I>().layer<J>()`. Their gradient is the sum over
/// all times. Cost: Times times that of the layers. It streams where they give an output at every step; each
/// time remembers its own. Source: weights shared in depth: Dehghani et al., Universal Transformers, 2019.
/// PyTorch: `for _ in range(4): x = layer(x)`; Keras: a layer that is called several times. Goes wrong when
/// the layers change the shape, or Times is 0: a sentence from the network. Layers with one set of parameters
/// side by side, on two inputs of one shape, are a TimeDistributed on `Shape<2, ...>`.
template <std::size_t Times, class... Layers>
struct Repeated {
    template <class In>
    using on = typename decltype(detail::repeated_on<Times, detail::ChainOf<In, Layers...>>())::type;

    CTNN_MEMBER static constexpr void spell(std::type_identity<Repeated> self, auto& out) {
        out(self, Times, std::type_identity<Layers>{}...);
    }
};

}  // namespace ctnn
