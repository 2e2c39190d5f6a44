#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <ctnn/activations/linear.hpp>
#include <ctnn/core/code.hpp>
#include <ctnn/core/folding.hpp>
#include <ctnn/engine/bare.hpp>
#include <ctnn/engine/fold_end.hpp>
#include <ctnn/engine/placing.hpp>
#include <ctnn/kernels/values/elementwise.hpp>
#include <tuple>
#include <type_traits>
#include <utility>

// What becomes of each layer of a network that is folded: as a type, and what its parameters become. What
// each says of it: core/folding.hpp.

namespace ctnn {

template <class Act>
struct Activation;  // that of Linear stands where nothing is left
template <class Layer>
struct NoBias;

namespace detail::inline CTNN_CODE {

/// L's weights and biases take in what Norm, of the parameters and state given, does to its outputs.
template <class L, class Norm, class T>
constexpr void take_in(const T* norm, const T* state, T* w) noexcept {
    constexpr std::size_t outputs = last_extent<typename Norm::output>, weights = L::parameters - outputs;
    double factors[outputs];
    for (std::size_t o = 0; o < outputs; ++o) {
        const Affine scale = Norm::affine(norm, state, o);
        factors[o] = scale.times;
        T& bias = w[weights + o];
        bias = T((double(bias) - scale.minus) * scale.times + scale.plus);
    }
    for (std::size_t i = 0; i < weights; ++i) w[i] = T(double(w[i]) * factors[L::output_of(i)]);
}

template <class L, class WithBias, class T>
constexpr void add_bias(const T* w, T* to) noexcept {
    kernels::copy<L::parameters>(w, to);
    kernels::fill<WithBias::parameters - L::parameters>(T(0), to + L::parameters);
}

/// U, placed as L, with biases for a norm to go into: `type` and, placed, `on`. Void where that is as it was.
template <class U, class L>
struct GivenBias {
    using type = void;
    using on = L;
};
template <class Layer, class L>
    requires TakesScale<placed<Layer, typename L::input>>
struct GivenBias<NoBias<Layer>, L> {
    using type = Layer;
    using on = placed<Layer, typename L::input>;
};

template <class... Layers>
struct TypeList {};

template <class... Lists>
struct Joined;
template <class... A>
struct Joined<TypeList<A...>> : std::type_identity<TypeList<A...>> {};
template <class... A, class... B, class... Lists>
struct Joined<TypeList<A...>, TypeList<B...>, Lists...> : Joined<TypeList<A..., B...>, Lists...> {};

/// What becomes of the layer that a user wrote as U and that was placed as L: a `type`, and `convert`, which
/// makes the parameters and the state of To, which is that type placed, of L's. Most stay as they are.
template <class U, class L>
struct FoldLayer {
    using type = U;

    template <class To, class T>
    static constexpr void convert(const T* w, const T* state, T* to, T* to_state) noexcept {
        kernels::copy<L::parameters>(w, to);
        kernels::copy<L::state>(state, to_state);
    }
};

template <class U, class L>
    requires requires { U::fold(std::type_identity<U>{}, std::type_identity<L>{}); }
struct FoldLayer<U, L> : decltype(U::fold(std::type_identity<U>{}, std::type_identity<L>{})) {};

/// Of a frozen one: what becomes of the layer.
template <class U, class L>
    requires(!std::is_same_v<typename Bare<U, L>::written, U>)
struct FoldLayer<U, L> {
    using bare = Bare<U, L>;
    using fold = FoldLayer<typename bare::written, typename bare::layer>;
    using type = typename fold::type;

    template <class To, class T>
    static constexpr void convert(const T* w, const T* state, T* to, T* to_state) noexcept {
        fold::template convert<To>(bare::parameters(w, state), bare::state(w, state), to, to_state);
    }
};

/// What becomes of layers one after the other. All but those that are `left` go, or go into the one before.
template <class On, class... Layers>
struct FoldChain {
    static constexpr std::size_t count = sizeof...(Layers), nowhere = count;
    template <std::size_t I>
    using bare = Bare<std::tuple_element_t<I, std::tuple<Layers...>>, typename On::template layer<I>>;
    template <std::size_t I>
    using layer = typename bare<I>::layer;
    template <std::size_t I>
    using written = typename bare<I>::written;
    template <std::size_t I>
    using fold = FoldLayer<written<I>, layer<I>>;
    template <std::size_t I>
    using given_bias = GivenBias<written<I>, layer<I>>;
    template <std::size_t I>
    using own_activation =
        std::conditional_t<Scales<layer<I>>, void, typename SoleActivation<written<I>>::type>;
    /// Whether layer I keeps its input's shape, as what goes must.
    template <std::size_t I>
    static constexpr bool keeps_shape =
        std::same_as<typename layer<I>::input::plain, typename layer<I>::output::plain>;

    /// For each layer the one that it is part of: itself if it stays.
    static constexpr std::array<std::size_t, count> part_of = [] {
        std::array<std::size_t, count> parts{};
        std::size_t last = nowhere, scaled = 0;  // the last one, and the outputs whose scale it takes in
        bool takes_activation = false;
        const auto next = [&]<std::size_t I> {
            using L = layer<I>;
            if (only_trains<L>() && keeps_shape<I>) {
                parts[I] = nowhere;
            } else if (Scales<L> && keeps_shape<I> && scaled == last_extent<typename L::output>) {
                parts[I] = last;
            } else if (!std::is_void_v<own_activation<I>> && keeps_shape<I> && takes_activation) {
                parts[I] = last;
                scaled = 0;
                takes_activation = false;
            } else {
                parts[I] = last = I;
                scaled = TakesScale<typename given_bias<I>::on> ? last_extent<typename L::output> : 0;
                takes_activation = TakesActivation<written<I>>;
            }
        };
        [&]<std::size_t... I>(std::index_sequence<I...>) {
            (next.template operator()<I>(), ...);
        }(std::make_index_sequence<count>{});
        return parts;
    }();

