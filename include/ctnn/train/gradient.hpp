#pragma once

#include <concepts>
#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/sentence.hpp>
#include <ctnn/core/error/training.hpp>
#include <ctnn/core/error/values.hpp>
#include <ctnn/data/target_values.hpp>
#include <ctnn/network/arguments.hpp>
#include <ctnn/network/parameters.hpp>
#include <ctnn/train/objective.hpp>
#include <span>
#include <type_traits>

namespace ctnn {
namespace detail::inline CTNN_CODE {

template <class Net, class T, class Target, class Loss>
consteval auto target_mistake() {
    constexpr std::size_t N = Net::output_size;
    if constexpr (std::integral<Target> && TakesClassIndex<Loss>)
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
struct SumMistake : std::type_identity<error::these_parameters_belong_to<Sum>> {};
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
    else if constexpr (!std::same_as<Sum, Parameters<Net, T>>)
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
        return std::type_identity<error::these_values_cannot_be_written_as<std::span<T, Net::input_size>>>{};
    else
        return std::type_identity<void>{};
}

/// The same of all arguments of gradient; of Dx there is one, or none.
template <class Loss, class Net, class T, class X, class Target, class Sum, class... Dx>
consteval auto find_gradient_mistake() {
    if constexpr (!std::is_void_v<LossMistake<Loss, Net, T, X, Target, Sum>> || sizeof...(Dx) == 0)
        return find_loss_mistake<Loss, Net, T, X, Target, Sum>();
    else
        return input_gradient_mistake<Net, T, Dx...>();
}

template <class Loss, class Net, class T, class X, class Target, class Sum, class... Dx>
using GradientMistake = typename decltype(find_gradient_mistake<Loss, Net, T, X, Target, Sum, Dx...>())::type;

/// A copy of the state, because gradient and loss are pure.
template <class Net, class T>
struct StateCopy {
    T values[Net::state_count == 0 ? 1 : Net::state_count]{};

    constexpr explicit StateCopy(const Parameters<Net, T>& from) {
        for (std::size_t i = 0; i < Net::state_count; ++i) values[i] = from.values[Net::parameter_count + i];
    }
};

}  // namespace detail::inline CTNN_CODE

inline namespace CTNN_CODE {

/// The loss of one sample as training sees it. Pure: it works on a copy of the state and a fixed random
/// stream, so that it is the value whose gradient `gradient` gives.
///
/// `target` is a class index (with CrossEntropy), Net::output_size values, or one number for one output.
/// Goes wrong when x, the target or the network's last activation does not fit the loss: a sentence at the
/// call. A class index beyond the outputs gives NaN.
template <class Loss, class Net, class T, class X, class Target>
    requires std::is_void_v<detail::LossMistake<Loss, Net, T, X, Target>>
constexpr T loss(const Parameters<Net, T>& parameters, const X& x, const Target& target) noexcept {
    using Goal = detail::Objective<Loss, Net>;
    const std::span<const T, Net::input_size> input(x);
    const auto targets = detail::target_values<Net::output_size, T>(target);
    detail::StateCopy<Net, T> state(parameters);
    alignas(64) T workspace[Goal::forward_workspace];
    Random random;
    return Goal::template forward<1>(parameters.data(), state.values, input.data(), targets.data(), 1,
                                     workspace, random);
}

template <class Loss, class Net, class T, class X, class Target>
    requires(!std::is_void_v<detail::LossMistake<Loss, Net, T, X, Target>>)
decltype(error::sentence(detail::find_loss_mistake<Loss, Net, T, X, Target>())) loss(
    const Parameters<Net, T>&, const X&, const Target&);

/// ADDS the gradient of one sample's loss to `sum`, a block of the parameters' type; returns the loss. Given
/// `dx`, Net::input_size values, it OVERWRITES them with the gradient of the input.
///
/// Cost: about three times predict's. Backpropagation: Rumelhart, Hinton, Williams, Learning representations
/// by back-propagating errors, 1986. PyTorch: `loss.backward()`. Goes wrong as `loss` does, and when `sum`
/// belongs to another network or dx is not as many values: a sentence at the call.
template <class Loss, class Net, class T, class X, class Target, class Sum, class... Dx>
    requires(sizeof...(Dx) <= 1 &&
             std::is_void_v<detail::GradientMistake<Loss, Net, T, X, Target, Sum, Dx...>>)
constexpr T gradient(const Parameters<Net, T>& parameters, const X& x, const Target& target, Sum& sum,
                     Dx&&... dx) noexcept {
    using Goal = detail::Objective<Loss, Net>;
    constexpr std::size_t D = sizeof...(Dx) * Net::input_size;
    const std::span<const T, Net::input_size> input(x);
    const auto targets = detail::target_values<Net::output_size, T>(target);
    detail::StateCopy<Net, T> state(parameters);
    alignas(64) T workspace[Goal::workspace];
    Random random;
    return Goal::template gradient<1, D>(parameters.data(), state.values, input.data(), targets.data(), 1,
                                         T(1), std::span<T, D>(dx...).data(), sum.data(), workspace, random);
}

template <class Loss, class Net, class T, class X, class Target, class Sum, class... Dx>
    requires(sizeof...(Dx) <= 1 &&
             !std::is_void_v<detail::GradientMistake<Loss, Net, T, X, Target, Sum, Dx...>>)
decltype(error::sentence(detail::find_gradient_mistake<Loss, Net, T, X, Target, Sum, Dx...>())) gradient(
    const Parameters<Net, T>&, const X&, const Target&, Sum&, Dx&&...);

}  // namespace CTNN_CODE
}  // namespace ctnn
