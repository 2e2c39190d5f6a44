#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <ctnn/core/code.hpp>
#include <ctnn/core/value_range.hpp>
#include <ctnn/math/math.hpp>
#include <ctnn/train/optimizers/adam.hpp>

namespace ctnn {

/// Adam whose rates never rise again: it divides by the greatest mean of squares so far.
/// Formula: as Adam, with the maximum over all steps of v in v's place.
/// (Reddi, Kale, Kumar: On the convergence of Adam and beyond, 2018.)
/// Cost: three moments, a square root and a division.
/// PyTorch: Adam(amsgrad=True). Keras: Adam(amsgrad=True), where epsilon is 1e-7.
/// What goes wrong: one huge gradient slows its parameter for good; clip them.
struct AMSGrad {
    float learning_rate = 1e-3f;  ///< how far a step goes
    float beta1 = 0.9f;           ///< share of the mean that stays in a step
    float beta2 = 0.999f;         ///< the same of the mean of squares
    float epsilon = 1e-8f;        ///< added where would be divided by 0

    static constexpr std::size_t moments = 3;

    CTNN_MEMBER constexpr auto settings() const noexcept {
        return std::array{Setting("beta1", beta1, value_ranges::from_0_to_below_1),
                          Setting("beta2", beta2, value_ranges::from_0_to_below_1),
                          Setting("epsilon", epsilon, value_ranges::above_0)};
    }

    template <class T>
    struct Rule {
        static constexpr bool in_lanes = true;
        Adam::Rule<T> adam;

        template <class V>
        CTNN_MEMBER constexpr V operator()(V w, V g, std::array<V, 3>& m) const noexcept {
            m[0] = V(adam.beta1) * m[0] + V(1 - adam.beta1) * g;
            m[1] = V(adam.beta2) * m[1] + V(1 - adam.beta2) * (g * g);
            m[2] = math::max(m[2], m[1]);
            return w - V(adam.rate) * m[0] / (math::sqrt(m[2]) * V(adam.scale) + V(adam.epsilon));
        }
    };

    template <class T>
    CTNN_MEMBER constexpr Rule<T> rule(std::uint64_t step, T rate) const noexcept {
        return {Adam{learning_rate, beta1, beta2, epsilon}.rule(step, rate)};
    }
};

}  // namespace ctnn
