#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <ctnn/core/code.hpp>
#include <ctnn/core/value_range.hpp>
#include <ctnn/math/math.hpp>
#include <ctnn/train/optimizers/lion.hpp>

namespace ctnn {

/// Steps whose size each parameter learns by the signs of its gradients alone: longer while they are the
/// same, shorter, and for once none, where they change. For gradients of all samples: with a batch as large
/// as the data.
/// Formula: step * eta_plus where g * g_before > 0, * eta_minus where it is < 0, and there g = 0; then w -=
/// sign(g) * step.
/// (Riedmiller, Braun: A direct adaptive method for faster backpropagation learning, 1993, as iRprop-: Igel,
/// Huesken, 2000.)
/// Cost: two moments.
/// PyTorch: Rprop. Keras has none.
/// What goes wrong: gradients of small batches change their signs by chance, and nothing moves. The learning
/// rate is the first step's alone: a schedule changes nothing after it.
struct Rprop {
    float learning_rate = 1e-2f;               ///< the first step
    float eta_minus = 0.5f, eta_plus = 1.2f;   ///< how a step changes
    float least_step = 1e-6f, most_step = 50;  ///< how short and how long it may become

    static constexpr std::size_t moments = 2;

    CTNN_MEMBER constexpr auto settings() const noexcept {
        constexpr ValueRange from_1{.least = 1, .words = "1 or more"};
        return std::array{Setting("eta_minus", eta_minus, value_ranges::from_0_to_below_1),
                          Setting("eta_plus", eta_plus, from_1),
                          Setting("least_step", least_step, value_ranges::from_0),
                          Setting("most_step", most_step, value_ranges::above_0)};
    }

    template <class T>
    struct Rule {
        static constexpr bool in_lanes = true;
        T first;  // the step at the beginning; else negative
        T minus, plus, least, most;

        template <class V>
        CTNN_MEMBER constexpr V operator()(V w, V g, std::array<V, 2>& m) const noexcept {
            const V turn = g * m[0];
            const V grown = math::select(turn > V(0), V(plus), math::select(turn < V(0), V(minus), V(T(1))));
            if (first >= 0) m[1] = V(first);
            m[1] = math::min(V(most), math::max(V(least), m[1] * grown));
            m[0] = math::select(turn < V(0), V(T(0)), g);
            return w - detail::sign(m[0]) * m[1];
        }
    };

    template <class T>
    CTNN_MEMBER constexpr Rule<T> rule(std::uint64_t step, T rate) const noexcept {
        return {step == 1 ? rate : T(-1), static_cast<T>(eta_minus), static_cast<T>(eta_plus),
                static_cast<T>(least_step), static_cast<T>(most_step)};
    }
};

}  // namespace ctnn
