#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/heads.hpp>
#include <ctnn/core/error/network.hpp>
#include <ctnn/core/error/values.hpp>
#include <ctnn/core/number.hpp>
#include <ctnn/core/readable.hpp>
#include <ctnn/engine/placing.hpp>
#include <ctnn/network/network.hpp>
#include <span>
#include <type_traits>

// Whether an argument is an input of a network, many of them, outputs, a workspace; and the sentence when it
// is not.

namespace ctnn::detail::inline CTNN_CODE {

template <class Net, class T, class X>
consteval auto input_mistake_of() {
    if constexpr (!Number<T>)
        return std::type_identity<Said>{};  // by the parameters
    else if constexpr (Broken<typename Net::body>)
        return std::type_identity<void>{};
    else
        return reading_mistake<
            X, T, Net::input_size,
            error::the_network_takes<Net::input_size>::template inputs_but_the_array_holds>();
}

/// void when X is an input of the network, else the sentence, or that it has been said.
template <class Net, class T, class X>
using InputMistake = typename decltype(input_mistake_of<Net, T, X>())::type;

/// Whether these are the values of a sample, one by one, where an array belongs.
template <class... Xs>
concept SingleValues = (std::is_arithmetic_v<std::remove_cvref_t<Xs>> && ...);

/// Whether these are numbers of several types, of which braces are no array.
template <class... Xs>
inline constexpr bool one_type = true;
template <class X, class... Xs>
inline constexpr bool one_type<X, Xs...> = (std::is_same_v<X, Xs> && ...);
template <class... Xs>
concept MixedValues = SingleValues<Xs...> && !one_type<Xs...>;

/// A sample in braces of numbers of several types.
template <class T, std::size_t N>
struct MixedSample {
    template <class... Xs>
        requires(sizeof...(Xs) == N && MixedValues<Xs...>)
    constexpr MixedSample(Xs... x) noexcept : values{static_cast<T>(x)...} {}

    std::array<T, N> values;
};
/// The same of another number of values.
template <std::size_t N>
struct MixedOfAnotherSize {
    template <class... Xs>
        requires(sizeof...(Xs) != N && MixedValues<Xs...>)
    constexpr MixedOfAnotherSize(Xs...) noexcept {}
};

/// void when many samples can be read from X and their outputs written to Y, else the sentence.
template <class Net, class T, class X, class Y>
consteval auto samples_mistake() {
    if constexpr (!Number<T>)
        return std::type_identity<Said>{};  // by the parameters
    else if constexpr (Broken<typename Net::body>)
        return std::type_identity<void>{};
    else if constexpr (SingleValues<X, Y>)
        return std::type_identity<
            error::the_values_of_a_sample_go_in_braces_as_in_predict_parameters_1_2<Net>>{};
    else
        return spans_mistake<T, X, Y>();
}
template <class Net, class T, class X, class Y>
using SamplesMistake = typename decltype(samples_mistake<Net, T, X, Y>())::type;

/// void when Work can be a workspace of N values, else the sentence. How many values it has may show only as
/// the program runs.
template <class T, std::size_t N, class Work>
consteval auto room_mistake() {
    using Values = std::remove_cvref_t<Work>;
    if constexpr (!std::convertible_to<Work, std::span<T>>)
        return std::type_identity<typename error::these_values_cannot_be_written_as<
            std::span<T>>::template but_are<std::remove_reference_t<Work>>>{};
    else if constexpr (!Extent<Values>::known)
        return std::type_identity<void>{};
    else if constexpr (Extent<Values>::value < N)
        return std::type_identity<typename error::the_network_needs<
            N>::template values_of_workspace_but_the_array_holds<Extent<Values>::value>>{};
    else
        return std::type_identity<void>{};
}

/// The same, and when many samples can be read from X and their outputs written to Y.
template <class Net, class T, class X, class Y, class Work>
consteval auto workspace_mistake() {
    if constexpr (!Number<T>)
        return std::type_identity<Said>{};
    else if constexpr (Broken<typename Net::body>)
        return std::type_identity<void>{};
    else if constexpr (!std::is_void_v<SamplesMistake<Net, T, X, Y>>)
        return samples_mistake<Net, T, X, Y>();
    else
        return room_mistake<T, Net::workspace_size, Work>();
}

template <class Net, class T, class X, class Y, class Work>
using WorkspaceMistake = typename decltype(workspace_mistake<Net, T, X, Y, Work>())::type;

/// void when the network has a class for what is read from X, else the sentence.
template <class Net, class T, class X>
consteval auto class_mistake() {
    if constexpr (ends_in_heads<Net> && !Broken<typename Net::body>)
        return std::type_identity<
            error::heads_have_a_class_each_so_say_which_as_in_classify_0_parameters_x_of<Net>>{};
    else
        return input_mistake_of<Net, T, X>();
}
template <class Net, class T, class X>
using ClassMistake = typename decltype(class_mistake<Net, T, X>())::type;

/// The same, and when Work is a workspace of the network.
template <class Net, class T, class X, class Work>
consteval auto classify_mistake() {
    if constexpr (!std::is_void_v<ClassMistake<Net, T, X>> || Broken<typename Net::body>)
        return class_mistake<Net, T, X>();
    else
        return room_mistake<T, Net::workspace_size, Work>();
}
template <class Net, class T, class X, class Work>
using ClassifyMistake = typename decltype(classify_mistake<Net, T, X, Work>())::type;

}  // namespace ctnn::detail::inline CTNN_CODE
