#pragma once

#include <cstddef>
#include <ctnn/activations/sigmoid.hpp>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/training.hpp>
#include <ctnn/core/value_range.hpp>
#include <ctnn/math/math.hpp>
#include <ctnn/train/losses/log_softmax.hpp>
#include <ctnn/train/losses/mean.hpp>
#include <ratio>
#include <type_traits>

namespace ctnn {

/// BinaryCrossEntropy in which what is answered well already hardly counts: for yes and no where one of them
/// is rare and the other easy. `Focal<std::ratio<2>, std::ratio<1, 4>>` is the paper's; an Alpha of 1/2 takes
/// sides with neither. For a network that ends in Sigmoid. Formula: the mean of a (1 - q)^Gamma BCE, q the
/// probability of the truth, p t + (1 - p) (1 - t), and a = Alpha t + (1 - Alpha) (1 - t). (Lin and others:
/// Focal loss for dense object detection, 2017.) Gradient: a (1 - q)^(Gamma - 1) ((1 - q) (p - t) - Gamma (2
/// t - 1) p (1 - p) BCE) / N, of the logits. Cost: two exponentials and two or three logarithms for each
/// output. PyTorch: torchvision.ops.sigmoid_focal_loss(alpha, gamma, "mean"). Keras: BinaryFocalCrossentropy(
/// apply_class_balancing=True).
/// What goes wrong: targets that are not 0 to 1 are refused by `fit` and `evaluate`. Its probabilities are
/// less sure than they should be.
template <class Gamma = std::ratio<2>, class Alpha = std::ratio<1, 4>>
struct Focal {
    template <class Output>
    using mistake =
        std::conditional_t<(Gamma::num >= 0 && Alpha::num >= 0 && Alpha::num <= Alpha::den), void,
                           error::Focal_takes_a_Gamma_of_0_or_more_and_an_Alpha_of_0_to_1_not<Gamma, Alpha>>;
    using last_activation = Sigmoid;
    template <class Last>
    using wrong_end = error::this_loss_takes_another_activation_last_than<Focal, Last>;
    static constexpr ValueRange targets = value_ranges::from_0_to_1;
    static constexpr bool is_mean_over_outputs = true;

    template <std::size_t N, class T>
    CTNN_MEMBER static constexpr T value_of_logits(const T* z, const T* target) noexcept {
        constexpr auto cost = [](T a, T t) {
            return side(t) * power(doubt(math::sigmoid(a), math::sigmoid(-a), t), gamma<T>()) * entropy(a, t);
        };
        return detail::mean<N>(cost, z, target);
    }

    template <std::size_t N, class T>
    CTNN_MEMBER static constexpr void slope_of_logits(const T* z, const T* target, T* dz) noexcept {
        for (std::size_t i = 0; i < N; ++i) {
            const T t = target[i], p = math::sigmoid(z[i]), rest = math::sigmoid(-z[i]);
            const T wrong = doubt(p, rest, t),
                    inner = wrong * (p - t) - gamma<T>() * (2 * t - 1) * p * rest * entropy(z[i], t);
            dz[i] = side(t) * power(wrong, gamma<T>() - 1) * inner / static_cast<T>(N);
        }
    }

    /// Of probabilities in [0, 1]. Logarithms are cut off at -100.
    template <std::size_t N, class T>
    CTNN_MEMBER static constexpr T value(const T* y, const T* target) noexcept {
        constexpr auto cost = [](T p, T t) {
            const T plain = (t - 1) * detail::bounded_log(1 - p) - t * detail::bounded_log(p);
            return side(t) * power(doubt(p, 1 - p, t), gamma<T>()) * plain;
        };
        return detail::mean<N>(cost, y, target);
    }

  private:
    template <class T>
    CTNN_MEMBER static constexpr T gamma() noexcept {
        return static_cast<T>(static_cast<double>(Gamma::num) / static_cast<double>(Gamma::den));
    }
    template <class T>
    CTNN_MEMBER static constexpr T side(T t) noexcept {
        constexpr T alpha = static_cast<T>(static_cast<double>(Alpha::num) / static_cast<double>(Alpha::den));
        return alpha * t + (1 - alpha) * (1 - t);
    }
    /// 1 - q.
    template <class T>
    CTNN_MEMBER static constexpr T doubt(T p, T rest, T t) noexcept {
        return rest * t + p * (1 - t);
    }
    template <class T>
    CTNN_MEMBER static constexpr T entropy(T z, T t) noexcept {
        return math::max(T(0), z) - z * t + math::log1p(math::exp(-math::abs(z)));
    }
    /// x^exponent of an x that may be next to nothing, but then the gradient is too.
    template <class T>
    CTNN_MEMBER static constexpr T power(T x, T exponent) noexcept {
        if (exponent == 0) return x == x ? T(1) : x;
        if (exponent == 1) return x;
        if (exponent == 2) return x * x;
        constexpr T least = static_cast<T>(1e-30);
        return math::exp(exponent * math::log(math::max(least, x)));
    }
};

}  // namespace ctnn
