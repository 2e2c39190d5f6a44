#pragma once

#include <ctnn/core/code.hpp>
#include <ctnn/core/value_range.hpp>
#include <ctnn/math/math.hpp>
#include <ctnn/train/losses/by_formula.hpp>

namespace ctnn {

/// The mean over the outputs of exp(y) - t y: targets are counts, 0 or more, and the network gives the
/// logarithm of the rate at which they come. After a linear last layer. Gradient: (exp(y) - t) / N. Cost: an
/// exponential for each output. PyTorch: PoissonNLLLoss(log_input=True, full=False). Keras: Poisson, of the
/// rate itself. What goes wrong: what predicts the count is exp(y). Its least value is not 0. `fit` and
/// `evaluate` refuse targets below 0.
struct Poisson : ByFormula<Poisson> {
    static constexpr ValueRange targets = value_ranges::from_0;

    template <class T>
    CTNN_MEMBER static constexpr T formula(T y, T t) noexcept {
        return math::exp(y) - t * y;
    }
    template <class T>
    CTNN_MEMBER static constexpr T derivative(T y, T t) noexcept {
        return math::exp(y) - t;
    }
};

}  // namespace ctnn
