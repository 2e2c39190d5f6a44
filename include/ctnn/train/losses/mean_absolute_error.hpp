#pragma once

#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/math/math.hpp>
#include <ctnn/train/losses/mean.hpp>

namespace ctnn {

/// The mean over the outputs of |y - t|. For regression that leans to the median and not to the mean.
/// Gradient: the sign of (y - t) / N, and 0 where y = t.
/// PyTorch: L1Loss. Keras: MeanAbsoluteError.
/// What goes wrong: the gradient is as large beside the target as far from it, so a constant learning
/// rate ends in jitter; let the rate decay, or take Huber.
struct MeanAbsoluteError {
    static constexpr bool is_mean_over_outputs = true;

    template <std::size_t N, class T>
    CTNN_MEMBER static constexpr T value(const T* y, const T* target) noexcept {
        return detail::mean<N>([](T a, T b) { return math::abs(a - b); }, y, target);
    }

    template <std::size_t N, class T>
    CTNN_MEMBER static constexpr void slope(const T* y, const T* target, T* dy) noexcept {
        constexpr T one = T(1) / static_cast<T>(N);
        for (std::size_t i = 0; i < N; ++i) {
            const T error = y[i] - target[i];
            dy[i] = error > 0 ? one : error < 0 ? -one : error;  // what remains is 0 or NaN, and stays so
        }
    }
};

}  // namespace ctnn
