#pragma once

#include <array>
#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/network.hpp>
#include <ctnn/core/error/sentence.hpp>
#include <ctnn/core/number.hpp>
#include <ctnn/network/arguments.hpp>
#include <ctnn/network/network.hpp>
#include <ctnn/network/parameters.hpp>
#include <ctnn/network/predict.hpp>
#include <span>
#include <tuple>
#include <type_traits>
#include <utility>

namespace ctnn {
namespace detail::inline CTNN_CODE {

/// The first N layers of a network, as one.
template <class Net, std::size_t N>
struct PrefixOf : OfNetwork<Net> {
    using type = Network<Input<1>>;
};
template <class First, class... Layers, std::size_t N>
    requires(N == 0 || N > sizeof...(Layers))
struct PrefixOf<Network<First, Layers...>, N>
    : decltype(error::sentence(
          std::type_identity<typename error::a_prefix_of_this_network_has_layers_from_1_to<sizeof...(
              Layers)>::template but_not<N>>{})) {
    using type = Network<First, Layers...>;
};
template <class First, class... Layers, std::size_t N>
    requires(N > 0 && N <= sizeof...(Layers))
struct PrefixOf<Network<First, Layers...>, N> {
    template <std::size_t... I>
    static std::type_identity<Network<First, std::tuple_element_t<I, std::tuple<Layers...>>...>> first(
        std::index_sequence<I...>);
    using type = typename decltype(first(std::make_index_sequence<N>{}))::type;
};

template <class Prefix, class Net>
inline constexpr bool is_prefix_of = false;
template <class First, class... Layers, class... All>
    requires(sizeof...(Layers) < sizeof...(All) && sizeof...(Layers) > 0)
inline constexpr bool is_prefix_of<Network<First, Layers...>, Network<First, All...>> =
    std::is_same_v<Network<First, Layers...>,
                   typename PrefixOf<Network<First, All...>, sizeof...(Layers)>::type>;

}  // namespace detail::inline CTNN_CODE

/// The first N layers of a network, as a network: what a hidden layer gives.
///
///     using Features = prefix<Digits, 1>;
///     const auto hidden = predict<Features>(parameters, image);  // parameters of Digits
///
/// Its values are those that the whole network's block begins with, and its state what the state does, so
/// that nothing is copied; `transfer(parameters, features)` copies them into Parameters of its own, to be
/// saved or sent. PyTorch: `model[:n]` of an nn.Sequential; Keras: `Model(model.input, model.layers[n -
/// 1].output)`. Goes wrong when the network has no so many layers: a sentence.
template <class Net, std::size_t N>
using prefix = typename detail::PrefixOf<Net, N>::type;

inline namespace CTNN_CODE {

/// What the first layers of a network give for one sample, by the whole network's parameters. Shapes, cost,
/// and what goes wrong: predict's.
template <class Prefix, class Net, class T, class X>
    requires(detail::is_prefix_of<Prefix, Net> && std::is_void_v<detail::InputMistake<Prefix, T, X>>)
constexpr std::array<T, Prefix::output_size> predict(const Parameters<Net, T>& parameters,
                                                     const X& x) noexcept {
    const std::span<const T, Prefix::input_size> input(x);
    std::array<T, Prefix::output_size> y{};
    detail::predict_block<typename Prefix::body, 1>(parameters.data(), parameters.state().data(),
                                                    input.data(), y.data());
    return y;
}

/// The same for many samples, as many as both spans hold whole. Returns their number.
template <class Prefix, class Net, Number T>
    requires detail::is_prefix_of<Prefix, Net>
constexpr std::size_t predict(const Parameters<Net, T>& parameters,
                              std::type_identity_t<std::span<const T>> inputs,
                              std::type_identity_t<std::span<T>> outputs) noexcept {
    return detail::predict_spans<Prefix>(parameters, inputs, outputs);
}

template <class Prefix, class Net, class T, class X>
    requires(detail::is_prefix_of<Prefix, Net> && !std::is_void_v<detail::InputMistake<Prefix, T, X>>)
decltype(error::sentence(detail::input_mistake_of<Prefix, T, X>())) predict(const Parameters<Net, T>&,
                                                                            const X&);
template <class Prefix, class Net, class T, class... X>
    requires(detail::is_network<Prefix> && !detail::is_prefix_of<Prefix, Net>)
decltype(error::sentence(
    std::type_identity<typename error::this_network_is_no_prefix<Prefix>::template of<Net>>{}))
predict(const Parameters<Net, T>&, const X&...);

}  // namespace CTNN_CODE
}  // namespace ctnn
