#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/value_range.hpp>
#include <ctnn/data/dataset.hpp>
#include <ctnn/kernels/values/elementwise.hpp>
#include <ctnn/kernels/values/reduce.hpp>
#include <ctnn/math/math.hpp>
#include <ctnn/network/parameters.hpp>
#include <ctnn/train/minimize/full_batch.hpp>
#include <ctnn/train/minimize/matrices.hpp>
#include <ctnn/train/minimize/minimization.hpp>
#include <ctnn/train/settings.hpp>
#include <functional>
#include <vector>

namespace ctnn {
inline namespace CTNN_CODE {

/// How `minimize` goes by L-BFGS: the curvature is learnt from the last few gradients of all samples, so
/// that a step goes far where the slope hardly changes; how far, a line search finds (strong Wolfe
/// conditions). For networks and data sets small enough that each step may look at every sample; then it
/// takes tens to hundreds of steps where Adam takes tens of thousands, and needs no learning rate.
/// (Liu, Nocedal: On the limited memory BFGS method for large scale optimization, 1989; the line search is
/// that of Nocedal, Wright: Numerical optimization, 2nd edition, 3.5 and 3.6.)
/// Cost: a step takes one or two gradients of all samples; memory for 2 * history + 5 times the parameters,
/// in double.
/// PyTorch: LBFGS(line_search_fn="strong_wolfe").
/// scikit-learn: MLPRegressor(solver="lbfgs"), where alpha is l2.
/// SciPy: minimize(method="L-BFGS-B").
/// What goes wrong: with noise in the loss, of dropout or of batches, curvature means nothing; it is
/// refused.
struct LBFGS {
    std::size_t iterations = 1000;     ///< at most
    std::size_t history = 10;          ///< steps from which the curvature is learnt
    double gradient_tolerance = 1e-9;  ///< it ends where no slope is steeper
    double step_tolerance = 1e-12;     ///< and where no parameter moves by more, relative to 1 + its size
    double goal = 0;                   ///< and where the loss is at most this
    double l2 = 0;                     ///< penalty l2 / 2 * w^2 on the weights, not the biases; in the losses
    std::size_t threads = 1;           ///< that share the samples; they never change the result
    /// After each iteration, with its number and the loss.
    std::function<void(std::size_t iteration, double loss)> on_iteration = nullptr;

    CTNN_MEMBER auto settings() const noexcept {
        using namespace value_ranges;
        return std::array{Setting("history", double(history), above_0),
                          Setting("gradient_tolerance", gradient_tolerance, from_0),
                          Setting("step_tolerance", step_tolerance, from_0), Setting("goal", goal, from_0),
                          Setting("l2", l2, from_0)};
    }
};

}  // namespace CTNN_CODE

namespace detail::inline CTNN_CODE {

/// A place on the line of a line search: how far along, the loss there, and its slope along the line.
struct LinePoint {
    double at = 0, value = 0, slope = 0;
};

/// Where the cubic through two places with their slopes is least; their middle where that is near an end, or
/// nowhere. (Nocedal, Wright, 3.59.)
constexpr double least_between(const LinePoint& a, const LinePoint& b) noexcept {
    const double middle = (a.at + b.at) / 2, width = b.at > a.at ? b.at - a.at : a.at - b.at;
    const double d1 = a.slope + b.slope - 3 * (a.value - b.value) / (a.at - b.at);
    const double square = d1 * d1 - a.slope * b.slope;
    if (!(square >= 0) || !is_finite(square)) return middle;
    const double d2 = b.at > a.at ? math::sqrt(square) : -math::sqrt(square);
    const double least = b.at - (b.at - a.at) * (b.slope + d2 - d1) / (b.slope - a.slope + 2 * d2);
    const double off = least > middle ? least - middle : middle - least;
    return off <= 0.4 * width ? least : middle;
}

/// Looks along a line from its start for a place that meets the strong Wolfe conditions. `along(at)` gives
/// the LinePoint there, which is the last one asked for when this returns; one with at = 0 if there is none.
template <class Along>
constexpr LinePoint search_line(const LinePoint& start, double first, Along&& along) {
    constexpr double enough = 1e-4, flat = 0.9;
    constexpr int most = 30;
    const auto falls = [&](const LinePoint& p) {
        return p.value <= start.value + enough * p.at * start.slope && p.value < start.value;
    };
    const auto is_flat = [&](const LinePoint& p) {
        return (p.slope > 0 ? p.slope : -p.slope) <= -flat * start.slope;
    };
    LinePoint low = start, high{};
    double at = first;
    bool between = false;  // a minimum is known to lie between low and high
    for (int tried = 0; tried < most; ++tried, at = between ? least_between(low, high) : 4 * at) {
        const LinePoint now = along(at);
        if (!falls(now) || !(now.value < low.value)) {
            high = now;
            between = true;
        } else if (is_flat(now)) {
            return now;
        } else {
            if (now.slope * (between ? high.at - low.at : 1) >= 0) {
                high = low;
                between = true;
            }
            low = now;
        }
    }
    return low.at == 0 ? LinePoint{} : along(low.at);
}

/// What is known of the curvature: the last steps, and by how much each changed the gradient.
template <std::size_t N>
class Curvature {
  public:
    explicit Curvature(std::size_t history) : steps_(history * N), changes_(history * N), weights_(history) {}

