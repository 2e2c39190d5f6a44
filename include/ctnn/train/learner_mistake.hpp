#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <ctnn/activations/step.hpp>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/training.hpp>
#include <ctnn/core/sizes.hpp>
#include <ctnn/network/parameters.hpp>
#include <ctnn/train/concepts.hpp>
#include <ctnn/train/losses/own_loss.hpp>
#include <ctnn/train/objective.hpp>
#include <limits>
#include <type_traits>

// Whether a network can be trained by a loss, an optimizer and batches of a size, and the sentence when not.

namespace ctnn::detail::inline CTNN_CODE {

template <class Body>
inline constexpr bool ends_in_step = false;
template <class Body>
    requires requires { typename Body::activation; }
inline constexpr bool ends_in_step<Body> = std::is_same_v<typename Body::activation, Step>;

/// Whether memory can hold what a learner or trainer works in: on 64 bits 8 terabytes, in float.
template <class Net, class Loss>
constexpr bool holds_batch_of(std::size_t samples) {
    constexpr std::size_t digits = std::numeric_limits<std::size_t>::digits;
    constexpr std::size_t most = digits < 64 ? too_large : std::size_t{1} << (digits < 64 ? 0 : 43);
    const std::size_t values =
        size_sum(Objective<Loss, Net>::workspace, size_sum(Net::input_size, Net::output_size));
    return size_product(samples, values, sizeof(float)) < most;
}

/// As many equal parts of 64 samples or more as a batch has, at most eight; one where its samples are
/// coupled.
template <class Net>
constexpr std::size_t parts_of(std::size_t batch) {
    if (couples_samples<typename Net::body>()) return 1;
    std::size_t parts = std::clamp<std::size_t>(batch / 64, 1, 8);
    while (batch % parts != 0) --parts;
    return parts;
}

/// Fits when there is such a learner, else the sentence.
template <class Net, class Loss, class Optimizer, std::size_t Batch>
consteval auto learner_mistake() {
    if constexpr (Broken<typename Net::body>)
        return std::type_identity<Fits>{};  // the network has said it
    else if constexpr (!std::is_same_v<Loss, OwnLoss> &&
                       !std::is_void_v<typename decltype(objective_mistake<Loss, Net>())::type>)
        return objective_mistake<Loss, Net>();
    else if constexpr (!TakesLogits<Loss> && ends_in_step<typename Net::body>)
        return std::type_identity<error::Step_has_no_slope_so_it_is_trained_by_Perceptron_not_by<Loss>>{};
    else if constexpr (!AnOptimizer<Optimizer>)
        return std::type_identity<typename error::is_not_an_optimizer<
            Optimizer>::that_has_learning_rate_and_moments_and_rule_of_step_rate>{};
    else if constexpr (Batch == 0)
        return std::type_identity<typename error::a_batch_cannot_have<Batch>::samples>{};
    else if constexpr (Batch < detail::least_batch<typename Net::body>())
        return std::type_identity<
            error::BatchNorm_of_flat_samples_needs_two_or_more_in_a_batch_but_this_one_has<Batch>>{};
    else if constexpr (!holds_batch_of<Net, Loss>(Batch))
        return std::type_identity<typename error::a_batch_of<Batch>::samples_is_larger_than_any_memory>{};
    else
        return std::type_identity<Fits>{};
}

/// So that of a class that is no optimizer only this is said.
template <class Optimizer>
inline constexpr std::size_t moments = [] {
    if constexpr (AnOptimizer<Optimizer>)
        return Optimizer::moments;
    else
        return std::size_t{0};
}();

/// A learner in a type that is no Number: says so, and takes what a user writes, so that nothing else is
/// said.
template <class Net, class Optimizer, class T>
struct NoLearner : ComputesIn<T> {
    Parameters<Net, T> parameters{}, gradient{};
    Optimizer optimizer{};
    std::uint64_t steps = 0;

    constexpr NoLearner(const auto&...) noexcept {}
    constexpr NoLearner(const Optimizer&, std::uint64_t = 0, const auto&...) noexcept {}
    constexpr Said step(auto&&...) noexcept { return {}; }
    constexpr Said differentiate(auto&&...) noexcept { return {}; }
    constexpr Said differentiate_and_update(auto&&...) noexcept { return {}; }
    constexpr void forward(auto&&...) noexcept {}
    constexpr void backward(auto&&...) noexcept {}
    constexpr void update(auto&&...) noexcept {}
};

}  // namespace ctnn::detail::inline CTNN_CODE
