#pragma once

#include <array>
#include <cstddef>
#include <ctnn/activations/linear.hpp>
#include <ctnn/engine/chain.hpp>
#include <ctnn/engine/placed/convolution.hpp>
#include <ctnn/kernels/values/elementwise.hpp>
#include <ctnn/layers/activation.hpp>
#include <ctnn/layers/add.hpp>
#include <ctnn/layers/batch_norm.hpp>
#include <ctnn/layers/concat.hpp>
#include <ctnn/layers/conv1d.hpp>
#include <ctnn/layers/conv2d.hpp>
#include <ctnn/layers/conv2d_transpose.hpp>
#include <ctnn/layers/dense.hpp>
#include <ctnn/layers/dropout.hpp>
#include <ctnn/layers/gaussian_noise.hpp>
#include <ctnn/layers/multiply.hpp>
#include <ctnn/layers/residual.hpp>
#include <ctnn/layers/sequential.hpp>
#include <ctnn/layers/time_distributed.hpp>
#include <ctnn/math/math.hpp>
#include <tuple>
#include <type_traits>
#include <utility>

// What becomes of each layer of a network that is folded: as a type, and what its parameters become.

namespace ctnn::detail {

/// Whether L, placed, takes in a BatchNorm that follows it. It has weights, then biases, and no activation;
/// `output(i)` is the output that weight i goes to.
template <class L>
struct Folds : std::false_type {};

template <class In, std::size_t Units, class Init>
struct Folds<DenseOn<In, Units, Linear, Init>> : std::true_type {
    static constexpr std::size_t output(std::size_t i) noexcept { return i % Units; }
};
template <class In, class Out, kernels::Convolution C, class Init>
struct Folds<ConvolutionOn<In, Out, C, Linear, Init>> : std::true_type {
    static constexpr std::size_t output(std::size_t i) noexcept { return i % C.filters; }
};
/// Whose C is the convolution the other way, from its filters to its channels.
template <class In, kernels::Convolution C, class Init>
struct Folds<TransposedOn<In, C, Linear, Init>> : std::true_type {
    static constexpr std::size_t output(std::size_t i) noexcept {
        const std::size_t group = i % C.filters / C.group_filters();
        return group * C.group_channels() + i / C.filters % C.group_channels();
    }
};
template <class In, class L>
struct Folds<TimeDistributedOn<In, L>> : Folds<L> {};

/// The initializer of a layer that ends in Act instead of Linear.
template <class Init, class Act>
using InitializerFor = std::conditional_t<std::is_same_v<Init, typename DefaultInitializer<Linear>::type>,
                                          typename DefaultInitializer<Act>::type, Init>;

/// `type`: the layer that a user wrote as U, which has no activation, ending in Act.
template <class U, class Act>
struct EndingIn {};
template <std::size_t Units, class Init, class Act>
struct EndingIn<Dense<Units, Linear, Init>, Act>
    : std::type_identity<Dense<Units, Act, InitializerFor<Init, Act>>> {};
template <std::size_t Filters, std::size_t Kernel, auto O, class Init, class Act>
struct EndingIn<Conv1D<Filters, Kernel, Linear, O, Init>, Act>
    : std::type_identity<Conv1D<Filters, Kernel, Act, O, InitializerFor<Init, Act>>> {};
template <std::size_t Filters, Size2D Kernel, auto O, class Init, class Act>
struct EndingIn<Conv2D<Filters, Kernel, Linear, O, Init>, Act>
    : std::type_identity<Conv2D<Filters, Kernel, Act, O, InitializerFor<Init, Act>>> {};
template <std::size_t Filters, Size2D Kernel, auto O, class Init, class Act>
struct EndingIn<Conv2DTranspose<Filters, Kernel, Linear, O, Init>, Act>
    : std::type_identity<Conv2DTranspose<Filters, Kernel, Act, O, InitializerFor<Init, Act>>> {};
template <class U, class Act>
    requires requires { typename EndingIn<U, Act>::type; }
struct EndingIn<TimeDistributed<U>, Act>
    : std::type_identity<TimeDistributed<typename EndingIn<U, Act>::type>> {};

/// The activation of single values that U is as a layer of its own; void if it is none.
template <class U>
struct OwnActivation : std::type_identity<void> {};
template <Elementwise Act>
struct OwnActivation<Activation<Act>> : std::type_identity<Act> {};

/// Whether L only matters in training.
template <class L>
inline constexpr bool drops = false;
template <class In, class Rate>
inline constexpr bool drops<DropoutOn<In, Rate>> = true;
template <class In, class Sigma>
inline constexpr bool drops<GaussianNoiseOn<In, Sigma>> = true;
template <class In, class L>
inline constexpr bool drops<TimeDistributedOn<In, L>> = drops<L>;
template <class In, class... Layers>
inline constexpr bool drops<Chain<In, Layers...>> = (drops<Layers> && ...);

template <class L>
inline constexpr bool is_batch_norm = false;
template <class In, class Momentum, class Epsilon>
inline constexpr bool is_batch_norm<BatchNormOn<In, Momentum, Epsilon>> = true;

/// L's weights and biases take in what Norm, of the parameters and state given, does to its outputs.
template <class L, class Norm, class T>
constexpr void take_in(const T* norm, const T* running, T* w) noexcept {
    constexpr std::size_t outputs = Norm::channels, weights = L::parameters - outputs;
    double factors[outputs];
    for (std::size_t o = 0; o < outputs; ++o) {
        const double variance = double(running[outputs + o]) + Norm::template epsilon<double>;
        factors[o] = double(norm[o]) / math::sqrt(variance);
        T& bias = w[weights + o];
        bias = T((double(bias) - double(running[o])) * factors[o] + double(norm[outputs + o]));
    }
    for (std::size_t i = 0; i < weights; ++i) w[i] = T(double(w[i]) * factors[Folds<L>::output(i)]);
}

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

/// U, ending in Act if that is not void.
template <class U, class Act>
struct WithEnd : EndingIn<U, Act> {};
template <class U>
struct WithEnd<U, void> : std::type_identity<U> {};

/// What becomes of layers one after the other. All but those that are `left` go, or go into the one before.
template <class On, class... Layers>
struct FoldChain {
    static constexpr std::size_t count = sizeof...(Layers), nowhere = count;
    template <std::size_t I>
    using layer = typename On::template layer<I>;
    template <std::size_t I>
    using written = std::tuple_element_t<I, std::tuple<Layers...>>;
    template <std::size_t I>
    using fold = FoldLayer<written<I>, layer<I>>;
    template <std::size_t I>
    using own_activation = typename OwnActivation<written<I>>::type;

