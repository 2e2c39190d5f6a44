#pragma once

#include <concepts>
#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/dual.hpp>
#include <ctnn/core/error/layer.hpp>
#include <ctnn/core/error/training.hpp>
#include <ctnn/network/network.hpp>
#include <ctnn/network/parameters.hpp>
#include <ctnn/train/gradient_mistake.hpp>
#include <type_traits>

// What is wrong where second derivatives are asked for.

namespace ctnn::detail::inline CTNN_CODE {

/// Whether the slope of the layer's activation, where it says which it ends in, has a derivative.
template <class L>
concept Bends = !requires { typename L::activation; } || !Elementwise<typename L::activation> ||
                requires(Dual<float> z) { L::activation::slope(z, z); };

/// Fits, or the sentence of the first layer that ends in an activation of float alone.
template <class Net, std::size_t I = 0>
consteval auto bent_mistake() {
    if constexpr (Broken<typename Net::body>)
        return std::type_identity<Fits>{};
    else if constexpr (I == Net::layer_count)
        return std::type_identity<Fits>{};
    else if constexpr (!Bends<typename Net::body::template layer<I>>)
        return std::type_identity<
            error::second_derivatives_take_an_activation_of_any_number_not_of_float_as_is<
                typename Net::body::template layer<I>::activation>>{};
    else
        return bent_mistake<Net, I + 1>();
}

/// void, or the first mistake among the arguments of hessian_vector_product.
template <class Loss, class Net, class T, class X, class Target, class Direction, class Sum>
consteval auto find_hessian_mistake() {
    if constexpr (!std::is_void_v<LossMistake<Loss, Net, T, X, Target, Sum>>)
        return find_loss_mistake<Loss, Net, T, X, Target, Sum>();
    else if constexpr (!std::same_as<Direction, Parameters<Net, T>>)
        return std::type_identity<typename error::a_direction_has_the_parameters_type<
            Parameters<Net, T>>::template but_this_is<Direction>>{};
    else if constexpr (!std::same_as<typename decltype(bent_mistake<Net>())::type, Fits>)
        return bent_mistake<Net>();
    else
        return std::type_identity<void>{};
}

template <class Loss, class Net, class T, class X, class Target, class Direction, class Sum>
using HessianMistake =
    typename decltype(find_hessian_mistake<Loss, Net, T, X, Target, Direction, Sum>())::type;

}  // namespace ctnn::detail::inline CTNN_CODE
