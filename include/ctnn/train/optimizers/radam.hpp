#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <ctnn/core/code.hpp>
#include <ctnn/core/value_range.hpp>
#include <ctnn/math/math.hpp>
#include <ctnn/train/optimizers/power.hpp>

namespace ctnn {

/// Adam that begins without its rates by parameter, until there are gradients enough to tell them.
/// Formula: m and v as Adam's, corrected; r = 2 / (1 - beta2) - 1, r_t = r - 2 t beta2^t / (1 - beta2^t);
/// where r_t is above 5, w -= learning_rate * sqrt((r_t - 4) (r_t - 2) r / ((r - 4) (r - 2) r_t)) * m /
/// (sqrt(v) + epsilon), before w -= learning_rate * m.
/// (Liu and others: On the variance of the adaptive learning rate and beyond, 2020.)
/// Cost: two moments, a square root and a division.
/// PyTorch: RAdam. Keras has none.
/// What goes wrong: the first steps, five of them with beta2 = 0.999, are as long as the gradients.
struct RAdam {
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
        T rate;  // all that m is multiplied by
        T beta1, beta2, epsilon;
        bool is_plain;

        template <class V>
        CTNN_MEMBER constexpr V operator()(V w, V g, std::array<V, 2>& m) const noexcept {
            m[0] = V(beta1) * m[0] + V(1 - beta1) * g;
            m[1] = V(beta2) * m[1] + V(1 - beta2) * (g * g);
            if (is_plain) return w - V(rate) * m[0];
            return w - V(rate) * m[0] / (math::sqrt(m[1]) + V(epsilon));
        }
    };

    template <class T>
    CTNN_MEMBER constexpr Rule<T> rule(std::uint64_t step, T rate) const noexcept {
        const auto b2 = static_cast<double>(beta2);
        const double faded = detail::power(b2, step), second = 1 - faded;
        const double first = 1 - detail::power(static_cast<double>(beta1), step);
        const double all = 2 / (1 - b2) - 1, now = all - 2 * static_cast<double>(step) * faded / second;
        double by = static_cast<double>(rate) / first;
        if (now > 5)
            by *=
                math::sqrt(second) * math::sqrt((now - 4) * (now - 2) * all / ((all - 4) * (all - 2) * now));
        return {static_cast<T>(by), static_cast<T>(beta1), static_cast<T>(beta2), static_cast<T>(epsilon),
                !(now > 5)};
    }
};

}  // namespace ctnn
