#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <ctnn/core/code.hpp>
#include <ctnn/core/value_range.hpp>
#include <ctnn/math/math.hpp>

namespace ctnn {

/// A rate for each parameter that falls with all its gradients so far: s += g^2, w -= learning_rate * g /
/// (sqrt(s) + epsilon).
/// (Duchi, Hazan, Singer: Adaptive subgradient methods, 2011.)
/// Cost: one moment, a square root and a division.
/// PyTorch: Adagrad. Keras: Adagrad, which starts s at 0.1.
/// What goes wrong: s only grows, so long trainings come to a halt; RMSprop and Adam forget.
struct AdaGrad {
    float learning_rate = 1e-2f;  ///< how far a step goes
    float epsilon = 1e-10f;       ///< added where would be divided by 0

    static constexpr std::size_t moments = 1;

    CTNN_MEMBER constexpr auto settings() const noexcept {
        return std::array{Setting("epsilon", epsilon, value_ranges::above_0)};
    }

    template <class T>
    struct Rule {
        static constexpr bool in_lanes = true;
        T rate, epsilon;

        template <class V>
        CTNN_MEMBER constexpr V operator()(V w, V g, std::array<V, 1>& m) const noexcept {
            m[0] = m[0] + g * g;
            return w - V(rate) * g / (math::sqrt(m[0]) + V(epsilon));
        }
    };

    template <class T>
    CTNN_MEMBER constexpr Rule<T> rule(std::uint64_t /*step*/, T rate) const noexcept {
        return {rate, static_cast<T>(epsilon)};
    }
};

}  // namespace ctnn
