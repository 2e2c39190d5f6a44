#pragma once

#include <ctnn/core/code.hpp>
#include <ctnn/core/error/training.hpp>
#include <ctnn/core/value_range.hpp>
#include <type_traits>

// What a loss says of itself.

namespace ctnn::detail::inline CTNN_CODE {

template <class Loss>
concept TakesLogits = requires { typename Loss::last_activation; };

template <class Loss>
concept TakesClassIndex = requires { requires Loss::takes_class_index; };

/// A loss that is the mean of what it is of each output.
template <class Loss>
concept MeanOverOutputs = requires { requires Loss::is_mean_over_outputs; };

template <class Loss>
concept TakesDistributions = requires { requires Loss::targets_add_up_to_1; };

/// The targets that it takes; any where it does not say.
template <class Loss>
constexpr ValueRange targets_of() noexcept {
    if constexpr (requires { ValueRange{Loss::targets}; })
        return Loss::targets;
    else
        return value_ranges::any;
}

/// The sentence for a network that ends in `Last` where the loss wants another activation: the loss's own, or
/// one for all.
template <class Loss, class Last>
struct WrongEnd : std::type_identity<error::this_loss_takes_another_activation_last_than<Loss, Last>> {};
template <class Loss, class Last>
    requires requires { typename Loss::template wrong_end<Last>; }
struct WrongEnd<Loss, Last> : std::type_identity<typename Loss::template wrong_end<Last>> {};

/// What is wrong with the arguments of a loss for a network of this output; void where it does not say.
template <class Loss, class Output>
struct OwnMistake : std::type_identity<void> {};
template <class Loss, class Output>
    requires requires { typename Loss::template mistake<Output>; }
struct OwnMistake<Loss, Output> : std::type_identity<typename Loss::template mistake<Output>> {};

}  // namespace ctnn::detail::inline CTNN_CODE
