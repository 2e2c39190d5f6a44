#pragma once

#include <ctnn/core/code.hpp>
#include <ctnn/core/value_range.hpp>
#include <ctnn/math/math.hpp>
#include <ctnn/train/losses/by_formula.hpp>

namespace ctnn {

/// The mean over the outputs of max(0, 1 - t y), targets -1 and 1: what is on the right side by 1 or more
/// costs nothing. With a penalty on the weights a support vector machine. (Cortes, Vapnik: Support-vector
/// networks, 1995.) Gradient: -t / N within the margin, else 0. PyTorch has none; relu(1 - t * y).mean().
/// Keras: Hinge. What goes wrong: yes and no are 1 and -1, not 1 and 0, which `fit` and `evaluate` refuse;
/// the answer is the sign.
struct Hinge : ByFormula<Hinge> {
    static constexpr ValueRange targets{.least = -1, .most = 1, .words = "-1 or 1", .only_the_ends = true};

    template <class T>
    CTNN_MEMBER static constexpr T formula(T y, T t) noexcept {
        return math::max(T(0), 1 - t * y);
    }
    template <class T>
    CTNN_MEMBER static constexpr T derivative(T y, T t) noexcept {
        const T within = 1 - t * y;
        return within > 0 ? -t : within <= 0 ? T(0) : within;  // what remains is NaN
    }
};

}  // namespace ctnn
