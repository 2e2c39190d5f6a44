#pragma once

#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/training.hpp>
#include <ctnn/math/math.hpp>
#include <ctnn/train/losses/by_formula.hpp>
#include <ctnn/train/losses/mean.hpp>
#include <ratio>
#include <type_traits>

namespace ctnn {

/// The mean over the outputs of e^2 / 2 where |e| <= 1, and |e| - 1/2 beyond, e = y - t. For regression
/// with outliers: squared near the target, absolute far from it.
/// (Huber: Robust estimation of a location parameter, 1964.)
/// Gradient: e / N, cut off at plus and minus 1 / N.
/// PyTorch: HuberLoss(delta=1), SmoothL1Loss(beta=1). Keras: Huber(delta=1).
/// What goes wrong: the bend is at an error of 1, so scale targets whose errors are all far above or
/// below that, or take HuberOf.
struct Huber {
    static constexpr bool is_mean_over_outputs = true;

    template <std::size_t N, class T>
    CTNN_MEMBER static constexpr T value(const T* y, const T* target) noexcept {
        constexpr auto cost = [](T a, T b) {
            const T error = math::abs(a - b);
            return error <= 1 ? error * error / 2 : error - T(0.5);
        };
        return detail::mean<N>(cost, y, target);
    }

    template <std::size_t N, class T>
    CTNN_MEMBER static constexpr void slope(const T* y, const T* target, T* dy) noexcept {
        for (std::size_t i = 0; i < N; ++i) {
            const T error = y[i] - target[i];
            dy[i] = (error > 1 ? T(1) : error < -1 ? T(-1) : error) / static_cast<T>(N);
        }
    }
};

/// Huber's loss with the bend elsewhere, `HuberOf<std::ratio<1, 10>>`: e^2 / 2 where |e| <= Delta, and
/// Delta (|e| - Delta / 2) beyond.
/// Gradient: e / N, cut off at plus and minus Delta / N.
/// PyTorch: HuberLoss(delta). Keras: Huber(delta). PyTorch's SmoothL1Loss(beta) is this one divided by Delta.
/// What goes wrong: with a Delta of 0 or less nothing is learnt: a sentence.
template <class Delta>
struct HuberOf : ByFormula<HuberOf<Delta>> {
    template <class Output>
    using mistake = std::conditional_t<(Delta::num > 0), void, error::HuberOf_bends_above_0_not_at<Delta>>;

    template <class T>
    static constexpr T bend =
        static_cast<T>(static_cast<double>(Delta::num) / static_cast<double>(Delta::den));

    template <class T>
    CTNN_MEMBER static constexpr T formula(T y, T t) noexcept {
        const T error = math::abs(y - t);
        return error <= bend<T> ? error * error / 2 : bend<T> * (error - bend<T> / 2);
    }
    template <class T>
    CTNN_MEMBER static constexpr T derivative(T y, T t) noexcept {
        const T error = y - t;
        return error > bend<T> ? bend<T> : error < -bend<T> ? -bend<T> : error;
    }
};

}  // namespace ctnn
