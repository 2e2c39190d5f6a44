#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/heads.hpp>
#include <ctnn/core/error/network.hpp>
#include <ctnn/core/error/sentence.hpp>
#include <ctnn/core/readable.hpp>
#include <ctnn/layers/take.hpp>
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

/// The inputs of a network; `count` is 0 where there is one only.
template <class Net>
struct InputsOf : SeveralInputs<void> {};
template <class... Each, class... Layers>
struct InputsOf<Network<Inputs<Each...>, Layers...>>
    : SeveralInputs<typename InputShape<Inputs<Each...>>::type> {};

/// The first mistake in what is given for the inputs from number I on, or void.
template <class Net, class T, std::size_t I, class X, class... Rest>
consteval auto joining_mistake() {
    constexpr std::size_t N = InputsOf<Net>::template shape<I>::size;
    using Mistake =
        decltype(reading_mistake<X, T, N,
                                 error::the_network_takes<N>::template inputs_but_the_array_holds>());
    if constexpr (!std::is_void_v<typename Mistake::type>)
        return Mistake{};
    else if constexpr (sizeof...(Rest) == 0)
        return std::type_identity<void>{};
    else
        return joining_mistake<Net, T, I + 1, Rest...>();
}

template <class Net, class T, class... Xs>
consteval auto join_mistake() {
    if constexpr (Broken<typename Net::body>)
        return std::type_identity<void>{};
    else if constexpr (InputsOf<Net>::count != sizeof...(Xs) || sizeof...(Xs) == 0)
        return std::type_identity<typename error::the_network_takes_several_inputs<
            InputsOf<Net>::count>::template but_was_given<sizeof...(Xs)>>{};
    else
        return joining_mistake<Net, T, 0, Xs...>();
}

template <class Net, class T, class... Xs>
using JoinMistake = typename decltype(join_mistake<Net, T, Xs...>())::type;

}  // namespace detail::inline CTNN_CODE

inline namespace CTNN_CODE {

/// The values of several Inputs as one sample, as predict, loss, gradient and a Dataset's rows take it: for
/// each input, in order, an array or a span of its values. Goes wrong with more or fewer arrays than inputs,
/// or with another number of values: a sentence.
template <class Net, class T = float, class... Xs>
    requires std::is_void_v<detail::JoinMistake<Net, T, Xs...>>
constexpr std::array<T, Net::input_size> join_inputs(const Xs&... xs) noexcept {
    std::array<T, Net::input_size> all{};
    [&]<std::size_t... I>(std::index_sequence<I...>) {
        const auto put = [&]<std::size_t N>(std::span<const T, N> own, std::size_t at) {
            std::copy_n(own.data(), N, all.data() + at);
        };
        (put(std::span<const T, detail::InputsOf<Net>::template shape<I>::size>(xs),
             detail::InputsOf<Net>::template start<I>),
         ...);
    }(std::index_sequence_for<Xs...>{});
    return all;
}
template <class Net, class T = float, class... Xs>
    requires(!std::is_void_v<detail::JoinMistake<Net, T, Xs...>>)
decltype(error::sentence(detail::join_mistake<Net, T, Xs...>())) join_inputs(const Xs&...);

/// What a network of several Inputs gives for one sample, a tuple of an array for each: `predict(parameters,
/// std::tuple(image, facts))`. The rest as ever; and what goes wrong as in join_inputs.
template <class Net, class T, class... Xs>
    requires std::is_void_v<detail::JoinMistake<Net, T, Xs...>>
constexpr std::array<T, Net::output_size> predict(const Parameters<Net, T>& parameters,
                                                  const std::tuple<Xs...>& inputs) noexcept {
    return std::apply([&](const Xs&... xs) { return predict(parameters, join_inputs<Net, T>(xs...)); },
                      inputs);
}
template <class Net, class T, class... Xs>
    requires(detail::InputsOf<Net>::count != 0 && !std::is_void_v<detail::JoinMistake<Net, T, Xs...>>)
decltype(error::sentence(detail::join_mistake<Net, T, Xs...>())) predict(const Parameters<Net, T>&,
                                                                         const std::tuple<Xs...>&);

}  // namespace CTNN_CODE
}  // namespace ctnn
