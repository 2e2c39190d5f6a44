#pragma once

#include <boost/hana/fold_left.hpp>
#include <boost/hana/tuple.hpp>
#include <boost/hana/type.hpp>
#include <cstddef>
#include <ctnn/core/config.hpp>
#include <ctnn/core/error/network.hpp>
#include <ctnn/core/folding.hpp>
#include <ctnn/core/sizes.hpp>
#include <ctnn/engine/backward.hpp>
#include <ctnn/engine/each_kernel.hpp>
#include <ctnn/engine/ending.hpp>
#include <ctnn/engine/parts.hpp>
#include <ctnn/engine/placing.hpp>
#include <ctnn/engine/plan.hpp>
#include <ctnn/engine/values.hpp>
#include <ctnn/kernels/dense/lanes.hpp>
#include <ctnn/kernels/values/row.hpp>
#include <tuple>
#include <utility>

// The engine of Network and Sequential: placed layers one after the other, as one placed layer.

namespace ctnn::detail::inline CTNN_CODE {

namespace hana = boost::hana;

/// From the last index to the first.
template <class Indices>
struct Reversed;
template <std::size_t... I>
struct Reversed<std::index_sequence<I...>> : std::index_sequence<(sizeof...(I) - 1 - I)...> {};

template <class... Layers>
using LastOf = std::tuple_element_t<sizeof...(Layers) - 1, std::tuple<Layers...>>;

template <class In, class... Layers>
struct Chain : Ending<In, LastOf<Layers...>, Layers...>, LayersInARow<Layers...> {
    static constexpr std::size_t count = sizeof...(Layers);
    template <std::size_t I>
    using layer = std::tuple_element_t<I, std::tuple<Layers...>>;
    using input = In;
    using output = typename LastOf<Layers...>::output;

    static constexpr auto plan = plan_chain<Layers...>();
    static constexpr std::size_t in = In::size, out = output::size;
    static constexpr std::size_t parameters = plan.parameters[count], state = plan.state[count];
    static constexpr std::size_t hidden = plan.hidden[count];  // the outputs of all layers but the last
    static constexpr std::size_t tape = hidden + plan.tape[count];
    static constexpr std::size_t hand_overs = plan.even + plan.odd;  // two buffers in turn
    static constexpr std::size_t scratch = hand_overs + plan.inner;
    static constexpr std::size_t backward_scratch = hand_overs + plan.backward_inner;
    static constexpr std::size_t multiply_adds = plan.multiply_adds, least_batch = plan.least_batch;
    static constexpr bool couples_samples = plan.couples_samples;
    static constexpr bool only_trains = (detail::only_trains<Layers>() && ...);
    static constexpr bool backward_reads_state = (detail::backward_reads_state<Layers>() || ...);
    static constexpr bool has_rates = (detail::has_rates<Layers>() || ...);

    template <class T>
    static constexpr auto named(std::span<T, parameters> w) noexcept {
        return ChainValues<Chain, T>{w};
    }
    template <class T>
    static constexpr auto named_state(std::span<T, state> s) noexcept {
        return ChainState<Chain, T>{s};
    }

    /// `more` goes on to each layer: what a chain that ends with its sequences tells them (engine/ragged/).
    template <std::size_t B, class T, class... More>
    CTNN_INLINE static constexpr void predict(View<T, parameters> w, View<T, state> s, View<T, B * in> x,
                                              Slot<T, B * out> y, Slot<T, B * scratch> work,
                                              More... more) noexcept {
        if constexpr (B == 1 && kernels::SmallOnRows<Chain, T>)
            if (kernels::with_vectors(
                    [&]() CTNN_LAMBDA_INLINE { kernels::predict_row<Chain>(w.data(), x.data(), y.data()); }))
                return;
        [&]<std::size_t... I>(std::index_sequence<I...>) CTNN_LAMBDA_INLINE {
            T* const buffers = work.data();
            (layer<I>::template predict<B, T>(
                 view<layer<I>::parameters>(w.data() + plan.parameters[I]),
                 view<layer<I>::state>(s.data() + plan.state[I]),
                 view<B * layer<I>::input::size>(before<I, B>(x.data(), static_cast<const T*>(buffers))),
                 slot<B * layer<I>::output::size>(after<I, B>(y.data(), buffers)),
                 slot<B * layer<I>::scratch>(buffers + B * hand_overs), more...),
             ...);
        }(std::make_index_sequence<count>{});
    }

    /// One sample of which the values stay in registers from layer to layer.
    template <class T, class X>
        requires(kernels::TakesRows<Layers, T> && ...)
    CTNN_INLINE static auto predict_row(const T* w, const X& x) noexcept {
        return row_from<0>(w, x);
    }

