#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/random.hpp>
#include <ctnn/core/value_range.hpp>
#include <ctnn/data/dataset.hpp>
#include <ctnn/kernels/dense/outer.hpp>
#include <ctnn/kernels/values/elementwise.hpp>
#include <ctnn/network/parameters.hpp>
#include <ctnn/train/losses/mean_squared_error.hpp>
#include <ctnn/train/minimize/full_batch.hpp>
#include <ctnn/train/minimize/lbfgs.hpp>
#include <ctnn/train/minimize/matrices.hpp>
#include <ctnn/train/minimize/minimization.hpp>
#include <ctnn/train/objective.hpp>
#include <ctnn/train/settings.hpp>
#include <functional>
#include <span>
#include <vector>

namespace ctnn {
inline namespace CTNN_CODE {

/// How `minimize` goes by Levenberg's and Marquardt's method: the residuals y - t of all samples as straight
/// lines of the parameters make the mean squared error a bowl, at whose bottom the next step ends; damped,
/// the more the worse that went. For regression with up to some hundred parameters: tens of steps, and of a
/// linear network the closed form.
/// Formula: (J'J + lambda diag(J'J)) step = -J'r, by Cholesky; lambda * 10 where the loss did not fall, else
/// / 10.
/// (Levenberg: A method for the solution of certain non-linear problems in least squares, 1944;
/// Marquardt: An algorithm for least-squares estimation of nonlinear parameters, 1963; in networks Hagan,
/// Menhaj, 1994.)
/// Cost: a step takes a gradient for each output of each sample, samples * outputs * parameters^2
/// multiply-adds and parameters^3 / 6 for the system; memory for two matrices of parameters^2, in double.
/// MATLAB: trainlm.
/// SciPy: least_squares(method="lm").
/// PyTorch and Keras have none.
/// What goes wrong: with thousands of parameters the system takes longer than all else; take LBFGS.
/// Parameters that nothing depends on, as those of units that are always off, stay as they are.
struct LevenbergMarquardt {
    std::size_t iterations = 200;       ///< at most
    double damping = 1e-3;              ///< lambda at the start
    double gradient_tolerance = 1e-10;  ///< it ends where no slope is steeper
    double step_tolerance = 1e-12;      ///< and where no parameter moves by more, relative to 1 + its size
    double goal = 0;                    ///< and where the loss is at most this
    double l2 = 0;  ///< penalty l2 / 2 * w^2 on the weights, not the biases; in the losses
    /// After each iteration, with its number and the loss.
    std::function<void(std::size_t iteration, double loss)> on_iteration = nullptr;

    CTNN_MEMBER auto settings() const noexcept {
        using namespace value_ranges;
        return std::array{Setting("damping", damping, above_0),
                          Setting("gradient_tolerance", gradient_tolerance, from_0),
                          Setting("step_tolerance", step_tolerance, from_0), Setting("goal", goal, from_0),
                          Setting("l2", l2, from_0)};
    }
};

}  // namespace CTNN_CODE

namespace detail::inline CTNN_CODE {

/// The residuals' Jacobian, as what the normal equations need of it.
template <class Net>
class NormalEquations {
  public:
    static constexpr std::size_t N = Net::parameter_count;

    template <class T>
    NormalEquations(const Parameters<Net, T>& parameters, const Dataset<Net>& data)
        : data_(data), state_(parameters.state().begin(), parameters.state().end()) {}

    /// OVERWRITES a, N * N values, with the Hessian of the mean squared error as far as first derivatives
    /// make it, 2 / count J'J, and g with its gradient, 2 / count J'r.
    void operator()(const double* w, double* a, double* g) {
        kernels::fill<N * N>(0.0, a);
        kernels::fill<N>(0.0, g);
        std::size_t filled = 0;
        double sum = 0;  // of the weights
        for (std::size_t s = 0; s < data_.size(); ++s) {
            data_.input(s, std::span<double, in>(x_));
            data_.target(s, std::span<double, out>(t_));
            Random random{};
            Goal::template run<1>(w, state_.data(), static_cast<const double*>(x_.data()), work_.data(),
                                  random);
            for (std::size_t k = 0; k < out; ++k) {
                const double weight = std::sqrt(data_.is_weighted() ? data_.weight(s, k / width) : 1.0);
                if (weight == 0) continue;
                add_scaled(weight * (work_[k] - t_[k]), row(w, k, weight, filled), g, N);
                sum += weight * weight;
                if (++filled == rows) filled = take(filled, a);
            }
        }
        take(filled, a);
        const double scale = 2 / (data_.is_weighted() ? sum : double(data_.size()) * double(out));
        kernels::transform<N * N>([scale](auto v) { return v * decltype(v)(scale); }, a,
                                  static_cast<const double*>(a));
        for (std::size_t i = 0; i < N; ++i) g[i] *= scale;
    }

  private:
    using Goal = Objective<MeanSquaredError, Net>;
    static constexpr std::size_t in = Net::input_size, out = Net::output_size, rows = 16,
                                 width = out / Dataset<Net>::places;

    /// The gradient of output k, times `weight`.
    const double* row(const double* w, std::size_t k, double weight, std::size_t into) {
        double* const slopes = Goal::template slopes_in<1>(work_.data());
        std::fill_n(slopes, out, 0.0);
        slopes[k] = weight;
        double* const to = jacobian_.data() + into * N;
        std::fill_n(to, N, 0.0);
        Goal::template back<1, 0>(w, static_cast<const double*>(state_.data()),
                                  static_cast<const double*>(x_.data()), static_cast<double*>(nullptr), to,
                                  work_.data());
        return to;
    }

