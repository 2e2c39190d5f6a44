#pragma once

#include <concepts>
#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/concepts.hpp>
#include <ctnn/core/shape.hpp>

// What a layer says of how it folds, that is what becomes of it in `folded<Net>`, the network to deploy. One
// that says nothing stays as it is.
//
// As the user writes it:
//   template <class Act> using ending_in = ...;  the same layer ending in Act, with the parameters that it
//                                                has; of an activation behind it. In Linear it is itself.
//   using sole_activation = Act;                 it is only this activation, and may end the layer before it
//   static F fold(std::type_identity<Self>, std::type_identity<Placed>);
//                                                layers in it fold: F is as in engine/fold_layer.hpp
// As it is placed:
//   static constexpr std::size_t output_of(std::size_t weight);
//                                                it takes in what scales its outputs: see TakesScale
//   static constexpr Affine affine(const T* w, const T* state, std::size_t index);
//                                                it only scales, and may go into the layer before it
//   static constexpr bool only_trains = true;    it goes

namespace ctnn {

/// What a layer that only scales does to a value: (x - minus) * times + plus.
struct Affine {
    double minus = 0, times = 1, plus = 0;  ///< by default the value stays as it is
};

namespace detail::inline CTNN_CODE {

/// Whether L matters only in training, and passes its input on when predicting, as Dropout does.
template <class L>
consteval bool only_trains() {
    if constexpr (requires { L::only_trains; })
        return L::only_trains;
    else
        return false;
}

/// Whether L's outputs can be scaled and shifted by way of its parameters: weights, each of which goes to one
/// index of the output's last axis, `L::output_of(weight)`, and no activation; at the end a bias for each.
template <class L>
concept TakesScale = requires(std::size_t weight) {
    { L::output_of(weight) } -> std::convertible_to<std::size_t>;
    requires L::parameters >= last_extent<typename L::output>;
};

/// Whether L, when predicting, does nothing but scale and shift what is at each index of its last axis.
template <class L>
concept Scales = requires(const float* w, const float* state, std::size_t index) {
    { L::affine(w, state, index) } -> std::same_as<Affine>;
};

/// Whether an activation behind a layer may go into it. One of a whole sample never does: the layer would
/// take it of less, of a pixel or a step.
template <class A>
consteval bool activation_folds() {
    if constexpr (!Elementwise<A>)
        return false;
    else if constexpr (requires { A::folds; })
        return A::folds;
    else
        return true;
}

}  // namespace detail::inline CTNN_CODE
}  // namespace ctnn
