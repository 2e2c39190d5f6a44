#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <ctnn/core/code.hpp>
#include <ctnn/core/value_range.hpp>
#include <ctnn/math/math.hpp>
#include <ctnn/train/optimizers/power.hpp>

namespace ctnn {

/// Momentum, and a rate for each parameter by the size of its recent gradients, both corrected for having
/// started at 0.
/// Formula: m = beta1 * m + (1 - beta1) * g, v = beta2 * v + (1 - beta2) * g^2,
/// w -= learning_rate * m / (1 - beta1^step) / (sqrt(v / (1 - beta2^step)) + epsilon).
/// (Kingma, Ba: Adam: A method for stochastic optimization, 2015.)
/// Cost: two moments, a square root and a division.
/// PyTorch: Adam. Keras: Adam, where epsilon is 1e-7.
/// What goes wrong: with weight decay as an L2 penalty, parameters of large gradients hardly decay; take
/// AdamW.
struct Adam {
    float learning_rate = 1e-3f;  ///< how far a step goes
    float beta1 = 0.9f;           ///< share of the mean that stays in a step
    float beta2 = 0.999f;         ///< the same of the mean of squares
    float epsilon = 1e-8f;        ///< added where would be divided by 0

    static constexpr std::size_t moments = 2;

    CTNN_MEMBER constexpr auto settings() const noexcept {
        return std::array{Setting("beta1", beta1, value_ranges::from_0_to_below_1),
                          Setting("beta2", beta2, value_ranges::from_0_to_below_1),
                          Setting("epsilon", epsilon, value_ranges::above_0)};
    }

    template <class T>
    struct Rule {
        static constexpr bool in_lanes = true;
        T rate;   // learning_rate / (1 - beta1^step)
        T scale;  // 1 / sqrt(1 - beta2^step)
        T beta1, beta2, epsilon;

        template <class V>
        CTNN_MEMBER constexpr V operator()(V w, V g, std::array<V, 2>& m) const noexcept {
            m[0] = V(beta1) * m[0] + V(1 - beta1) * g;
            m[1] = V(beta2) * m[1] + V(1 - beta2) * (g * g);
            return w - V(rate) * m[0] / (math::sqrt(m[1]) * V(scale) + V(epsilon));
        }
    };

    template <class T>
    CTNN_MEMBER constexpr Rule<T> rule(std::uint64_t step, T rate) const noexcept {
        const double first = 1 - detail::power(static_cast<double>(beta1), step);
        const double second = 1 - detail::power(static_cast<double>(beta2), step);
        return {static_cast<T>(static_cast<double>(rate) / first), static_cast<T>(1 / math::sqrt(second)),
                static_cast<T>(beta1), static_cast<T>(beta2), static_cast<T>(epsilon)};
    }
};

}  // namespace ctnn