    /// As many samples as a vector has lanes.
    template <class V, class T>
        requires(kernels::TakesLanes<Layers, T> && ...)
    CTNN_INLINE static void predict_lanes(const T* w, const V* x, V* y) noexcept {
        V values[hand_overs == 0 ? 1 : hand_overs];
        [&]<std::size_t... I>(std::index_sequence<I...>) CTNN_LAMBDA_INLINE {
            (layer<I>::predict_lanes(w + plan.parameters[I], before<I>(x, static_cast<const V*>(values)),
                                     after<I>(y, values)),
             ...);
        }(std::make_index_sequence<count>{});
    }

    template <std::size_t B, class T, class... More>
    CTNN_INLINE static constexpr void forward(View<T, parameters> w, Slot<T, state> s, View<T, B * in> x,
                                              Slot<T, B * out> y, Slot<T, B * tape> kept,
                                              Slot<T, B * scratch> work, Random& random,
                                              More... more) noexcept {
        // Not all by reference: of pointers that a lambda holds so beside a generator that it draws from, g++
        // 12 at -O1 believes that they point nowhere, and leaves out what is stored there.
        [=, &random]<std::size_t... I>(std::index_sequence<I...>) CTNN_LAMBDA_INLINE {
            (layer<I>::template forward<B, T>(
                 view<layer<I>::parameters>(w.data() + plan.parameters[I]),
                 slot<layer<I>::state>(s.data() + plan.state[I]),
                 view<B * layer<I>::input::size>(kept_before<I, B>(x.data(), kept.data())),
                 slot<B * layer<I>::output::size>(kept_after<I, B>(y.data(), kept.data())),
                 slot<B * layer<I>::tape>(kept.data() + B * (hidden + plan.tape[I])),
                 slot<B * layer<I>::scratch>(work.data()), random, more...),
             ...);
        }(std::make_index_sequence<count>{});
    }

    /// `into` is an Update of the parameters, or a pointer, to whose values the gradient is added; `s` the
    /// state, where it is read.
    template <std::size_t B, class T, std::size_t D, class Into, class... State>
    CTNN_INLINE static constexpr void backward_into(View<T, parameters> w, View<T, B * in> x,
                                                    View<T, B * out> y, View<T, B * tape> kept,
                                                    View<T, B * out> dy, Slot<T, D> dx, Into into,
                                                    Slot<T, B * backward_scratch> work, State... s) noexcept {
        const T* const buffers = work.data();
        const auto back = [&]<std::size_t I>(std::integral_constant<std::size_t, I>) CTNN_LAMBDA_INLINE {
            detail::backward<layer<I>, B, T, wanted<I, B, D>>(
                view<layer<I>::parameters>(w.data() + plan.parameters[I]),
                view<B * layer<I>::input::size>(kept_before<I, B>(x.data(), kept.data())),
                view<B * layer<I>::output::size>(kept_after<I, B>(y.data(), kept.data())),
                view<B * layer<I>::tape>(kept.data() + B * (hidden + plan.tape[I])),
                view<B * layer<I>::output::size>(after<I, B>(dy.data(), buffers)),
                slot<wanted<I, B, D>>(before<I, B>(dx.data(), work.data())), into + plan.parameters[I],
                slot<B * detail::backward_scratch<layer<I>>()>(work.data() + B * hand_overs),
                (s + plan.state[I])...);
        };
        [&]<std::size_t... I>(std::index_sequence<I...>) CTNN_LAMBDA_INLINE {
            (back(std::integral_constant<std::size_t, I>{}), ...);
        }(Reversed<std::make_index_sequence<count>>{});
    }

    template <class T>
    static constexpr void initialize(Slot<T, parameters> w, Slot<T, state> s, Random& random) noexcept {
        [=, &random]<std::size_t... I>(std::index_sequence<I...>) {
            (layer<I>::template initialize<T>(w.template subspan<plan.parameters[I], layer<I>::parameters>(),
                                              s.template subspan<plan.state[I], layer<I>::state>(), random),
             ...);
        }(std::make_index_sequence<count>{});
    }

    template <class Visitor>
    static constexpr void each_weights(std::size_t offset, Visitor&& visit) {
        [&]<std::size_t... I>(std::index_sequence<I...>) {
            (detail::each_weights<layer<I>>(offset + plan.parameters[I], visit), ...);
        }(std::make_index_sequence<count>{});
    }

