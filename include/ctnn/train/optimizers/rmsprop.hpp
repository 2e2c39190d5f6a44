#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <ctnn/core/code.hpp>
#include <ctnn/core/value_range.hpp>
#include <ctnn/math/math.hpp>

namespace ctnn {

/// A rate for each parameter by the mean size of its recent gradients: s = alpha * s + (1 - alpha) * g^2,
/// w -= learning_rate * g / (sqrt(s) + epsilon).
/// (Hinton: Neural networks for machine learning, lecture 6e, 2012.)
/// Cost: one moment, a square root and a division.
/// PyTorch: RMSprop, not centered, without momentum. Keras: RMSprop, where alpha is rho = 0.9, the rate
/// 0.001 and epsilon 1e-7.
/// What goes wrong: s starts at 0, so the first steps are ten times the rate; take a small one, or a
/// warm-up.
struct RMSprop {
    float learning_rate = 1e-2f;  ///< how far a step goes
    float alpha = 0.99f;          ///< share of the mean of squares that stays in a step
    float epsilon = 1e-8f;        ///< added where would be divided by 0

    static constexpr std::size_t moments = 1;

    CTNN_MEMBER constexpr auto settings() const noexcept {
        return std::array{Setting("alpha", alpha, value_ranges::from_0_to_below_1),
                          Setting("epsilon", epsilon, value_ranges::above_0)};
    }

    template <class T>
    struct Rule {
        static constexpr bool in_lanes = true;
        T rate, alpha, epsilon;

        template <class V>
        CTNN_MEMBER constexpr V operator()(V w, V g, std::array<V, 1>& m) const noexcept {
            m[0] = V(alpha) * m[0] + V(1 - alpha) * (g * g);
            return w - V(rate) * g / (math::sqrt(m[0]) + V(epsilon));
        }
    };

    template <class T>
    CTNN_MEMBER constexpr Rule<T> rule(std::uint64_t /*step*/, T rate) const noexcept {
        return {rate, static_cast<T>(alpha), static_cast<T>(epsilon)};
    }
};

}  // namespace ctnn
