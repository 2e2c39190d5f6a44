#pragma once

#include <ctnn/core/code.hpp>
#include <ctnn/core/error/training.hpp>
#include <ctnn/math/math.hpp>
#include <ctnn/train/losses/by_formula.hpp>
#include <ratio>
#include <type_traits>

namespace ctnn {

/// The mean over the outputs of the pinball loss, whose best answer is a quantile of the targets and not
/// their mean: of `Quantile<std::ratio<9, 10>>` the number that nine of ten targets lie below. Formula: Q e
/// where e = t - y is positive, else (Q - 1) e. (Koenker, Bassett: Regression quantiles, 1978.) Gradient: -Q
/// / N below the target, (1 - Q) / N above it, and 0 on it. PyTorch and Keras have none. scikit-learn:
/// mean_pinball_loss(alpha=Q). What goes wrong: as with MeanAbsoluteError a constant learning rate ends in
/// jitter. Q is between 0 and 1, or the loss falls for ever: a sentence.
template <class Q = std::ratio<1, 2>>
struct Quantile : ByFormula<Quantile<Q>> {
    template <class Output>
    using mistake = std::conditional_t<(Q::num > 0 && Q::num < Q::den), void,
                                       error::a_Quantile_lies_between_0_and_1_not_at<Q>>;

    template <class T>
    CTNN_MEMBER static constexpr T formula(T y, T t) noexcept {
        constexpr T q = static_cast<T>(static_cast<double>(Q::num) / static_cast<double>(Q::den));
        const T error = t - y;
        return math::max((q - 1) * error, q * error);
    }
    template <class T>
    CTNN_MEMBER static constexpr T derivative(T y, T t) noexcept {
        constexpr T q = static_cast<T>(static_cast<double>(Q::num) / static_cast<double>(Q::den));
        const T error = t - y;
        return error > 0 ? -q : error < 0 ? 1 - q : error;  // what remains is 0 or NaN, and stays so
    }
};

}  // namespace ctnn