    /// These rows' share of J'J. None are left then.
    std::size_t take(std::size_t filled, double* a) {
        if (filled == 0) return 0;
        std::fill(jacobian_.begin() + std::ptrdiff_t(filled * N), jacobian_.end(), 0.0);
        kernels::outer<rows, N, N>(static_cast<const double*>(jacobian_.data()),
                                   static_cast<const double*>(jacobian_.data()), a);
        return 0;
    }

    const Dataset<Net>& data_;
    std::vector<double> state_, x_ = std::vector<double>(in), t_ = std::vector<double>(out),
                                work_ = std::vector<double>(Goal::workspace),
                                jacobian_ = std::vector<double>(rows * N);
};

template <class Net, class Function>
class MarquardtSteps {
  public:
    static constexpr std::size_t N = Net::parameter_count;

    MarquardtSteps(const LevenbergMarquardt& how, Function& f, NormalEquations<Net>& equations, double* w)
        : how_(how), f_(f), equations_(equations), w_(w), damping_(how.damping) {}

    Minimization run() {
        double loss = f_(w_);
        require_a_start(loss);
        result_.losses.push_back(loss);
        look();
        while (!is_at_its_end(loss)) {
            const double now = step(loss);
            if (!(now < loss)) break;
            loss = now;
            const bool moved = take_step();
            result_.losses.push_back(loss);
            if (how_.on_iteration) how_.on_iteration(result_.iterations(), loss);
            look();
            if (!moved && loss > how_.goal) {
                result_.ended = Ended::small_step;
                break;
            }
        }
        result_.gradient = greatest<N>(g_.data());
        return result_;
    }

  private:
    void look() {
        equations_(w_, a_.data(), g_.data());
        if (how_.l2 == 0) return;
        penalty<Net>(how_.l2, w_, g_.data());
        each_weights<typename Net::body>(0, [&](std::size_t offset, std::size_t count) {
            for (std::size_t i = offset; i < offset + count; ++i) a_[i * (N + 1)] += how_.l2;
        });
    }

    bool is_at_its_end(double loss) {
        const bool is_flat = greatest<N>(g_.data()) <= how_.gradient_tolerance;
        result_.ended = loss <= how_.goal ? Ended::goal : is_flat ? Ended::small_gradient : Ended::iterations;
        return loss <= how_.goal || is_flat || result_.iterations() >= how_.iterations;
    }

    /// With the least damping, of those tried, with which the loss falls: leaves the place in trial_. What
    /// that comes to; if not less than before, there is no such damping.
    double step(double loss) {
        constexpr double least = 1e-15, most = 1e20;
        bool saw_infinity = false;
        for (; damping_ < most; damping_ *= 10) {
            if (!solve()) continue;
            const double now = f_(trial_.data());
            saw_infinity = saw_infinity || !is_finite(now);
            if (is_finite(now) && now < loss) {
                damping_ = std::max(damping_ / 10, least);
                return now;
            }
        }
        result_.ended = saw_infinity ? Ended::not_finite : Ended::small_step;
        return loss;
    }

    /// The step by this damping. The diagonal is damped as if none of it were nothing: what no sample depends
    /// on stays where it is.
    bool solve() {
        double widest = 0;
        for (std::size_t i = 0; i < N; ++i) widest = std::max(widest, a_[i * (N + 1)]);
        system_ = a_;
        for (std::size_t i = 0; i < N; ++i)
            system_[i * (N + 1)] += damping_ * std::max(a_[i * (N + 1)], 1e-6 * widest);
        trial_ = g_;
        if (!solve_positive_definite<N>(system_.data(), trial_.data())) return false;
        for (std::size_t i = 0; i < N; ++i) trial_[i] = w_[i] - trial_[i];
        return true;
    }

    /// To the trial; whether that is another place.
    bool take_step() {
        bool moved = false;
        for (std::size_t i = 0; i < N; ++i) {
            const double by = trial_[i] - w_[i], size = w_[i] < 0 ? -w_[i] : w_[i];
            moved = moved || (by < 0 ? -by : by) > how_.step_tolerance * (1 + size);
            w_[i] = trial_[i];
        }
        return moved;
    }

    const LevenbergMarquardt& how_;
    Function& f_;
    NormalEquations<Net>& equations_;
    double* w_;
    double damping_;
    std::vector<double> a_ = std::vector<double>(N * N), system_{}, g_ = std::vector<double>(N), trial_{};
    Minimization result_{};
};

template <class Loss, class Net, class T>
Minimization minimized(Parameters<Net, T>& parameters, const Dataset<Net>& data,
                       const LevenbergMarquardt& how) {
    require_settings(how);
    using Function = FullBatch<MeanSquaredError, Net>;
    Function function(parameters, data, how.l2, 1);
    NormalEquations<Net> equations(parameters, data);
    std::vector<double> w(parameters.values, parameters.values + Net::parameter_count);
    const Minimization result = MarquardtSteps<Net, Function>(how, function, equations, w.data()).run();
    return given_back(w.data(), function, result, parameters);
}

}  // namespace detail::inline CTNN_CODE
}  // namespace ctnn
