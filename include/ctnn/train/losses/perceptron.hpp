#pragma once

#include <cstddef>
#include <ctnn/activations/step.hpp>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/training.hpp>
#include <ctnn/core/value_range.hpp>
#include <ctnn/math/math.hpp>
#include <ctnn/train/losses/mean.hpp>

namespace ctnn {

/// Rosenblatt's rule as a loss: the share of outputs that are wrong, and in place of its gradient, which
/// is 0 or nowhere, the step that the rule takes. For a network of one layer that ends in Step, with
/// targets 0 and 1; with SGD and a rate of 1 it is the perceptron algorithm itself, which ends if a plane
/// parts the classes.
/// Formula: the mean of |step(z) - t|. Stand-in for the gradient: step(z) - t.
/// (Rosenblatt: The perceptron, 1958.)
/// scikit-learn: Perceptron. PyTorch and Keras have none.
/// What goes wrong: on what no plane can part, XOR say, it goes round for ever. Layers before the last
/// learn nothing. `fit` and `evaluate` refuse targets other than 0 and 1.
struct Perceptron {
    using last_activation = Step;
    template <class Last>
    using wrong_end = error::Perceptron_takes_Step_last_but_the_last_layer_is<Last>;
    static constexpr ValueRange targets = value_ranges::either_0_or_1;

    template <std::size_t N, class T>
    CTNN_MEMBER static constexpr T value_of_logits(const T* z, const T* target) noexcept {
        return detail::mean<N>([](T a, T t) { return math::abs(Step::value(a) - t); }, z, target);
    }

    template <std::size_t N, class T>
    CTNN_MEMBER static constexpr void slope_of_logits(const T* z, const T* target, T* dz) noexcept {
        for (std::size_t i = 0; i < N; ++i) dz[i] = Step::value(z[i]) - target[i];
    }

    template <std::size_t N, class T>
    CTNN_MEMBER static constexpr T value(const T* y, const T* target) noexcept {
        return detail::mean<N>([](T a, T t) { return math::abs(a - t); }, y, target);
    }
};

}  // namespace ctnn
