#pragma once

#include <algorithm>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <ctnn/core/code.hpp>
#include <ctnn/core/random.hpp>
#include <ctnn/core/shape.hpp>
#include <ctnn/engine/backward.hpp>
#include <ctnn/engine/branches.hpp>
#include <ctnn/engine/chain.hpp>
#include <ctnn/engine/layer.hpp>
#include <ctnn/engine/stream_of.hpp>
#include <ctnn/layers/residual.hpp>
#include <type_traits>

// What the layers of a network of RaggedInput are told of their sequences: `const std::uint32_t* lengths`, a
// length for each sample of a batch, as the last argument of `predict` and `forward`, and Ends of `backward`.
// A layer that takes them is made of a placed one, and has its parameters and its state.

namespace ctnn::detail::inline CTNN_CODE {

/// Where the sequences of a batch end, and the state. What a container of layers does to the second, to give
/// each layer its own, is done to that alone.
template <class T>
struct Ends {
    const std::uint32_t* lengths;
    const T* state = nullptr;

    constexpr Ends operator+(std::size_t n) const noexcept { return {lengths, n == 0 ? state : state + n}; }
};

/// How many steps a layer gets of a sequence, of which the network got `length`: all of them;
struct AllSteps {
    static constexpr std::size_t of(std::size_t length) noexcept { return length; }
};
/// as many as a stream before it gives;
template <class Before, std::size_t Delay, std::size_t Period, std::size_t Rate>
struct StepsOfStream {
    static constexpr std::size_t delay = Delay, period = Period;
    static constexpr std::size_t of(std::size_t length) noexcept {
        return outputs_of_first<StepsOfStream>(Before::of(length)) * Rate;
    }
};
/// or none, since there is no sequence any more.
struct NoSteps {};

template <class Steps, class L>
consteval auto steps_behind() {
    using S = stream_of<L, 1>;
    if constexpr (is_prompt<S> && rate_of<S>() == 1)
        return std::type_identity<Steps>{};
    else
        return std::type_identity<StepsOfStream<Steps, S::delay, S::period, rate_of<S>()>>{};
}

/// The shortest sequence of which something is left there.
template <class Steps>
consteval std::size_t shortest_of() {
    std::size_t least = 1, most = 1;
    while (Steps::of(most) < 1) {
        least = most + 1;
        most *= 2;
    }
    while (least < most) {
        const std::size_t middle = least + (most - least) / 2;
        if (Steps::of(middle) >= 1)
            most = middle;
        else
            least = middle + 1;
    }
    return least;
}

/// What all of them have in common. `tape`, `scratch` and `backward_scratch` are their own.
template <class L>
struct CountsOf {
    using input = typename L::input;
    using output = typename L::output;
    static constexpr std::size_t n = input::size, m = output::size;
    static constexpr std::size_t parameters = L::parameters, state = L::state;
    static constexpr std::size_t multiply_adds = detail::multiply_adds<L>(),
                                 least_batch = detail::least_batch<L>();
    static constexpr bool couples_samples = detail::couples_samples<L>(), has_rates = detail::has_rates<L>();
    static constexpr bool backward_reads_state = true;  // it is given Ends there
};

/// A layer that does to all steps what it does, whether the sequence still goes on or not: none of what it
/// gives before the end depends on what is behind it, or there are no steps any more.
template <class L>
struct OnAllSteps : CountsOf<L> {
    using CountsOf<L>::n, CountsOf<L>::m, CountsOf<L>::parameters, CountsOf<L>::state;
    static constexpr std::size_t tape = L::tape, scratch = L::scratch,
                                 backward_scratch = detail::backward_scratch<L>();