    template <std::size_t B, class T, class Visitor>
    static constexpr void each_kernel(Visitor&& visit) {
        (detail::each_kernel<Layers, B, T>(visit), ...);
    }

  private:
    /// Where in the scratch layer I puts what layer I + 1 reads, and later its gradient: two buffers in turn.
    template <std::size_t I>
    static constexpr std::size_t hand_over = I % 2 == 0 ? 0 : plan.even;

    template <std::size_t I, class T, class X>
    CTNN_INLINE static auto row_from(const T* w, const X& x) noexcept {
        if constexpr (I == count)
            return x;
        else
            return row_from<I + 1>(w, layer<I>::template predict_row<T>(w + plan.parameters[I], x));
    }

    /// How many values of its input's gradient layer I is asked for, where the chain is asked for D: none
    /// where nothing is trained before it.
    template <std::size_t I, std::size_t B, std::size_t D>
    static constexpr std::size_t wanted = I == 0                              ? D
                                          : D == 0 && plan.parameters[I] == 0 ? 0
                                                                              : B * layer<I>::input::size;

    /// Where the values before layer I lie, and those after it: in the buffers, the chain's own ends apart.
    template <std::size_t I, std::size_t B = 1, class V>
    CTNN_INLINE static constexpr V* before(V* x, V* buffers) noexcept {
        if constexpr (I == 0)
            return x;
        else
            return buffers + B * hand_over<I - 1>;
    }
    template <std::size_t I, std::size_t B = 1, class V>
    CTNN_INLINE static constexpr V* after(V* y, V* buffers) noexcept {
        if constexpr (I + 1 == count)
            return y;
        else
            return buffers + B * hand_over<I>;
    }

    /// The same in training: the tape begins with what the layers hand over.
    template <std::size_t I, std::size_t B, class T>
    CTNN_INLINE static constexpr const T* kept_before(const T* x, const T* kept) noexcept {
        if constexpr (I == 0)
            return x;
        else
            return kept + B * plan.hidden[I - 1];
    }
    template <std::size_t I, std::size_t B, class T>
    CTNN_INLINE static constexpr T* kept_after(T* y, T* kept) noexcept {
        if constexpr (I + 1 == count)
            return y;
        else
            return kept + B * plan.hidden[I];
    }

    template <std::size_t N, class T>
    CTNN_INLINE static constexpr View<T, N> view(const T* at) noexcept {
        return View<T, N>(at, N);
    }
    template <std::size_t N, class T>
    CTNN_INLINE static constexpr Slot<T, N> slot(T* at) noexcept {
        return Slot<T, N>(at, N);
    }
};

// Placing: a fold over the layers' types, from the input's shape on, that stops at the first broken one.

template <class In, class Shape, class... Done>
struct PlacedSoFar {
    using type = Chain<In, Done...>;
};

template <class Mistake>
struct Stopped {
    using type = Mistake;
};

struct PlaceNext {
    template <class In, class Shape, class... Done, class L>
    constexpr auto operator()(PlacedSoFar<In, Shape, Done...>, hana::basic_type<L>) const {
        using Next = placed<L, Shape>;
        if constexpr (Broken<Next>)
            return Stopped<Next>{};
        else
            return PlacedSoFar<In, typename Next::output, Done..., Next>{};
    }

    template <class Mistake, class L>
    constexpr auto operator()(Stopped<Mistake> stopped, hana::basic_type<L>) const {
        return stopped;
    }
};

/// Layers each of which fits a machine's memory may be too large together.
template <class In, class Layers>
consteval auto chain_or_too_large() {
    if constexpr (Broken<Layers> || fits_memory<Layers>())
        return std::type_identity<Layers>{};
    else
        return std::type_identity<
            BrokenLayer<error::all_layers_together_are_larger_than_any_memory_on<In>, In>>{};
}

template <class In, class... Layers>
struct ChainOrMistake {
    using placed_layers = typename decltype(hana::fold_left(hana::tuple_t<Layers...>, PlacedSoFar<In, In>{},
                                                            PlaceNext{}))::type;
    using type = typename decltype(chain_or_too_large<In, placed_layers>())::type;
};

template <class In, class... Layers>
    requires(sizeof...(Layers) == 0 || sizeof...(Layers) > most_in_a_row)
struct ChainOrMistake<In, Layers...> : WrongNumberOfLayers<In, sizeof...(Layers)> {};

/// `Layers...` placed one after the other on `In`: a Chain, or the first layer that is broken.
template <class In, class... Layers>
using ChainOf = typename ChainOrMistake<In, Layers...>::type;

}  // namespace ctnn::detail::inline CTNN_CODE
