#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <ctnn/train/gradient.hpp>
#include <ctnn/train/layer_norms.hpp>
#include <ctnn/train/learner.hpp>
#include <memory>
#include <type_traits>

#include "hash.hpp"

// What networks learn: losses, gradients, parameters after a few steps.

/// Targets that are probabilities, exact ones.
template <class T, std::size_t N, std::size_t Each>
constexpr std::array<T, N> drawn_targets(nn::Random& random) {
    std::array<T, N> targets{};
    for (std::size_t i = 0; i < N; i += Each) targets[i + random.below(Each)] = T(0.75);
    return targets;
}

/// One sample: its loss, its gradient, that of the input.
template <class Loss, class Net, class T = float>
constexpr std::uint64_t differentiated(std::uint64_t seed) {
    nn::Random random{seed};
    nn::Parameters<Net, T> parameters, sum{};
    fill(parameters, seed);
    const auto x = drawn_values<T, Net::input_size>(random);
    const auto target = drawn_targets<T, Net::output_size, Net::output_size>(random);
    std::array<T, Net::input_size> dx{};
    Hash hash;
    hash.add(nn::loss<Loss>(parameters, x, target));
    hash.add(nn::gradient<Loss>(parameters, x, target, sum, dx));
    hash.add_all(dx);
    for (std::size_t i = 0; i < Net::parameter_count; ++i) hash.add(sum.values[i]);
    hash.add_all(nn::layer_norms(sum));
    return hash.value;
}

template <class Learner>
constexpr std::uint64_t trained(Learner& learner, std::uint64_t seed, int steps) {
    using Net = typename Learner::Goal;
    using T = std::remove_cvref_t<decltype(learner.parameters.values[0])>;
    constexpr std::size_t batch = Learner::parts * Learner::part_size;
    fill(learner.parameters, seed);
    nn::Random random{seed};
    Hash hash;
    for (int step = 0; step < steps; ++step) {
        const auto x = drawn_values<T, batch * Net::in>(random);
        const auto targets = drawn_targets<T, batch * Net::out, Net::out>(random);
        // Both ways to the same parameters, where there are two.
        if (step % 2 == 1 && learner.update_needs_no_gradient()) {
            hash.add(learner.differentiate_and_update(x, targets, batch));
        } else {
            hash.add(learner.step(x, targets));
            for (std::size_t i = 0; i < Net::parameters; ++i) hash.add(learner.gradient.values[i]);
        }
    }
    hash.add_all(learner.parameters.values);  // and the state
    return hash.value;
}

template <class Net, class Loss, class Optimizer, std::size_t Batch, class T = float>
constexpr std::uint64_t trained_small(std::uint64_t seed) {
    nn::Learner<Net, Loss, Optimizer, Batch, T> learner(Optimizer{}, seed);
    return trained(learner, seed, 2);
}

template <class Net, class Loss, class Optimizer, std::size_t Batch, class T = float>
std::uint64_t trained_large(std::uint64_t seed, const nn::TrainerOptions& options = {}) {
    const auto learner =
        std::make_unique<nn::Learner<Net, Loss, Optimizer, Batch, T>>(Optimizer{}, seed, options);
    return trained(*learner, seed, 3);
}