    template <std::size_t B, class T>
    static constexpr void predict(View<T, parameters> w, View<T, state> s, View<T, B * n> x, Slot<T, B * m> y,
                                  Slot<T, B * scratch> work, const std::uint32_t*) noexcept {
        L::template predict<B, T>(w, s, x, y, work);
    }
    template <std::size_t B, class T>
    static constexpr void forward(View<T, parameters> w, Slot<T, state> s, View<T, B * n> x, Slot<T, B * m> y,
                                  Slot<T, B * tape> kept, Slot<T, B * scratch> work, Random& random,
                                  const std::uint32_t*) noexcept {
        L::template forward<B, T>(w, s, x, y, kept, work, random);
    }
    template <std::size_t B, class T, std::size_t D, class Into, class... At>
    static constexpr void backward_into(View<T, parameters> w, View<T, B * n> x, View<T, B * m> y,
                                        View<T, B * tape> kept, View<T, B * m> dy, Slot<T, D> dx, Into into,
                                        Slot<T, B * backward_scratch> work, At... ends) noexcept {
        detail::backward<L, B, T, D>(w, x, y, kept, dy, dx, into, work, ends.state...);
    }
};

/// A placed layer L, whose input is a sequence of Steps, that knows where it ends: `type`, and the steps of
/// what it gives, `steps`; `shortest`, of which it gives anything. Left out: it does not know.
template <class L, class Steps>
struct InSequence {};

template <class Layer, class StepsBehind, std::size_t Shortest = 1>
struct Knowing {
    using type = Layer;
    using steps = StepsBehind;
    static constexpr std::size_t shortest = Shortest;
};

template <class L, class Steps>
consteval auto knowing() {
    if constexpr (std::is_same_v<Steps, NoSteps>)
        return std::type_identity<Knowing<OnAllSteps<L>, NoSteps>>{};
    else if constexpr (gives_sequence<L> && !couples_samples<L>())
        return std::type_identity<
            Knowing<OnAllSteps<L>, typename decltype(steps_behind<Steps, L>())::type>>{};
    else
        return std::type_identity<InSequence<L, Steps>>{};
}
template <class L, class Steps>
using KnowingOf = typename decltype(knowing<L, Steps>())::type;

template <class K>
concept Knows = requires { typename K::type; };

// Layers of several, each of which is told.

/// Layers in a row so far; `known` of them are Done.
template <class Steps, std::size_t Shortest, class... Done>
struct KnowingInARow {
    static constexpr std::size_t known = sizeof...(Done);

    template <class In>
    using chain = Knowing<Chain<In, Done...>, Steps, Shortest>;
};

/// All layers in a row, or those before the first that does not know.
template <class Steps, std::size_t Shortest, class... Done, class... Layers>
consteval auto knowing_in_a_row(KnowingInARow<Steps, Shortest, Done...> so_far,
                                std::type_identity<Layers>...) {
    if constexpr (sizeof...(Layers) == 0) {
        return so_far;
    } else {
        return []<class Next, class... Rest>(std::type_identity<Next>, std::type_identity<Rest>... rest) {
            using Known = KnowingOf<Next, Steps>;
            if constexpr (Knows<Known>)
                return knowing_in_a_row(
                    KnowingInARow<typename Known::steps, std::max(Shortest, Known::shortest), Done...,
                                  typename Known::type>{},
                    rest...);
            else
                return KnowingInARow<Steps, Shortest, Done...>{};
        }(std::type_identity<Layers>{}...);
    }
}

template <class Steps, class... Layers>
using KnowingLayers = decltype(knowing_in_a_row(KnowingInARow<Steps, 1>{}, std::type_identity<Layers>{}...));

template <class In, class... Layers, class Steps>
    requires(KnowingLayers<Steps, Layers...>::known == sizeof...(Layers))
struct InSequence<Chain<In, Layers...>, Steps> : KnowingLayers<Steps, Layers...>::template chain<In> {};

template <class Body, class Steps>
    requires Knows<KnowingOf<Body, Steps>>
struct InSequence<ResidualOn<Body>, Steps>
    : Knowing<ResidualOn<typename KnowingOf<Body, Steps>::type>, typename KnowingOf<Body, Steps>::steps,
              KnowingOf<Body, Steps>::shortest> {};

/// Side by side, all of which give as many steps.
template <class Join, class In, class First, class... Rest, class Steps>
    requires(Knows<KnowingOf<First, Steps>> && (Knows<KnowingOf<Rest, Steps>> && ...) &&
             (std::same_as<typename KnowingOf<First, Steps>::steps, typename KnowingOf<Rest, Steps>::steps> &&
              ...))
struct InSequence<BranchesOn<Join, In, First, Rest...>, Steps>
    : Knowing<BranchesOn<Join, In, typename KnowingOf<First, Steps>::type,
                         typename KnowingOf<Rest, Steps>::type...>,
              typename KnowingOf<First, Steps>::steps,
              std::max({KnowingOf<First, Steps>::shortest, KnowingOf<Rest, Steps>::shortest...})> {};

}  // namespace ctnn::detail::inline CTNN_CODE