    /// Whether a norm goes into layer I, which has no biases but then is given some.
    template <std::size_t I, std::size_t J = I + 1>
    static consteval bool gains_bias() {
        if constexpr (J >= count || std::is_void_v<typename given_bias<I>::type>)
            return false;
        else
            return (part_of[J] == I && Scales<layer<J>>) || gains_bias<I, J + 1>();
    }
    template <std::size_t I>
    using kept =
        std::conditional_t<gains_bias<I>(), given_bias<I>, std::type_identity<typename fold<I>::type>>;

    /// The activation that goes into layer I, or void.
    template <std::size_t I, std::size_t J = I + 1>
    static consteval auto end_of() {
        if constexpr (J >= count)
            return std::type_identity<void>{};
        else if constexpr (part_of[J] == I && !std::is_void_v<own_activation<J>>)
            return std::type_identity<own_activation<J>>{};
        else
            return end_of<I, J + 1>();
    }

    template <std::size_t I>
    static consteval auto what_becomes_of() {
        using End = typename decltype(end_of<I>())::type;
        if constexpr (std::is_void_v<End>)
            return std::type_identity<typename kept<I>::type>{};
        else if constexpr (gains_bias<I>())
            return WithEnd<typename kept<I>::type, typename given_bias<I>::on, End>{};
        else
            return WithEnd<typename kept<I>::type, layer<I>, End>{};
    }

    template <std::size_t I>
    static consteval auto what_is_left() {
        if constexpr (part_of[I] == I)
            return TypeList<typename decltype(what_becomes_of<I>())::type>{};
        else
            return TypeList<>{};
    }

    template <std::size_t... I>
    static consteval auto those_left(std::index_sequence<I...>) {
        using All = typename Joined<decltype(what_is_left<I>())...>::type;
        return std::conditional_t<std::is_same_v<All, TypeList<>>, TypeList<Activation<Linear>>, All>{};
    }
    using left = decltype(those_left(std::make_index_sequence<count>{}));

    /// To is the chain of those that are left.
    template <class To, class T>
    static constexpr void convert(const T* w, const T* state, T* to, T* to_state) noexcept {
        if constexpr (!Broken<To>)
            [&]<std::size_t... I>(std::index_sequence<I...>) {
                (convert_bare<To, I>(w + On::plan.parameters[I], state + On::plan.state[I], to, to_state),
                 ...);
            }(std::make_index_sequence<count>{});
    }

  private:
    /// How many of those before layer I are left.
    static constexpr std::size_t place_of(std::size_t layer) noexcept {
        std::size_t place = 0;
        for (std::size_t i = 0; i < layer; ++i) place += part_of[i] == i;
        return place;
    }

    template <class To, std::size_t I, class T>
    static constexpr void convert_bare(const T* w, const T* state, T* to, T* to_state) noexcept {
        convert_layer<To, I>(bare<I>::parameters(w, state), bare<I>::state(w, state), to, to_state);
    }

    template <class To, std::size_t I, class T>
    static constexpr void convert_layer(const T* w, const T* state, T* to, T* to_state) noexcept {
        if constexpr (part_of[I] != nowhere) {
            constexpr std::size_t place = place_of(part_of[I]);
            T* const into = to + To::plan.parameters[place];
            if constexpr (gains_bias<I>())
                add_bias<layer<I>, typename given_bias<I>::on>(w, into);
            else if constexpr (part_of[I] == I)
                fold<I>::template convert<typename To::template layer<place>>(
                    w, state, into, to_state + To::plan.state[place]);
            else if constexpr (Scales<layer<I>>)
                take_in<typename given_bias<part_of[I]>::on, layer<I>>(w, state, into);
        }
    }
};

/// What becomes of Whole<Layers...>, whose layers stand one after the other in the chain On.
template <template <class...> class Whole, class On, class... Layers>
struct FoldSequence : FoldChain<On, Layers...> {
    template <class... Left>
    static std::type_identity<Whole<Left...>> with(TypeList<Left...>);
    using type = typename decltype(with(typename FoldChain<On, Layers...>::left{}))::type;
};

/// A branch that does nothing when predicting passes its input on.
template <class U, class L>
using FoldBranch = FoldLayer<std::conditional_t<only_trains<L>(), Activation<Linear>, U>, L>;

/// What becomes of Whole<Branches...>, whose branches stand side by side in On.
template <template <class...> class Whole, class On, class... Branches>
struct FoldBranches {
    template <std::size_t I>
    using fold =
        FoldBranch<std::tuple_element_t<I, std::tuple<Branches...>>, typename On::template branch<I>>;

    template <std::size_t... I>
    static std::type_identity<Whole<typename fold<I>::type...>> with(std::index_sequence<I...>);
    using type = typename decltype(with(std::index_sequence_for<Branches...>{}))::type;

    template <class To, class T>
    static constexpr void convert(const T* w, const T* state, T* to, T* to_state) noexcept {
        [&]<std::size_t... I>(std::index_sequence<I...>) {
            (fold<I>::template convert<typename To::template branch<I>>(
                 w + On::plan.parameters[I], state + On::plan.state[I], to + To::plan.parameters[I],
                 to_state + To::plan.state[I]),
             ...);
        }(std::index_sequence_for<Branches...>{});
    }
};

}  // namespace detail::inline CTNN_CODE
}  // namespace ctnn
