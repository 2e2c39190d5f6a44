#pragma once

#include <algorithm>
#include <cstddef>
#include <ctnn/core/anything.hpp>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/sentence.hpp>
#include <ctnn/core/error/training.hpp>
#include <ctnn/data/target_values.hpp>
#include <ctnn/kernels/values/overlap.hpp>
#include <ctnn/network/arguments.hpp>
#include <ctnn/network/parameters.hpp>
#include <ctnn/train/gradient_mistake.hpp>
#include <ctnn/train/head_targets.hpp>
#include <ctnn/train/objective.hpp>
#include <limits>
#include <span>
#include <type_traits>

namespace ctnn {
namespace detail::inline CTNN_CODE {

/// Where in a workspace the copy of the state is: behind the `values` that are worked in. What nobody changes
/// is not copied.
template <class Net, class T>
constexpr T* copy_state(const Parameters<Net, T>& from, T* work, std::size_t values) noexcept {
    if constexpr (copied_state<Net> < Net::state_count)
        return const_cast<T*>(from.data() + Net::parameter_count);
    for (std::size_t i = 0; i < Net::state_count; ++i)
        work[values + i] = from.values[Net::parameter_count + i];
    return work + values;
}

/// By what a sample's loss is to be multiplied for the mean over the places that count, of those that its
/// sequence has where it has a length.
template <class Goal, class Net, class T, class Target>
constexpr T factor_of([[maybe_unused]] const T* x, const Target& target) noexcept {
    if constexpr (Goal::ends && ClassArray<Target>) {
        const std::size_t real = Goal::Real::of(x);
        std::size_t counted = 0;
        for (std::size_t p = 0; p < real; ++p) counted += !is_ignored(target[p]);
        return counted == 0 ? T(0) : static_cast<T>(real) / static_cast<T>(counted);
    } else {
        return counted_factor<T>(target);
    }
}

template <class Loss, class Net, class T, class Target>
constexpr T loss_in(const Parameters<Net, T>& parameters, const T* x, const Target& target,
                    T* work) noexcept {
    using Goal = Objective<Loss, Net>;
    const auto targets = values_of_target<Net, T>(target);
    Random random;
    return factor_of<Goal, Net>(x, target) *
           Goal::template forward<1>(parameters.data(), copy_state(parameters, work, Goal::forward_workspace),
                                     x, targets.data(), 1, work, random);
}

template <class Loss, std::size_t D, class Net, class T, class Target, class Sum>
constexpr T gradient_in(const Parameters<Net, T>& parameters, const T* x, const Target& target, Sum& sum,
                        T* dx, T* work) noexcept {
    using Goal = Objective<Loss, Net>;
    const auto targets = values_of_target<Net, T>(target);
    const T factor = factor_of<Goal, Net>(x, target);
    Random random;
    return factor * Goal::template gradient<1, D>(parameters.data(),
                                                  copy_state(parameters, work, Goal::workspace), x,
                                                  targets.data(), 1, factor, dx, sum.data(), work, random);
}

/// Whether the gradient can be written where it is to go: neither it nor dx, of D values, lies on what is
/// still read or written for the other.
template <std::size_t D, class Net, class T, class Sum>
constexpr bool is_apart(const Parameters<Net, T>& parameters, const T* x, const Sum& sum,
                        const T* dx) noexcept {
    const auto overlaps = [](const T* values, std::size_t count, const auto& block) {
        return kernels::overlap(values, count, block.data(), Net::parameter_count).exists;
    };
    return sum.data() != parameters.data() && !overlaps(x, Net::input_size, sum) && !overlaps(dx, D, sum) &&
           !overlaps(dx, D, parameters);
}

/// The same where dx lies on x.
template <class Loss, class Net, class T, class Target, class Sum>
[[gnu::noinline]] constexpr T gradient_on_input(const Parameters<Net, T>& parameters, const T* x,
                                                const Target& target, Sum& sum, T* dx, T* work) noexcept {
    T copied[Net::input_size];
    std::copy_n(x, Net::input_size, copied);
    return gradient_in<Loss, Net::input_size>(parameters, static_cast<const T*>(copied), target, sum, dx,
                                              work);
}

}  // namespace detail::inline CTNN_CODE

inline namespace CTNN_CODE {

/// The loss of one sample as training sees it. Pure: it works on a copy of the state and a fixed random
/// stream, so that it is the value whose gradient `gradient` gives.
///
/// `target` is a class index (with CrossEntropy), or an array of one for each step or pixel where the network
/// ends in Softmax of each, Net::output_size values, or one number for one output. Steps that are `ignored`
/// leave the mean to the others.
/// Goes wrong when x, the target or the network's last activation does not fit the loss: a sentence at the
/// call. A class index beyond the outputs gives NaN.
template <class Loss, class Net, class T, class X, class Target>
    requires std::is_void_v<detail::LossMistake<Loss, Net, T, X, Target>>
constexpr T loss(const Parameters<Net, T>& parameters, const X& x, const Target& target) noexcept {
    alignas(64) T workspace[detail::loss_values<Loss, Net>];
    return detail::loss_in<Loss>(parameters, std::span<const T, Net::input_size>(x).data(), target,
                                 workspace);
}

template <class Loss, class Net, class T, class X, class Target>
    requires(!std::is_void_v<detail::LossMistake<Loss, Net, T, X, Target>>)
decltype(error::sentence(detail::find_loss_mistake<Loss, Net, T, X, Target>())) loss(
    const Parameters<Net, T>&, const X&, const Target&);

/// ADDS the gradient of one sample's loss to `sum`, a block of the parameters' type or a Gradient<Net, T>,
/// which has no room for frozen layers; returns the loss. Given `dx`, Net::input_size values, it OVERWRITES
/// them with the gradient of the input; they may lie on x.
///
/// Cost: about three times predict's. Backpropagation: Rumelhart, Hinton, Williams, Learning representations
/// by back-propagating errors, 1986. PyTorch: `loss.backward()`. Goes wrong as `loss` does, and when `sum`
/// belongs to another network or dx is not as many values: a sentence at the call. When `sum` is `parameters`
/// themselves, or x or dx lies in one of them that is written: NaN, and nothing is.
template <class Loss, class Net, class T, class X, class Target, class Sum, class... Dx>
    requires(sizeof...(Dx) <= 1 &&
             std::is_void_v<detail::GradientMistake<Loss, Net, T, X, Target, Sum, Dx...>>)
constexpr T gradient(const Parameters<Net, T>& parameters, const X& x, const Target& target, Sum& sum,
                     Dx&&... dx) noexcept {
    constexpr std::size_t D = sizeof...(Dx) * Net::input_size;
    const T* const from = std::span<const T, Net::input_size>(x).data();
    T* const to = std::span<T, D>(dx...).data();
    if (!detail::is_apart<D>(parameters, from, sum, static_cast<const T*>(to)))
        return std::numeric_limits<T>::quiet_NaN();
    alignas(64) T workspace[detail::gradient_values<Loss, Net>];
    if constexpr (D != 0)
        if (kernels::overlap(from, D, static_cast<const T*>(to), D).exists)
            return detail::gradient_on_input<Loss>(parameters, from, target, sum, to, workspace);
    return detail::gradient_in<Loss, D>(parameters, from, target, sum, to, workspace);
}

template <class Loss, class Net, class T, class X, class Target, class Sum, class... Dx>
    requires(sizeof...(Dx) <= 1 &&
             !std::is_void_v<detail::GradientMistake<Loss, Net, T, X, Target, Sum, Dx...>>)
decltype(error::sentence(detail::find_gradient_mistake<Loss, Net, T, X, Target, Sum, Dx...>())) gradient(
    const Parameters<Net, T>&, const X&, const Target&, Sum&, Dx&&...);

/// How many values the workspace has in which `loss`, and `gradient`, of one sample compute.
template <class Loss, class Net>
inline constexpr std::size_t loss_workspace = detail::loss_values<Loss, Net>;
template <class Loss, class Net>
inline constexpr std::size_t gradient_workspace = detail::gradient_values<Loss, Net>;

/// `loss` in the caller's workspace, of loss_workspace<Loss, Net> values or more: for a network whose
/// workspace is more than the stack holds.
/// Goes wrong when it has fewer values: a sentence at the line of the call, or NaN where their number is not
/// known to the compiler; and when it overlaps anything else.
template <class Loss, class Net, class T, class X, class Target, class Work>
    requires std::is_void_v<detail::LossMistakeIn<Loss, Net, T, X, Target, Work>>
constexpr T loss(const Parameters<Net, T>& parameters, const X& x, const Target& target,
                 Work&& workspace) noexcept {
    const std::span<T> work(workspace);
    if (work.size() < loss_workspace<Loss, Net>) return std::numeric_limits<T>::quiet_NaN();
    return detail::loss_in<Loss>(parameters, std::span<const T, Net::input_size>(x).data(), target,
                                 work.data());
}

template <class Loss, class Net, class T, class X, class Target, class Work>
    requires(!std::is_void_v<detail::LossMistakeIn<Loss, Net, T, X, Target, Work>>)
decltype(error::sentence(detail::find_loss_mistake_in<Loss, Net, T, X, Target, Work>())) loss(
    const Parameters<Net, T>&, const X&, const Target&, Work&&);

/// `gradient` in the caller's workspace, of gradient_workspace<Loss, Net> values or more. dx is nullptr where
/// the gradient of the input is not wanted.
///
///     std::vector<float> workspace(gradient_workspace<CrossEntropy, Net>);
///     gradient<CrossEntropy>(parameters, x, target, sum, nullptr, workspace);
///
/// Where dx lies on x, the workspace has room for Net::input_size values more. Goes wrong as `loss` in a
/// workspace does, and as `gradient` does; `sum` and dx then stay as they are.
template <class Loss, class Net, class T, class X, class Target, class Sum, class Dx, class Work>
    requires std::is_void_v<detail::GradientMistakeIn<Loss, Net, T, X, Target, Sum, Dx, Work>>
constexpr T gradient(const Parameters<Net, T>& parameters, const X& x, const Target& target, Sum& sum,
                     Dx&& dx, Work&& workspace) noexcept {
    constexpr std::size_t D = detail::Nothing<Dx> ? 0 : Net::input_size,
                          needed = gradient_workspace<Loss, Net>;
    constexpr T none = std::numeric_limits<T>::quiet_NaN();
    const std::span<T> work(workspace);
    const T* from = std::span<const T, Net::input_size>(x).data();
    T* to = nullptr;
    if constexpr (D != 0) to = std::span<T, D>(dx).data();
    if (work.size() < needed || !detail::is_apart<D>(parameters, from, sum, static_cast<const T*>(to)))
        return none;
    if (kernels::overlap(from, D, static_cast<const T*>(to), D).exists) {
        if (work.size() < needed + D) return none;
        from = std::copy_n(from, D, work.data() + needed) - D;
    }
    return detail::gradient_in<Loss, D>(parameters, from, target, sum, to, work.data());
}

template <class Loss, class Net, class T, class X, class Target, class Sum, class Dx, class Work>
    requires(!std::is_void_v<detail::GradientMistakeIn<Loss, Net, T, X, Target, Sum, Dx, Work>>)
decltype(error::sentence(detail::find_gradient_mistake_in<Loss, Net, T, X, Target, Sum, Dx, Work>()))
gradient(const Parameters<Net, T>&, const X&, const Target&, Sum&, Dx&&, Work&&);

// What is no parameters, what is left out.
template <class Loss, class P, class... Rest>
    requires detail::InPlaceOfParameters<P, Rest...>
decltype(error::sentence(detail::no_parameters_mistake<P>())) loss(const P&, const Rest&...);
template <class Loss, class P, class... Rest>
    requires detail::InPlaceOfParameters<P, Rest...>
decltype(error::sentence(detail::no_parameters_mistake<P>())) gradient(const P&, const Rest&...);
template <class P, class... Rest>
    requires detail::HasParameters<P>
error::the_loss_goes_before_the_arguments_in_angle_brackets_as_in_loss_MeanSquaredError_of<P> loss(
    const P&, const Rest&...);
template <class P, class... Rest>
    requires detail::HasParameters<P>
error::the_loss_goes_before_the_arguments_in_angle_brackets_as_in_gradient_MeanSquaredError_of<P> gradient(
    const P&, const Rest&...);
template <class Loss, class Net, class T, class X, class Target, class Sum, class... Rest>
    requires(!std::is_lvalue_reference_v<Sum>)
error::a_gradient_is_added_to_Parameters_that_are_not_const_not_to<Sum> gradient(const Parameters<Net, T>&,
                                                                                 const X&, const Target&,
                                                                                 Sum&&, Rest&&...);
template <class Loss, class Net, class T, class X>
error::a_loss_takes_a_target_after_the_input_of<Net> loss(const Parameters<Net, T>&, const X&);
template <class Loss, class Net, class T, class X>
error::a_loss_takes_a_target_after_the_input_of<Net> gradient(const Parameters<Net, T>&, const X&);
template <class Loss, class Net, class T>
error::loss_and_gradient_take_arrays_not_values_in_braces_of<Net> loss(const Parameters<Net, T>&,
                                                                       detail::Braces, detail::Anything,
                                                                       detail::Anything = {});
template <class Loss, class Net, class T, class X>
error::loss_and_gradient_take_arrays_not_values_in_braces_of<Net> loss(const Parameters<Net, T>&, const X&,
                                                                       detail::Braces, detail::Anything = {});
template <class Loss, class Net, class T, class... Rest>
error::loss_and_gradient_take_arrays_not_values_in_braces_of<Net> gradient(const Parameters<Net, T>&,
                                                                           detail::Braces, detail::Anything,
                                                                           const Rest&...);
template <class Loss, class Net, class T, class X, class... Rest>
error::loss_and_gradient_take_arrays_not_values_in_braces_of<Net> gradient(const Parameters<Net, T>&,
                                                                           const X&, detail::Braces,
                                                                           const Rest&...);
template <class Loss, class Net, class T, class X, class Target>
error::a_gradient_is_added_to_a_sum_so_give_one_after_the_target<Parameters<Net, T>> gradient(
    const Parameters<Net, T>&, const X&, const Target&);
template <class Loss, detail::NoArgument...>
error::a_trainer_has_its_Parameters_as_in_predict_trainer_parameters_x loss(detail::AnyTrainer, ...);
template <class Loss, detail::NoArgument...>
error::a_trainer_has_its_Parameters_as_in_predict_trainer_parameters_x gradient(detail::AnyTrainer, ...);

}  // namespace CTNN_CODE
}  // namespace ctnn