    /// For each layer the one that it is part of: itself if it stays.
    static constexpr std::array<std::size_t, count> part_of = [] {
        std::array<std::size_t, count> parts{};
        std::size_t last = nowhere;
        bool takes_in = false, takes_activation = false;  // the last one
        const auto next = [&]<std::size_t I> {
            if (drops<layer<I>>) {
                parts[I] = nowhere;
            } else if (is_batch_norm<layer<I>> && takes_in) {
                parts[I] = last;
            } else if (!std::is_void_v<own_activation<I>> && takes_activation) {
                parts[I] = last;
                takes_in = takes_activation = false;
            } else {
                parts[I] = last = I;
                takes_in = Folds<layer<I>>::value;
                takes_activation = requires { typename EndingIn<written<I>, Linear>::type; };
            }
        };
        [&]<std::size_t... I>(std::index_sequence<I...>) {
            (next.template operator()<I>(), ...);
        }(std::make_index_sequence<count>{});
        return parts;
    }();

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
    static consteval auto what_is_left() {
        if constexpr (part_of[I] == I)
            return TypeList<
                typename WithEnd<typename fold<I>::type, typename decltype(end_of<I>())::type>::type>{};
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
        [&]<std::size_t... I>(std::index_sequence<I...>) {
            (convert_layer<To, I>(w + On::plan.parameters[I], state + On::plan.state[I], to, to_state), ...);
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
    static constexpr void convert_layer(const T* w, const T* state, T* to, T* to_state) noexcept {
        if constexpr (part_of[I] != nowhere) {
            constexpr std::size_t place = place_of(part_of[I]);
            T* const into = to + To::plan.parameters[place];
            if constexpr (part_of[I] == I)
                fold<I>::template convert<typename To::template layer<place>>(
                    w, state, into, to_state + To::plan.state[place]);
            else if constexpr (is_batch_norm<layer<I>>)
                take_in<layer<part_of[I]>, layer<I>>(w, state, into);
        }
    }
};

template <class... Layers, class L>
struct FoldLayer<Sequential<Layers...>, L> : FoldChain<L, Layers...> {
    template <class... Left>
    static std::type_identity<Sequential<Left...>> with(TypeList<Left...>);
    using type = typename decltype(with(typename FoldChain<L, Layers...>::left{}))::type;
};

template <class... Layers, class Body>
struct FoldLayer<Residual<Layers...>, ResidualOn<Body>> {
    using fold = FoldChain<Body, Layers...>;

    template <class... Left>
    static std::type_identity<Residual<Left...>> with(TypeList<Left...>);
    using type = typename decltype(with(typename fold::left{}))::type;

    template <class To, class T>
    static constexpr void convert(const T* w, const T* state, T* to, T* to_state) noexcept {
        fold::template convert<typename To::body>(w, state, to, to_state);
    }
};

template <class U, class In, class L>
struct FoldLayer<TimeDistributed<U>, TimeDistributedOn<In, L>> {
    using type = TimeDistributed<typename FoldLayer<U, L>::type>;

    template <class To, class T>
    static constexpr void convert(const T* w, const T* state, T* to, T* to_state) noexcept {
        FoldLayer<U, L>::template convert<typename To::layer>(w, state, to, to_state);
    }
};

/// A branch that does nothing when predicting passes its input on.
template <class U, class L>
using FoldBranch = FoldLayer<std::conditional_t<drops<L>, Activation<Linear>, U>, L>;

template <template <class...> class Branches, class Join, class In, class... U, class... L>
struct FoldLayer<Branches<U...>, BranchesOn<Join, In, L...>> {
    using type = Branches<typename FoldBranch<U, L>::type...>;
    using On = BranchesOn<Join, In, L...>;

    template <class To, class T>
    static constexpr void convert(const T* w, const T* state, T* to, T* to_state) noexcept {
        [&]<std::size_t... I>(std::index_sequence<I...>) {
            (FoldBranch<U, L>::template convert<typename To::template branch<I>>(
                 w + On::plan.parameters[I], state + On::plan.state[I], to + To::plan.parameters[I],
                 to_state + To::plan.state[I]),
             ...);
        }(std::make_index_sequence<sizeof...(U)>{});
    }
};

}  // namespace ctnn::detail
