#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <ctnn/core/code.hpp>
#include <ctnn/core/value_range.hpp>
#include <ctnn/math/math.hpp>

namespace ctnn {

/// RMSprop whose steps go into a velocity: s = alpha * s + (1 - alpha) * g^2, v = momentum * v + g /
/// (sqrt(s) + epsilon), w -= learning_rate * v.
/// Cost: two moments, a square root and a division.
/// PyTorch: RMSprop(momentum=0.9). Keras: RMSprop(momentum=0.9).
/// What goes wrong: steps grow to learning_rate / (1 - momentum), ten times those of RMSprop with the same
/// rate.
struct RMSpropMomentum {
    float learning_rate = 1e-2f;  ///< how far a step goes
    float alpha = 0.99f;          ///< share of the mean of squares that stays in a step
    float epsilon = 1e-8f;        ///< added where would be divided by 0
    float momentum = 0.9f;        ///< share of a step that the next one takes on

    static constexpr std::size_t moments = 2;

    CTNN_MEMBER constexpr auto settings() const noexcept {
        return std::array{Setting("alpha", alpha, value_ranges::from_0_to_below_1),
                          Setting("epsilon", epsilon, value_ranges::above_0),
                          Setting("momentum", momentum, value_ranges::from_0_to_below_1)};
    }

    template <class T>
    struct Rule {
        static constexpr bool in_lanes = true;
        T rate, alpha, epsilon, momentum;

        template <class V>
        CTNN_MEMBER constexpr V operator()(V w, V g, std::array<V, 2>& m) const noexcept {
            m[0] = V(alpha) * m[0] + V(1 - alpha) * (g * g);
            m[1] = V(momentum) * m[1] + g / (math::sqrt(m[0]) + V(epsilon));
            return w - V(rate) * m[1];
        }
    };

    template <class T>
    CTNN_MEMBER constexpr Rule<T> rule(std::uint64_t /*step*/, T rate) const noexcept {
        return {rate, static_cast<T>(alpha), static_cast<T>(epsilon), static_cast<T>(momentum)};
    }
};

/// RMSprop by the variance of the recent gradients in place of their mean size, with momentum or, as it is
/// by default, without: parameters whose gradients agree take longer steps.
/// Formula: as RMSpropMomentum, with s - m^2 in the place of s, at least 0; m = alpha * m + (1 - alpha) * g.
/// (Graves: Generating sequences with recurrent neural networks, 2013.)
/// Cost: three moments, a square root and a division.
/// PyTorch: RMSprop(centered=True). Keras: RMSprop(centered=True).
/// What goes wrong: where a gradient hardly changes the variance is next to nothing, and a step is huge:
/// clip, or take a larger epsilon.
struct CenteredRMSprop {
    float learning_rate = 1e-2f;  ///< how far a step goes
    float alpha = 0.99f;          ///< share of the means that stays in a step
    float epsilon = 1e-8f;        ///< added where would be divided by 0
    float momentum = 0;           ///< share of a step that the next one takes on

    static constexpr std::size_t moments = 3;

    CTNN_MEMBER constexpr auto settings() const noexcept {
        return RMSpropMomentum{learning_rate, alpha, epsilon, momentum}.settings();
    }

    template <class T>
    struct Rule {
        static constexpr bool in_lanes = true;
        T rate, alpha, epsilon, momentum;

        template <class V>
        CTNN_MEMBER constexpr V operator()(V w, V g, std::array<V, 3>& m) const noexcept {
            m[0] = V(alpha) * m[0] + V(1 - alpha) * (g * g);
            m[2] = V(alpha) * m[2] + V(1 - alpha) * g;
            const V variance = math::max(V(T(0)), m[0] - m[2] * m[2]);
            m[1] = V(momentum) * m[1] + g / (math::sqrt(variance) + V(epsilon));
            return w - V(rate) * m[1];
        }
    };

    template <class T>
    CTNN_MEMBER constexpr Rule<T> rule(std::uint64_t /*step*/, T rate) const noexcept {
        return {rate, static_cast<T>(alpha), static_cast<T>(epsilon), static_cast<T>(momentum)};
    }
};

}  // namespace ctnn
