#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <ctnn/core/code.hpp>
#include <ctnn/core/value_range.hpp>
#include <ctnn/train/optimizers/adam.hpp>

namespace ctnn {

/// Adam with weight decay beside the gradient and not inside it: w *= 1 - learning_rate * weight_decay,
/// then Adam's step.
/// (Loshchilov, Hutter: Decoupled weight decay regularization, 2019.)
/// Cost: two moments, a square root and a division.
/// PyTorch: AdamW. Keras: AdamW, where the weight decay is 0.004 and epsilon 1e-7.
/// What goes wrong: as in PyTorch all parameters decay, biases too; and the decay follows the learning
/// rate's schedule.
struct AdamW {
    float learning_rate = 1e-3f;  ///< how far a step goes
    float beta1 = 0.9f;           ///< share of the mean that stays in a step
    float beta2 = 0.999f;         ///< the same of the mean of squares
    float epsilon = 1e-8f;        ///< added where would be divided by 0
    float weight_decay = 1e-2f;   ///< share that a parameter loses, times the rate

    static constexpr std::size_t moments = 2;

    CTNN_MEMBER constexpr auto settings() const noexcept {
        return std::array{Setting("beta1", beta1, value_ranges::from_0_to_below_1),
                          Setting("beta2", beta2, value_ranges::from_0_to_below_1),
                          Setting("epsilon", epsilon, value_ranges::above_0),
                          Setting("weight_decay", weight_decay, value_ranges::from_0)};
    }

    template <class T>
    struct Rule {
        static constexpr bool in_lanes = true;
        Adam::Rule<T> adam;
        T keep;  // 1 - learning_rate * weight_decay

        template <class V>
        CTNN_MEMBER constexpr V operator()(V w, V g, std::array<V, 2>& m) const noexcept {
            return adam(V(keep) * w, g, m);
        }
    };

    template <class T>
    CTNN_MEMBER constexpr Rule<T> rule(std::uint64_t step, T rate) const noexcept {
        const double decay = static_cast<double>(rate) * static_cast<double>(weight_decay);
        return {Adam{learning_rate, beta1, beta2, epsilon}.rule(step, rate), static_cast<T>(1 - decay)};
    }
};

}  // namespace ctnn
