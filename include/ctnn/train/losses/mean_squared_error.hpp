#pragma once

#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/train/losses/mean.hpp>

namespace ctnn {

/// The mean over the outputs of (y - t)^2. For regression; after any last layer.
/// Gradient: 2 (y - t) / N.
/// PyTorch: MSELoss. Keras: MeanSquaredError.
/// What goes wrong: behind Sigmoid or Softmax the gradient vanishes where the output is surely wrong, and
/// learning stalls; take BinaryCrossEntropy or CrossEntropy there. One wild target outweighs all others;
/// Huber bounds it.
struct MeanSquaredError {
    static constexpr bool is_mean_over_outputs = true;

    template <std::size_t N, class T>
    CTNN_MEMBER static constexpr T value(const T* y, const T* target) noexcept {
        return detail::mean<N>([](T a, T b) { return (a - b) * (a - b); }, y, target);
    }

    template <std::size_t N, class T>
    CTNN_MEMBER static constexpr void slope(const T* y, const T* target, T* dy) noexcept {
        for (std::size_t i = 0; i < N; ++i) dy[i] = 2 * (y[i] - target[i]) / static_cast<T>(N);
    }
};

}  // namespace ctnn