    void forget() noexcept { known_ = next_ = 0; }
    bool is_empty() const noexcept { return known_ == 0; }

    /// One more, unless it tells of no positive curvature.
    void learn(const double* step, const double* change) {
        const double product = kernels::dot<N>(step, change), square = kernels::dot<N>(change, change);
        if (!(product > 1e-16 * square) || !is_finite(square)) return;
        std::copy_n(step, N, steps_.data() + next_ * N);
        std::copy_n(change, N, changes_.data() + next_ * N);
        weights_[next_] = 1 / product;
        scale_ = product / square;
        next_ = (next_ + 1) % weights_.size();
        known_ = std::min(known_ + 1, weights_.size());
    }

    /// The gradient, made into the way down.
    void turn(double* direction) {
        std::vector<double> shares(known_);
        for (std::size_t back = 0; back < known_; ++back) {
            const std::size_t k = place(back);
            shares[back] = weights_[k] * kernels::dot<N>(steps_.data() + k * N, direction);
            add_scaled(-shares[back], changes_.data() + k * N, direction, N);
        }
        const double scale = known_ > 0 ? -scale_ : -1;
        for (std::size_t i = 0; i < N; ++i) direction[i] *= scale;
        for (std::size_t back = known_; back-- > 0;) {
            const std::size_t k = place(back);
            const double more = weights_[k] * kernels::dot<N>(changes_.data() + k * N, direction);
            add_scaled(-shares[back] - more, steps_.data() + k * N, direction, N);
        }
    }

  private:
    std::size_t place(std::size_t back) const noexcept {
        return (next_ + weights_.size() - 1 - back) % weights_.size();
    }

    std::vector<double> steps_, changes_, weights_;
    double scale_ = 1;
    std::size_t known_ = 0, next_ = 0;
};

/// The greatest of so many numbers without their signs; NaN if one is.
template <std::size_t N>
constexpr double greatest(const double* x) noexcept {
    double most = 0;
    for (std::size_t i = 0; i < N; ++i)
        if (const double size = x[i] < 0 ? -x[i] : x[i]; !(size <= most)) most = size;
    return most;
}

/// L-BFGS on a function of N numbers, from `w` on: f(w, gradient) gives its value, and overwrites the
/// gradient.
template <std::size_t N, class Function>
class LBFGSSteps {
  public:
    LBFGSSteps(const LBFGS& how, Function& f, double* w) : how_(how), f_(f), w_(w), curvature_(how.history) {}

