#pragma once

#include <concepts>
#include <ctnn/activations/linear.hpp>
#include <ctnn/core/code.hpp>
#include <ctnn/core/folding.hpp>
#include <ctnn/engine/placing.hpp>
#include <type_traits>

// Layers, as they are written, that take in the activation behind them, and what is such an activation.

namespace ctnn::detail::inline CTNN_CODE {

/// Whether U, a layer as a user wrote it, can end in an activation: it has none, and says what it would be.
template <class U>
concept TakesActivation = std::same_as<typename U::template ending_in<Linear>, U>;

/// `type`: U ending in Act.
template <class U, class Act>
struct EndingIn {};
template <TakesActivation U, class Act>
struct EndingIn<U, Act> : std::type_identity<typename U::template ending_in<Act>> {};

/// A layer that says something wrong of how it folds: the folded network tells.
template <class Sentence>
struct Misfolded {
    template <class In>
    using on = BrokenLayer<Sentence, In>;
};

/// `type`: U, placed as L, ending in Act.
template <class U, class L, class Act>
struct WithEnd {
    using ending = typename EndingIn<U, Act>::type;
    using on = placed<ending, typename L::input>;
    static constexpr bool fits = on::parameters == L::parameters && on::state == L::state &&
                                 std::same_as<typename on::output, typename L::output>;
    using type =
        std::conditional_t<fits || Broken<on>, ending,
                           Misfolded<error::ending_in_must_keep_the_shapes_and_the_parameters_of<U>>>;
};
/// The activation that U is and nothing besides, if it may go into the layer before it, else void.
template <class U>
struct SoleActivation : std::type_identity<void> {};
template <class U>
    requires(activation_folds<typename U::sole_activation>())
struct SoleActivation<U> : std::type_identity<typename U::sole_activation> {};

}  // namespace ctnn::detail::inline CTNN_CODE
