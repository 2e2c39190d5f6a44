#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <ctnn/core/code.hpp>
#include <ctnn/core/value_range.hpp>

namespace ctnn {

/// Gradient descent with a velocity: v = momentum * v + g, w -= learning_rate * v. It evens out the
/// zigzag of steep valleys and speeds up along them.
/// (Polyak: Some methods of speeding up the convergence of iteration methods, 1964.)
/// Cost: one moment.
/// PyTorch: SGD(momentum=0.9). Keras: SGD(momentum=0.9), which has the rate inside the velocity: the same
/// while the rate is constant.
/// What goes wrong: steps grow to learning_rate / (1 - momentum), ten times those of SGD with the same
/// rate.
struct Momentum {
    float learning_rate = 1e-2f;  ///< how far a step goes
    float momentum = 0.9f;        ///< share of a step that the next one takes on

    static constexpr std::size_t moments = 1;

    CTNN_MEMBER constexpr auto settings() const noexcept {
        return std::array{Setting("momentum", momentum, value_ranges::from_0_to_below_1)};
    }

    template <class T>
    struct Rule {
        static constexpr bool in_lanes = true;
        T rate, momentum;

        template <class V>
        CTNN_MEMBER constexpr V operator()(V w, V g, std::array<V, 1>& m) const noexcept {
            m[0] = V(momentum) * m[0] + g;
            return w - V(rate) * m[0];
        }
    };

    template <class T>
    CTNN_MEMBER constexpr Rule<T> rule(std::uint64_t /*step*/, T rate) const noexcept {
        return {rate, static_cast<T>(momentum)};
    }
};

}  // namespace ctnn
