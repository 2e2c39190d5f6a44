#pragma once

#include <array>
#include <ctnn/ctnn.hpp>
#include <ctnn/train/learner.hpp>
#include <ctnn/train/losses/binary_cross_entropy.hpp>
#include <ctnn/train/optimizers/momentum.hpp>

using Xor = ctnn::Network<ctnn::Input<2>, ctnn::Dense<3, ctnn::Tanh>, ctnn::Dense<1, ctnn::Sigmoid>>;
using XorLearner = ctnn::Learner<Xor, ctnn::BinaryCrossEntropy, ctnn::Momentum, 4>;

constexpr std::array<std::array<float, 2>, 4> samples{{{0, 0}, {0, 1}, {1, 0}, {1, 1}}};

constexpr XorLearner beginner() { return {{.learning_rate = 0.5f}, /*seed*/ 1}; }

constexpr void teach(XorLearner& learner) {
    for (int step = 0; step < 200; ++step)
        learner.step(std::array<float, 8>{0, 0, 0, 1, 1, 0, 1, 1}, std::array<float, 4>{0, 1, 1, 0});
}
