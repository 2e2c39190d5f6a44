#pragma once

#include <cstddef>
#include <ctnn/activations/softmax.hpp>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/training.hpp>
#include <ctnn/core/value_range.hpp>
#include <ctnn/math/math.hpp>
#include <ctnn/train/losses/log_softmax.hpp>

namespace ctnn {

/// The sum over the classes of -t log p: p the network's probabilities, t the truth, 1 at one class or
/// spread over several. For classes that exclude each other. For a network that ends in Softmax; it is
/// trained on the logits z, so that nothing overflows. A target may be the class's index.
/// Formula: the sum of t (log(sum exp(z)) - z).
/// Gradient: softmax(z) * sum(t) - t.
/// Cost: an exponential for each class, in the value and in the gradient, and one logarithm.
/// PyTorch: CrossEntropyLoss of the logits. Keras: CategoricalCrossentropy of the probabilities.
/// What goes wrong: targets that are not 0 to 1 are refused by `fit` and `evaluate`. It falls on although
/// accuracy no longer rises, since a surer answer costs less; validate. Of a sequence or an image Softmax
/// makes one distribution, not one for each step or pixel: a sentence, unless Flatten before it says that one
/// class a sample is meant.
struct CrossEntropy {
    using last_activation = Softmax;
    template <class Last>
    using wrong_end = error::CrossEntropy_takes_Softmax_last_but_the_last_layer_is<Last>;
    static constexpr ValueRange targets = value_ranges::from_0_to_1;
    static constexpr bool takes_class_index = true;

    template <std::size_t N, class T>
    CTNN_MEMBER static constexpr T value_of_logits(const T* z, const T* target) noexcept {
        const auto log_p = detail::log_softmax<N>(z);
        T cost = 0;
        for (std::size_t i = 0; i < N; ++i) cost -= detail::weighted(target[i], log_p.of(z[i]));
        return cost;
    }

    template <std::size_t N, class T>
    CTNN_MEMBER static constexpr void slope_of_logits(const T* z, const T* target, T* dz) noexcept {
        detail::softmax_less_target<N>(z, target, dz);
    }

    /// Of probabilities in [0, 1]. Logarithms are cut off at -100.
    template <std::size_t N, class T>
    CTNN_MEMBER static constexpr T value(const T* y, const T* target) noexcept {
        T cost = 0;
        for (std::size_t i = 0; i < N; ++i) cost -= target[i] * detail::bounded_log(y[i]);
        return cost;
    }
};

}  // namespace ctnn
