#pragma once

#include <ctnn/core/code.hpp>
#include <ctnn/core/error/training.hpp>
#include <ctnn/data/metrics.hpp>
#include <ctnn/engine/layer.hpp>
#include <ctnn/train/losses/own_loss.hpp>
#include <type_traits>

// Why a trainer has no `fit`, or does not learn from what it is given.

namespace ctnn::detail::inline CTNN_CODE {

struct FitsData {};

/// FitsData when a trainer with this loss can learn from a data set, which knows the loss only as its type.
template <class Loss, class Net>
consteval auto fit_mistake() {
    if constexpr (std::is_same_v<Loss, OwnLoss>)
        return std::type_identity<
            error::OwnLoss_takes_no_targets_so_call_forward_and_backward_of_a_Learner_of<Net>>{};
    else if constexpr (all_is_frozen<typename Net::body>())
        return std::type_identity<error::there_is_nothing_to_train_in<Net>>{};
    else
        return std::type_identity<FitsData>{};
}

/// Why a trainer does not learn from Data.
template <class Data>
consteval auto fit_data_mistake() {
    return DataMistake<Data, error::fit_takes_a_Dataset_not<Data>>{};
}

/// Why it does not go by How.
template <class How>
consteval auto fit_options_mistake() {
    return std::type_identity<error::fit_takes_FitOptions_after_the_Dataset_as_in_braces_epochs_5_not<How>>{};
}

}  // namespace ctnn::detail::inline CTNN_CODE
