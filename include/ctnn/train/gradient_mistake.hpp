#pragma once

#include <concepts>
#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/training.hpp>
#include <ctnn/core/error/values.hpp>
#include <ctnn/core/readable.hpp>
#include <ctnn/data/target_values.hpp>
#include <ctnn/network/arguments.hpp>
#include <ctnn/network/parameters.hpp>
#include <ctnn/network/trained_part.hpp>
#include <ctnn/train/head_targets.hpp>
#include <ctnn/train/objective.hpp>
#include <ctnn/train/standing_state.hpp>
#include <span>
#include <type_traits>

// What is wrong with the arguments of loss and gradient.

namespace ctnn::detail::inline CTNN_CODE {

template <class Net, class T, class Target, class Loss>
consteval auto target_mistake();

/// The first std::type_identity that is not one of void, or that.
template <class... Each>
struct FirstOfTargets : std::type_identity<std::type_identity<void>> {};
template <class First, class... Rest>
struct FirstOfTargets<First, Rest...>
    : std::conditional_t<std::is_void_v<typename First::type>, FirstOfTargets<Rest...>,
                         std::type_identity<First>> {};

/// The first mistake in the targets of heads, or void.
template <class Net, class T, class Target, class Loss, std::size_t... I>
consteval auto head_targets_mistake(std::index_sequence<I...>) {
    if constexpr (sizeof...(I) != is_tuple_of<Target>)
        return std::type_identity<typename error::the_network_ends_in<sizeof...(
            I)>::template heads_but_there_are_so_many_targets<is_tuple_of<Target>>>{};
    else
        return typename FirstOfTargets<
            decltype(target_mistake<typename HeadsOf<Net>::template head<I>, T,
                                    std::tuple_element_t<I, Target>,
                                    typename Loss::template of<Net>::template part<I>::loss>())...>::type{};
}

template <class Net, class T, class Target, class Loss>
consteval auto target_mistake() {
    constexpr std::size_t N = Net::output_size;
    constexpr std::size_t places = Objective<Loss, Net>::places;
    if constexpr (is_losses<Loss> && is_tuple_of<Target> != 0)
        return head_targets_mistake<Net, T, Target, Loss>(std::make_index_sequence<HeadsOf<Net>::count>{});
    else if constexpr (std::integral<Target> && TakesClassIndex<Loss> && places > 1)
        return std::type_identity<
            typename error::the_loss_needs<places>::classes_one_for_each_step_or_pixel_not_one_for_all>{};
    else if constexpr (ClassArray<Target> && TakesClassIndex<Loss>)
        return reading_mistake<Target, typename ElementOf<Target>::type, places,
                               error::the_loss_needs<places>::template classes_but_the_array_holds>();
    else if constexpr (std::integral<Target> && TakesClassIndex<Loss>)
        return std::type_identity<void>{};
    else if constexpr (std::integral<Target>)
        return std::type_identity<error::a_class_index_needs_CrossEntropy_but_the_loss_is<Loss>>{};
    else if constexpr (std::floating_point<Target> && N == 1)
        return std::type_identity<void>{};
    else
        return reading_mistake<Target, T, N,
                               error::the_loss_needs<N>::template targets_but_the_array_holds>();
}

/// Why Sum cannot take the gradient of parameters of a Net.
template <class Net, class T, class Sum>
struct SumMistake
    : std::type_identity<error::a_gradient_is_added_to_Parameters_that_are_not_const_not_to<Sum>> {};
template <class Net, class T, class Other, class U>
struct SumMistake<Net, T, Parameters<Other, U>>
    : std::type_identity<error::these_parameters_belong_to<Other>> {};
template <class Net, class T, class U>
struct SumMistake<Net, T, Parameters<Net, U>>
    : std::type_identity<error::these_parameters_are_of_another_type<U>> {};

/// void, or the first mistake among the arguments of loss and gradient.
template <class Loss, class Net, class T, class X, class Target, class Sum = Parameters<Net, T>>
consteval auto find_loss_mistake() {
    if constexpr (!std::is_void_v<InputMistake<Net, T, X>>)
        return std::type_identity<InputMistake<Net, T, X>>{};
    else if constexpr (!std::is_void_v<typename decltype(objective_mistake<Loss, Net>())::type>)
        return objective_mistake<Loss, Net>();
    else if constexpr (!std::same_as<Sum, Parameters<Net, T>> && !std::same_as<Sum, Gradient<Net, T>>)
        return std::type_identity<typename SumMistake<Net, T, Sum>::type>{};
    else
        return target_mistake<Net, T, Target, Loss>();
}

template <class Loss, class Net, class T, class X, class Target, class Sum = Parameters<Net, T>>
using LossMistake = typename decltype(find_loss_mistake<Loss, Net, T, X, Target, Sum>())::type;

/// Why the gradient of the input cannot be written to Dx.
template <class Net, class T, class Dx>
consteval auto input_gradient_mistake() {
    using Values = std::remove_cvref_t<Dx>;
    if constexpr (!std::is_void_v<InputMistake<Net, T, Values>>)
        return input_mistake_of<Net, T, Values>();
    else if constexpr (!std::convertible_to<Dx&, std::span<T, Net::input_size>>)
        return std::type_identity<typename error::these_values_cannot_be_written_as<
            std::span<T, Net::input_size>>::template but_are<std::remove_reference_t<Dx>>>{};
    else
        return std::type_identity<void>{};
}

/// The same of all arguments of gradient; of Dx there is one, or none.
template <class Loss, class Net, class T, class X, class Target, class Sum, class... Dx>
consteval auto find_gradient_mistake() {
    if constexpr (!std::is_void_v<LossMistake<Loss, Net, T, X, Target, Sum>> || sizeof...(Dx) != 1)
        return find_loss_mistake<Loss, Net, T, X, Target, Sum>();
    else
        return input_gradient_mistake<Net, T, Dx...>();
}

template <class Loss, class Net, class T, class X, class Target, class Sum, class... Dx>
using GradientMistake = typename decltype(find_gradient_mistake<Loss, Net, T, X, Target, Sum, Dx...>())::type;

/// What runs forward, or forward and back, and a copy of the state, because gradient and loss are pure.
template <class Loss, class Net>
inline constexpr std::size_t loss_values = Objective<Loss, Net>::forward_workspace + copied_state<Net>;
template <class Loss, class Net>
inline constexpr std::size_t gradient_values = Objective<Loss, Net>::workspace + copied_state<Net>;

/// void, or the first mistake among the arguments of loss in a workspace.
template <class Loss, class Net, class T, class X, class Target, class Work>
consteval auto find_loss_mistake_in() {
    if constexpr (!std::is_void_v<LossMistake<Loss, Net, T, X, Target>> || Broken<typename Net::body>)
        return find_loss_mistake<Loss, Net, T, X, Target>();
    else
        return room_mistake<T, loss_values<Loss, Net>, Work>();
}
template <class Loss, class Net, class T, class X, class Target, class Work>
using LossMistakeIn = typename decltype(find_loss_mistake_in<Loss, Net, T, X, Target, Work>())::type;

template <class Dx>
concept Nothing = std::same_as<std::remove_cvref_t<Dx>, std::nullptr_t>;

/// The same of gradient.
template <class Loss, class Net, class T, class X, class Target, class Sum, class Dx, class Work>
consteval auto find_gradient_mistake_in() {
    if constexpr (!std::is_void_v<LossMistake<Loss, Net, T, X, Target, Sum>> || Broken<typename Net::body>)
        return find_loss_mistake<Loss, Net, T, X, Target, Sum>();
    else if constexpr (Nothing<Dx>)
        return room_mistake<T, gradient_values<Loss, Net>, Work>();
    else if constexpr (!std::is_void_v<typename decltype(input_gradient_mistake<Net, T, Dx>())::type>)
        return input_gradient_mistake<Net, T, Dx>();
    else
        return room_mistake<T, gradient_values<Loss, Net>, Work>();
}
template <class Loss, class Net, class T, class X, class Target, class Sum, class Dx, class Work>
using GradientMistakeIn =
    typename decltype(find_gradient_mistake_in<Loss, Net, T, X, Target, Sum, Dx, Work>())::type;

}  // namespace ctnn::detail::inline CTNN_CODE