    Minimization run() {
        double loss = f_(w_, g_.data());
        require_a_start(loss);
        result_.losses.push_back(loss);
        while (!is_at_its_end(loss)) {
            const LinePoint found = step(loss);
            if (found.at == 0 && !curvature_.is_empty()) {
                curvature_.forget();  // once more, straight down
                continue;
            }
            if (found.at == 0) {
                result_.ended = saw_infinity_ ? Ended::not_finite : Ended::small_step;
                break;
            }
            loss = found.value;
            const bool moved = take_step(found.at);
            result_.losses.push_back(loss);
            if (how_.on_iteration) how_.on_iteration(result_.iterations(), loss);
            if (!moved) {
                result_.ended = Ended::small_step;
                break;
            }
        }
        result_.gradient = greatest<N>(g_.data());
        return result_;
    }

  private:
    bool is_at_its_end(double loss) {
        const bool is_flat = greatest<N>(g_.data()) <= how_.gradient_tolerance;
        result_.ended = loss <= how_.goal ? Ended::goal : is_flat ? Ended::small_gradient : Ended::iterations;
        return loss <= how_.goal || is_flat || result_.iterations() >= how_.iterations;
    }

    /// Along the way down, as far as pays: leaves the place in trial_, its gradient in trial_g_.
    LinePoint step(double loss) {
        direction_ = g_;
        curvature_.turn(direction_.data());
        LinePoint start{0, loss, kernels::dot<N>(direction_.data(), g_.data())};
        if (!(start.slope < 0)) {
            curvature_.forget();
            for (std::size_t i = 0; i < N; ++i) direction_[i] = -g_[i];
            start.slope = -kernels::dot<N>(g_.data(), g_.data());
        }
        saw_infinity_ = false;
        const double first = curvature_.is_empty() ? std::min(1.0, 1 / math::sqrt(-start.slope)) : 1.0;
        return search_line(start, first, [&](double at) {
            trial_.assign(w_, w_ + N);
            add_scaled(at, direction_.data(), trial_.data(), N);
            const double value = f_(trial_.data(), trial_g_.data());
            saw_infinity_ = saw_infinity_ || !is_finite(value);
            return LinePoint{at, is_finite(value) ? value : infinity<double>,
                             kernels::dot<N>(direction_.data(), trial_g_.data())};
        });
    }

    /// To the trial; whether that is another place.
    bool take_step(double at) {
        bool moved = false;
        for (std::size_t i = 0; i < N; ++i) {
            const double by = at * direction_[i], size = w_[i] < 0 ? -w_[i] : w_[i];
            moved = moved || (by < 0 ? -by : by) > how_.step_tolerance * (1 + size);
            direction_[i] = trial_[i] - w_[i];
            g_[i] = trial_g_[i] - g_[i];
        }
        curvature_.learn(direction_.data(), g_.data());
        std::copy_n(trial_.data(), N, w_);
        g_ = trial_g_;
        return moved;
    }

    const LBFGS& how_;
    Function& f_;
    double* w_;
    Curvature<N> curvature_;
    std::vector<double> g_ = std::vector<double>(N), direction_{}, trial_{},
                        trial_g_ = std::vector<double>(N);
    bool saw_infinity_ = false;
    Minimization result_{};
};

template <class Loss, class Net, class T>
Minimization minimized(Parameters<Net, T>& parameters, const Dataset<Net>& data, const LBFGS& how) {
    require_settings(how);
    FullBatch<Loss, Net> function(parameters, data, how.l2, how.threads);
    std::vector<double> w(parameters.values, parameters.values + Net::parameter_count);
    const Minimization result =
        LBFGSSteps<Net::parameter_count, FullBatch<Loss, Net>>(how, function, w.data()).run();
    return given_back(w.data(), function, result, parameters);
}

}  // namespace detail::inline CTNN_CODE
}  // namespace ctnn
