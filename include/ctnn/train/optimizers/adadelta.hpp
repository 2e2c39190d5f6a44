#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <ctnn/core/code.hpp>
#include <ctnn/core/value_range.hpp>
#include <ctnn/math/math.hpp>

namespace ctnn {

/// Steps whose size is learnt from those before: each parameter moves by its gradient, times the ratio of
/// the mean sizes of its recent steps and of its recent gradients.
/// Formula: s = rho * s + (1 - rho) * g^2, d = sqrt(a + epsilon) / sqrt(s + epsilon) * g, a = rho * a + (1 -
/// rho) * d^2, w -= learning_rate * d.
/// (Zeiler: Adadelta: An adaptive learning rate method, 2012.)
/// Cost: two moments, two square roots and a division.
/// PyTorch: Adadelta. Keras: Adadelta, where the rate is 0.001, rho 0.95 and epsilon 1e-7.
/// What goes wrong: the first steps have the size of sqrt(epsilon), and grow slowly.
struct AdaDelta {
    float learning_rate = 1;  ///< a factor on the steps
    float rho = 0.9f;         ///< share of the means that stays in a step
    float epsilon = 1e-6f;    ///< square of the size of the first steps

    static constexpr std::size_t moments = 2;

    CTNN_MEMBER constexpr auto settings() const noexcept {
        return std::array{Setting("rho", rho, value_ranges::from_0_to_below_1),
                          Setting("epsilon", epsilon, value_ranges::above_0)};
    }

    template <class T>
    struct Rule {
        static constexpr bool in_lanes = true;
        T rate, rho, epsilon;

        template <class V>
        CTNN_MEMBER constexpr V operator()(V w, V g, std::array<V, 2>& m) const noexcept {
            m[0] = V(rho) * m[0] + V(1 - rho) * (g * g);
            const V step = math::sqrt(m[1] + V(epsilon)) / math::sqrt(m[0] + V(epsilon)) * g;
            m[1] = V(rho) * m[1] + V(1 - rho) * (step * step);
            return w - V(rate) * step;
        }
    };

    template <class T>
    CTNN_MEMBER constexpr Rule<T> rule(std::uint64_t /*step*/, T rate) const noexcept {
        return {rate, static_cast<T>(rho), static_cast<T>(epsilon)};
    }
};

}  // namespace ctnn
