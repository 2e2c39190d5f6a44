#pragma once

#include <cstddef>
#include <ctnn/activations/sigmoid.hpp>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/training.hpp>
#include <ctnn/core/value_range.hpp>
#include <ctnn/kernels/values/elementwise.hpp>
#include <ctnn/math/math.hpp>
#include <ctnn/train/losses/log_softmax.hpp>
#include <ctnn/train/losses/mean.hpp>

namespace ctnn {

/// The mean over the outputs of -t log p - (1 - t) log(1 - p): each output is a yes or no of its own, t
/// its truth in [0, 1]. For a network that ends in Sigmoid; it is trained on the logits z, so that
/// nothing overflows and the gradient does not vanish where the output is surely wrong.
/// Formula: |z| (1 - t) for z > 0, |z| t below, + log(1 + exp(-|z|)). An infinite z that is right costs 0.
/// Gradient: (sigmoid(z) - t) / N.
/// Cost: an exponential and a logarithm for each output, for the gradient an exponential.
/// PyTorch: BCEWithLogitsLoss of the logits. Keras: BinaryCrossentropy of the probabilities.
/// What goes wrong: targets of -1 and 1 would make it unbounded below; `fit` and `evaluate` refuse what is
/// not 0 to 1. Of classes that exclude each other, CrossEntropy.
struct BinaryCrossEntropy {
    static constexpr bool is_mean_over_outputs = true;
    using last_activation = Sigmoid;
    template <class Last>
    using wrong_end = error::BinaryCrossEntropy_takes_Sigmoid_last_but_the_last_layer_is<Last>;
    static constexpr ValueRange targets = value_ranges::from_0_to_1;

    template <std::size_t N, class T>
    CTNN_MEMBER static constexpr T value_of_logits(const T* z, const T* target) noexcept {
        constexpr auto cost = [](auto a, auto t) {
            using V = decltype(a);
            const V wrong = math::select(a > V(0), V(1) - t, t);
            return weighted_magnitude(wrong, math::abs(a)) + math::log1p(math::exp(-math::abs(a)));
        };
        return detail::mean<N, /*Lanes*/ true>(cost, z, target);
    }

    template <std::size_t N, class T>
    CTNN_MEMBER static constexpr void slope_of_logits(const T* z, const T* target, T* dz) noexcept {
        constexpr auto slope = [](auto a, auto t) {
            using V = decltype(a);
            return (math::sigmoid(a) - t) / V(static_cast<T>(N));
        };
        kernels::transform<N>(slope, dz, z, target);
    }

    /// Of probabilities in [0, 1]. Logarithms are cut off at -100, as PyTorch's BCELoss does.
    template <std::size_t N, class T>
    CTNN_MEMBER static constexpr T value(const T* y, const T* target) noexcept {
        constexpr auto cost = [](T p, T t) {
            return (t - 1) * detail::bounded_log(1 - p) - t * detail::bounded_log(p);
        };
        return detail::mean<N>(cost, y, target);
    }

  private:
    /// weight * |z|, but 0 where a weight of 0 meets an infinite z.
    template <class V>
    CTNN_MEMBER CTNN_INLINE static constexpr V weighted_magnitude(V weight, V z) noexcept {
        if constexpr (math::Scalar<V>)
            return detail::weighted(weight, z);
        else
            return math::select(weight == V(0), weight, weight * z);
    }
};

}  // namespace ctnn
