#pragma once

#include <array>
#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/dual.hpp>
#include <ctnn/core/error/sentence.hpp>
#include <ctnn/network/parameters.hpp>
#include <ctnn/train/gradient.hpp>
#include <ctnn/train/head_targets.hpp>
#include <ctnn/train/hessian_mistake.hpp>
#include <span>
#include <type_traits>

namespace ctnn {
inline namespace CTNN_CODE {

/// What `hessian_vector_product` works in: four values and more for each parameter.
template <class Loss, class Net, class T = float>
struct HessianWorkspace {
    Parameters<Net, Dual<T>> parameters;                           ///< with the direction as slope
    Parameters<Net, Dual<T>> gradient;                             ///< with the product as slope
    std::array<Dual<T>, Net::input_size> x;                        ///< the input
    alignas(64) Dual<T> work[detail::gradient_values<Loss, Net>];  ///< of the gradient
};

/// ADDS the product of the Hessian of one sample's loss, its second derivatives by the parameters, with a
/// direction to `sum`; returns the loss. The Hessian itself, of Net::parameter_count^2 values, is nowhere.
///
///     static Parameters<Net> direction{}, product{};
///     hessian_vector_product<CrossEntropy>(parameters, x, 7u, direction, product);
///
/// Exact to rounding: the gradient in dual numbers. Its loss is `loss`'s, so a BatchNorm's statistics are the
/// sample's and a Dropout drops; what is not trained of the direction is not read.
/// Cost: some four times a gradient without vectors; the workspace is on the stack or the caller's.
/// Source: Pearlmutter, Fast exact multiplication by the Hessian, 1994. PyTorch:
/// `torch.autograd.functional.hvp`. Goes wrong as `gradient` does, and when the direction is no block of the
/// parameters' type: a sentence.
template <class Loss, class Net, class T, class X, class Target, class Direction, class Sum>
    requires std::is_void_v<detail::HessianMistake<Loss, Net, T, X, Target, Direction, Sum>>
constexpr T hessian_vector_product(const Parameters<Net, T>& parameters, const X& x, const Target& target,
                                   const Direction& direction, Sum& sum,
                                   HessianWorkspace<Loss, Net, std::type_identity_t<T>>& workspace) noexcept {
    for (std::size_t i = 0; i < Net::parameter_count; ++i)
        workspace.parameters.values[i] = {parameters.values[i], direction.values[i]};
    for (std::size_t i = Net::parameter_count; i < parameters.size(); ++i)
        workspace.parameters.values[i] = parameters.values[i];
    const std::span<const T, Net::input_size> from(x);
    for (std::size_t i = 0; i < Net::input_size; ++i) workspace.x[i] = from[i];
    const auto numbers = detail::values_of_target<Net, T>(target);
    std::array<Dual<T>, Net::output_size> targets;
    for (std::size_t i = 0; i < Net::output_size; ++i) targets[i] = numbers[i];
    workspace.gradient = {};
    const Dual<T> cost = detail::gradient_in<Loss, 0>(
        workspace.parameters, static_cast<const Dual<T>*>(workspace.x.data()), targets, workspace.gradient,
        static_cast<Dual<T>*>(nullptr), workspace.work);
    for (std::size_t i = 0; i < Net::parameter_count; ++i)
        sum.values[i] += workspace.gradient.values[i].slope;
    return cost.value;
}

/// The same in a workspace of its own, on the stack.
template <class Loss, class Net, class T, class X, class Target, class Direction, class Sum>
    requires std::is_void_v<detail::HessianMistake<Loss, Net, T, X, Target, Direction, Sum>>
constexpr T hessian_vector_product(const Parameters<Net, T>& parameters, const X& x, const Target& target,
                                   const Direction& direction, Sum& sum) noexcept {
    HessianWorkspace<Loss, Net, T> workspace{};
    return hessian_vector_product<Loss>(parameters, x, target, direction, sum, workspace);
}

template <class Loss, class Net, class T, class X, class Target, class Direction, class Sum,
          class... Workspace>
    requires(!std::is_void_v<detail::HessianMistake<Loss, Net, T, X, Target, Direction, Sum>>)
decltype(error::sentence(detail::find_hessian_mistake<Loss, Net, T, X, Target, Direction, Sum>()))
hessian_vector_product(const Parameters<Net, T>&, const X&, const Target&, const Direction&, Sum&,
                       Workspace&...);
template <class Loss, class P, class... Rest>
    requires detail::InPlaceOfParameters<P, Rest...>
decltype(error::sentence(detail::no_parameters_mistake<P>())) hessian_vector_product(const P&,
                                                                                     const Rest&...);

}  // namespace CTNN_CODE
}  // namespace ctnn
