#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <ctnn/core/code.hpp>
#include <ctnn/core/value_range.hpp>
#include <ctnn/math/math.hpp>
#include <ctnn/train/optimizers/power.hpp>

namespace ctnn {

/// Adam that divides by the greatest recent gradient in place of their mean size.
/// Formula: m = beta1 * m + (1 - beta1) * g, u = max(beta2 * u, |g| + epsilon), w -= learning_rate / (1 -
/// beta1^step) * m / u.
/// (Kingma, Ba: Adam: A method for stochastic optimization, 2015, section 7.1.)
/// Cost: two moments and a division.
/// PyTorch: Adamax. Keras: Adamax, where the rate is 0.001, and epsilon 1e-7 and added to u.
/// What goes wrong: a huge gradient slows its parameter for some 1 / (1 - beta2) steps.
struct Adamax {
    float learning_rate = 2e-3f;  ///< how far a step goes
    float beta1 = 0.9f;           ///< share of the mean that stays in a step
    float beta2 = 0.999f;         ///< the same of the greatest size
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
        T rate, beta1, beta2, epsilon;

        template <class V>
        CTNN_MEMBER constexpr V operator()(V w, V g, std::array<V, 2>& m) const noexcept {
            m[0] = V(beta1) * m[0] + V(1 - beta1) * g;
            m[1] = math::max(V(beta2) * m[1], math::abs(g) + V(epsilon));
            return w - V(rate) * m[0] / m[1];
        }
    };

    template <class T>
    CTNN_MEMBER constexpr Rule<T> rule(std::uint64_t step, T rate) const noexcept {
        const double first = 1 - detail::power(static_cast<double>(beta1), step);
        return {static_cast<T>(static_cast<double>(rate) / first), static_cast<T>(beta1),
                static_cast<T>(beta2), static_cast<T>(epsilon)};
    }
};

}  // namespace ctnn
