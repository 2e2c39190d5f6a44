#pragma once

#include <boost/hana/tuple.hpp>
#include <boost/hana/type.hpp>
#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/network.hpp>
#include <ctnn/core/error/sentence.hpp>
#include <ctnn/core/sizes.hpp>
#include <ctnn/engine/chain.hpp>
#include <tuple>
#include <type_traits>

namespace ctnn {

template <class... Layers>
struct Heads;

namespace detail::inline CTNN_CODE {

struct Fits {};

/// An empty base when all layers fit, else the sentence: an incomplete base, whose name the compiler prints.
template <class Body>
consteval auto network_mistake() {
    if constexpr (Broken<Body>)
        return std::type_identity<typename Body::mistake>{};
    else
        return std::type_identity<Fits>{};
}

template <class Body>
using NetworkMistake = typename decltype(network_mistake<Body>())::type;

/// The shape that a network's first argument stands for; none if it is no Input.
template <class First>
struct InputShape {};
template <std::size_t... Extents>
struct InputShape<Input<Extents...>> : std::type_identity<Shape<Extents...>> {};
template <std::size_t... Extents>
struct InputShape<SparseInput<Extents...>> : std::type_identity<SparseShape<Extents...>> {};

template <class... Each>
    requires requires { typename std::tuple<typename InputShape<Each>::type...>; }
struct InputShape<Inputs<Each...>>
    : std::type_identity<SeveralShapes<typename InputShape<Each>::type::plain...>> {};

template <class First>
concept SomeInput = requires { typename InputShape<First>::type; };

template <class First>
concept EmptyInput =
    SomeInput<First> && (InputShape<First>::type::rank == 0 || InputShape<First>::type::size == 0);

template <class First>
concept EndlessInput = SomeInput<First> && (InputShape<First>::type::size > most_values);

template <class Body>
consteval auto layer_types() {
    if constexpr (Broken<Body>)
        return boost::hana::tuple_t<>;
    else
        return []<std::size_t... I>(std::index_sequence<I...>) {
            return boost::hana::tuple_t<typename Body::template layer<I>...>;
        }(std::make_index_sequence<Body::count>{});
}

/// The steps of a network's output where that has several axes; else 1.
template <class Net>
consteval std::size_t steps_of() {
    if constexpr (requires { Net::output::extents[0]; }) {
        if constexpr (Net::output::rank >= 2) return Net::output::extents[0];
    }
    return 1;
}

/// The steps or pixels of a network's output, each of which has its own values: all axes but the last.
template <class Net>
consteval std::size_t places_of() {
    if constexpr (requires { Net::output::extents[Net::output::rank - 1]; }) {
        if constexpr (Net::output::rank >= 2)
            return Net::output::size / Net::output::extents[Net::output::rank - 1];
    }
    return 1;
}

/// Whether samples are sequences that say their length: of RaggedInput.
template <class Net>
concept TakesLengths = requires { Net::body::shortest_length; };

}  // namespace detail::inline CTNN_CODE

/// A network as a type: the shape of its input (Input, SparseInput, RaggedInput or Inputs), then its layers.
/// It holds nothing; its values live in Parameters.
///
///     using Digits = Network<Input<784>, Dense<128, ReLU>, Dense<10, Softmax>>;
///     static_assert(Digits::parameter_count == 101'770);
///
/// Members: `input`, `output` (each a Shape), `input_size`, `output_size`, `parameter_count` (values that are
/// trained), `state_count` (kept but not trained), `layer_count`, `multiply_adds` (for one sample),
/// `workspace_size` (values that `predict` needs besides input and output), `layers` (a hana::tuple of the
/// placed layers as hana::types). PyTorch: `nn.Sequential`; Keras: `Sequential`, without the values. Goes
/// wrong when a layer does not fit where it stands: a sentence in the compiler's first error.
template <class First, class... Layers>
struct Network : error::a_network_starts_with_Input_but_this_one_starts_with<First> {
    using body = detail::BrokenLayer<void, Shape<1>>;
    static constexpr std::size_t input_size = 1, output_size = 1, parameter_count = 1, state_count = 0,
                                 layer_count = 1;
};

template <class First, class... Layers>
    requires detail::EmptyInput<First>
struct Network<First, Layers...> : error::an_input_has_at_least_one_value_but_this_one_is<First> {
    using body = detail::BrokenLayer<void, Shape<1>>;
    static constexpr std::size_t input_size = 1, output_size = 1, parameter_count = 1, state_count = 0,
                                 layer_count = 1;
};

template <class First, class... Layers>
    requires detail::EndlessInput<First>
struct Network<First, Layers...>
    : error::an_input_has_no_more_values_than_memory_can_hold_but_this_one_is<First> {
    using body = detail::BrokenLayer<void, Shape<1>>;
    static constexpr std::size_t input_size = 1, output_size = 1, parameter_count = 1, state_count = 0,
                                 layer_count = 1;
};

template <class First, class... Layers>
    requires(detail::SomeInput<First> && !detail::EmptyInput<First> && !detail::EndlessInput<First>)
struct Network<First, Layers...>
    : decltype(error::sentence(
          detail::network_mistake<detail::ChainOf<typename detail::InputShape<First>::type, Layers...>>())) {
    /// All layers as one placed layer: the engine behind predict and gradient.
    using body = detail::ChainOf<typename detail::InputShape<First>::type, Layers...>;

    using input = typename detail::InputShape<First>::type::plain;     ///< Shape of a sample
    using output = typename body::output::plain;                       ///< Shape of its answer
    static constexpr std::size_t input_size = input::size;             ///< values of a sample
    static constexpr std::size_t output_size = output::size;           ///< values of its answer
    static constexpr std::size_t parameter_count = body::parameters;   ///< values that are trained
    static constexpr std::size_t state_count = body::state;            ///< values that are only kept
    static constexpr std::size_t layer_count = sizeof...(Layers);      ///< Input is none
    static constexpr std::size_t multiply_adds = body::multiply_adds;  ///< of `predict`, for one sample
    static constexpr std::size_t workspace_size = body::scratch;       ///< values that `predict` needs
    /// The placed layers, a hana::tuple of hana::types.
    static constexpr auto layers = detail::layer_types<body>();
};

namespace detail::inline CTNN_CODE {

/// Layer I as the user wrote it, for sentences and tables.
template <class Net, std::size_t I>
struct LayerAt;
template <class First, class... Layers, std::size_t I>
struct LayerAt<Network<First, Layers...>, I> : std::tuple_element<I, std::tuple<Layers...>> {};

/// What it starts with.
template <class Net>
struct FirstOf;
template <class First, class... Layers>
struct FirstOf<Network<First, Layers...>> : std::type_identity<First> {};

template <class Net>
using LastLayer = LayerAt<Net, Net::layer_count - 1>;

template <class L>
inline constexpr bool is_written_heads = false;
template <class... Layers>
inline constexpr bool is_written_heads<Heads<Layers...>> = true;

/// Whether it ends in several things, of which a class is not one.
template <class Net>
inline constexpr bool ends_in_heads = false;
template <class First, class... Layers>
    requires(sizeof...(Layers) > 0)
inline constexpr bool ends_in_heads<Network<First, Layers...>> =
    is_written_heads<typename LastLayer<Network<First, Layers...>>::type>;

/// Whether the values of layer I are all state.
template <class Net, std::size_t I>
consteval bool is_frozen_layer() noexcept {
    if constexpr (Net::state_count == 0 || Broken<typename Net::body>)
        return false;
    else
        return all_is_frozen<typename Net::body::template layer<I>>();
}

template <class N>
inline constexpr bool is_network = false;
template <class First, class... Layers>
inline constexpr bool is_network<Network<First, Layers...>> = true;

/// One, broken or not, or what has the counts of one.
template <class N>
concept ANetwork = is_network<N> || requires { N::parameter_count + N::state_count; };

template <class N>
consteval auto no_network_mistake() {
    if constexpr (ANetwork<N>)
        return std::type_identity<Fits>{};
    else
        return std::type_identity<error::is_not_a_network<N>>{};
}

/// A base of what belongs to a network: of another class it says so, once.
template <class N>
struct OfNetwork : decltype(error::sentence(no_network_mistake<N>())) {};

}  // namespace detail::inline CTNN_CODE
}  // namespace ctnn
