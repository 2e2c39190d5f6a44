#pragma once

#include <cstddef>
#include <ctnn/activations/softmax.hpp>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/training.hpp>
#include <ctnn/core/value_range.hpp>
#include <ctnn/math/math.hpp>
#include <ctnn/train/losses/log_softmax.hpp>

namespace ctnn {

/// The sum over the classes of t (log t - log p): how far the network's distribution p is from the
/// target's t, which is 0 where they agree. For distributions as targets: distillation, smoothed labels,
/// policies. For a network that ends in Softmax; it is trained on the logits z. A class with t = 0 adds
/// nothing.
/// (Kullback, Leibler: On information and sufficiency, 1951.)
/// Gradient: softmax(z) * sum(t) - t, that of CrossEntropy, from which it differs by the entropy of t.
/// Cost: an exponential and a logarithm for each class, for the gradient an exponential.
/// PyTorch: KLDivLoss(reduction="batchmean") of log_softmax(z). Keras: KLDivergence of the probabilities.
/// What goes wrong: it is not symmetric; this one punishes most where t is large and p small. Negative
/// targets give NaN; `fit` and `evaluate` refuse them, and targets that do not add up to 1.
struct KLDivergence {
    using last_activation = Softmax;
    template <class Last>
    using wrong_end = error::KLDivergence_takes_Softmax_last_but_the_last_layer_is<Last>;
    static constexpr ValueRange targets = value_ranges::from_0_to_1;
    static constexpr bool targets_add_up_to_1 = true;

    template <std::size_t N, class T>
    CTNN_MEMBER static constexpr T value_of_logits(const T* z, const T* target) noexcept {
        const auto log_p = detail::log_softmax<N>(z);
        T cost = 0;
        for (std::size_t i = 0; i < N; ++i) cost += divergence(target[i], log_p.of(z[i]));
        return cost;
    }

    template <std::size_t N, class T>
    CTNN_MEMBER static constexpr void slope_of_logits(const T* z, const T* target, T* dz) noexcept {
        detail::softmax_less_target<N>(z, target, dz);
    }

    /// Of probabilities in [0, 1]. Their logarithms are cut off at -100.
    template <std::size_t N, class T>
    CTNN_MEMBER static constexpr T value(const T* y, const T* target) noexcept {
        T cost = 0;
        for (std::size_t i = 0; i < N; ++i) cost += divergence(target[i], detail::bounded_log(y[i]));
        return cost;
    }

  private:
    template <class T>
    CTNN_MEMBER static constexpr T divergence(T t, T log_p) noexcept {
        return detail::weighted(t, math::log(t)) - detail::weighted(t, log_p);
    }
};

}  // namespace ctnn
