#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <ctnn/core/code.hpp>
#include <ctnn/core/value_range.hpp>
#include <ctnn/math/math.hpp>
#include <ctnn/train/optimizers/power.hpp>

namespace ctnn {

/// Adam with Nesterov's look ahead: of the mean that the next step will have.
/// Formula: m and v as Adam's; mu_t = beta1 * (1 - 0.96^(t * momentum_decay) / 2), P_t = mu_1 * ... * mu_t,
/// w -= learning_rate * (mu_t+1 * m / (1 - P_t+1) + (1 - mu_t) * g / (1 - P_t)) / (sqrt(v / (1 - beta2^t)) +
/// epsilon).
/// (Dozat: Incorporating Nesterov momentum into Adam, 2016.)
/// Cost: two moments, a square root and a division.
/// PyTorch: NAdam, from 2.0 on; before, P_t+1 had mu_t twice. Keras: Nadam, where the rate is 0.001 and
/// epsilon 1e-7.
/// What goes wrong: as with Adam, with weight decay as an L2 penalty parameters of large gradients hardly
/// decay.
struct NAdam {
    float learning_rate = 2e-3f;   ///< how far a step goes
    float beta1 = 0.9f;            ///< share of the mean that stays in a step, in the end
    float beta2 = 0.999f;          ///< the same of the mean of squares
    float epsilon = 1e-8f;         ///< added where would be divided by 0
    float momentum_decay = 4e-3f;  ///< how fast mu comes from beta1 / 2 to beta1; 0: never

    static constexpr std::size_t moments = 2;

    CTNN_MEMBER constexpr auto settings() const noexcept {
        return std::array{Setting("beta1", beta1, value_ranges::from_0_to_below_1),
                          Setting("beta2", beta2, value_ranges::from_0_to_below_1),
                          Setting("epsilon", epsilon, value_ranges::above_0),
                          Setting("momentum_decay", momentum_decay, value_ranges::from_0)};
    }

    template <class T>
    struct Rule {
        static constexpr bool in_lanes = true;
        T mean_rate, rate;  // of m and of g
        T scale;            // 1 / sqrt(1 - beta2^step)
        T beta1, beta2, epsilon;

        template <class V>
        CTNN_MEMBER constexpr V operator()(V w, V g, std::array<V, 2>& m) const noexcept {
            m[0] = V(beta1) * m[0] + V(1 - beta1) * g;
            m[1] = V(beta2) * m[1] + V(1 - beta2) * (g * g);
            return w - (V(mean_rate) * m[0] + V(rate) * g) / (math::sqrt(m[1]) * V(scale) + V(epsilon));
        }
    };

    template <class T>
    CTNN_MEMBER constexpr Rule<T> rule(std::uint64_t step, T rate) const noexcept {
        const double decay = math::exp(static_cast<double>(momentum_decay) * math::log(0.96));
        double fading = 1, mu = 0, product = 1;
        for (std::uint64_t t = 1; t <= step && product > 0x1p-60; ++t) {  // less than that is nothing to 1
            fading *= decay;
            mu = static_cast<double>(beta1) * (1 - fading / 2);
            product *= mu;
        }
        fading = detail::power(decay, step);
        mu = static_cast<double>(beta1) * (1 - fading / 2);
        const double next = static_cast<double>(beta1) * (1 - fading * decay / 2);
        const double second = 1 - detail::power(static_cast<double>(beta2), step);
        const auto all = static_cast<double>(rate);
        return {static_cast<T>(all * next / (1 - product * next)),
                static_cast<T>(all * (1 - mu) / (1 - product)),
                static_cast<T>(1 / math::sqrt(second)),
                static_cast<T>(beta1),
                static_cast<T>(beta2),
                static_cast<T>(epsilon)};
    }
};

}  // namespace ctnn
