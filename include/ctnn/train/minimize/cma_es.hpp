#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <ctnn/core/code.hpp>
#include <ctnn/core/random.hpp>
#include <ctnn/core/value_range.hpp>
#include <ctnn/initializers/draw.hpp>
#include <ctnn/kernels/values/reduce.hpp>
#include <ctnn/math/math.hpp>
#include <ctnn/train/minimize/matrices.hpp>
#include <ctnn/train/optimizers/power.hpp>
#include <functional>
#include <span>
#include <vector>

namespace ctnn {
inline namespace CTNN_CODE {

/// How `minimize` and `Search` go by the covariance matrix adaptation evolution strategy: candidates are
/// drawn around a mean, which moves to the better ones; how far they are spread, and in which directions, is
/// learnt too. For costs without a gradient: what a simulation comes to, how often a game is lost.
/// Formula: the defaults and updates of Hansen's tutorial, negative weights among them, with Cholesky's
/// factor of the covariance in place of its square root.
/// (Hansen: The CMA evolution strategy: a tutorial,
/// 2016; Krause, Arbones, Igel: CMA-ES with optimal covariance update and storage complexity, 2016.)
/// Cost: beside the function's, for each candidate some parameters^2 multiply-adds; memory for two matrices
/// of parameters^2 doubles, so up to some thousand parameters.
/// Python: cma.fmin2(f, x0, deviation).
/// What goes wrong: `deviation` far from the distance to the solution takes many generations to mend; with
/// many hollows it ends in one of them: another seed, or a larger population.
struct CMAES {
    std::size_t iterations = 1000;  ///< generations, at most
    std::size_t population = 0;     ///< candidates in each, 2 or more; 0: 4 + 3 ln(parameters)
    double deviation = 0.3;         ///< the first candidates' standard deviation from the start
    double step_tolerance = 1e-11;  ///< it ends where no parameter's deviation is larger
    double cost_tolerance = 1e-12;  ///< and where the best costs of many generations differ by no more
    double goal = -detail::infinity<double>;  ///< and where the cost is at most this
    std::uint64_t seed = 0;                   ///< the same gives the same search
    /// After each generation, with its number and the least cost so far.
    std::function<void(std::size_t iteration, double cost)> on_iteration = nullptr;

    CTNN_MEMBER auto settings() const noexcept {
        using namespace value_ranges;
        constexpr ValueRange from_2{.least = 2, .words = "0, or 2 or more"};
        return std::array{Setting("population", double(population == 0 ? 2 : population), from_2),
                          Setting("deviation", deviation, above_0),
                          Setting("step_tolerance", step_tolerance, from_0),
                          Setting("cost_tolerance", cost_tolerance, from_0)};
    }
};

}  // namespace CTNN_CODE

namespace detail::inline CTNN_CODE {

/// The numbers of a search by CMA-ES in N dimensions, by the names and equations of Hansen's tutorial (table
/// 1).
struct CovarianceRates {
    std::vector<double> weights;  // of the candidates, the best one's first
    double mu_eff = 0, c_sigma = 0, d_sigma = 0, c_c = 0, c_1 = 0, c_mu = 0, chi = 0;

    CovarianceRates(double n, std::size_t population) : weights(population) {
        const double size = double(population);
        double up = 0, up_squares = 0, down = 0, down_squares = 0;
        for (std::size_t i = 0; i < population; ++i) {
            const double w = weights[i] = math::log((size + 1) / 2) - math::log(double(i + 1));
            const bool is_better = i < population / 2;
            (is_better ? up : down) += w;
            (is_better ? up_squares : down_squares) += w * w;
        }
        mu_eff = up * up / up_squares;
        c_sigma = (mu_eff + 2) / (n + mu_eff + 5);
        d_sigma = 1 + 2 * std::max(0.0, math::sqrt((mu_eff - 1) / (n + 1)) - 1) + c_sigma;
        c_c = (4 + mu_eff / n) / (n + 4 + 2 * mu_eff / n);
        c_1 = 2 / ((n + 1.3) * (n + 1.3) + mu_eff);
        c_mu = std::min(1 - c_1, 2 * (0.25 + mu_eff + 1 / mu_eff - 2) / ((n + 2) * (n + 2) + mu_eff));
        chi = math::sqrt(n) * (1 - 1 / (4 * n) + 1 / (21 * n * n));
        const double against = std::min({1 + c_1 / c_mu, 1 + 2 * (down * down / down_squares) / (mu_eff + 2),
                                         (1 - c_1 - c_mu) / (n * c_mu)});
        double all_up = 0, all_down = 0;
        for (const double w : weights) (w >= 0 ? all_up : all_down) += w;
        for (double& w : weights) w = w >= 0 ? w / all_up : -against * w / all_down;
    }
};

/// Candidates by CMA-ES.
template <std::size_t N>
class CovarianceSearch {
  public:
    CovarianceSearch(const CMAES& how, std::span<const double> start)
        : size_(how.population ? how.population : 4 + std::size_t(3 * math::log(double(N)))),
          rates_(double(N), size_),
          deviation_(how.deviation),
          mean_(start.begin(), start.end()) {
        for (std::size_t i = 0; i < N; ++i) covariance_[i * (N + 1)] = factor_[i * (N + 1)] = 1;
        gap_ = std::max<std::size_t>(1, std::size_t(1 / (10 * double(N) * (rates_.c_1 + rates_.c_mu))));
    }

    std::size_t size() const noexcept { return size_; }

    double mean(std::size_t i) const noexcept { return mean_[i]; }
    double deviation() const noexcept { return deviation_; }

    /// Draws the next ones: candidate k is the mean + deviation * y of k.
    void draw(Random& random) {
        draw_normal(z_.data(), z_.size(), 1, random);
        std::fill(y_.begin(), y_.end(), 0.0);
        for (std::size_t k = 0; k < size_; ++k)
            for (std::size_t i = 0; i < N; ++i)
                add_scaled(z_[k * N + i], &factor_[i * (N + 1)], &y_[k * N + i], N - i);
    }
    double value(std::size_t candidate, std::size_t i) const noexcept {
        return mean_[i] + deviation_ * y_[candidate * N + i];
    }

    /// Learns which of them are better: `order` has the best one first.
    void learn(std::span<const std::size_t> order) {
        std::vector<double> z(N), y(N);
        for (std::size_t rank = 0; rank < size_ && rates_.weights[rank] > 0; ++rank) {
            add_scaled(rates_.weights[rank], &z_[order[rank] * N], z.data(), N);
            add_scaled(rates_.weights[rank], &y_[order[rank] * N], y.data(), N);
        }
        add_scaled(deviation_, y.data(), mean_.data(), N);
        follow(path_, rates_.c_sigma, 1, z);
        const double length = math::sqrt(kernels::dot<N>(path_.data(), path_.data()));
        ++generations_;
        const double settled = math::sqrt(1 - power(1 - rates_.c_sigma, 2 * generations_));
        const bool is_short = length / settled < (1.4 + 2 / (double(N) + 1)) * rates_.chi;
        follow(wide_path_, rates_.c_c, is_short ? 1 : 0, y);
        adapt(order, is_short);
        deviation_ *= math::exp(rates_.c_sigma / rates_.d_sigma * (length / rates_.chi - 1));
    }

    /// The largest standard deviation of a parameter; NaN or infinite where the search has lost itself.
    double width() const noexcept {
        double most = 0;
        for (std::size_t i = 0; i < N; ++i) most = std::max(most, covariance_[i * (N + 1)]);
        return deviation_ * math::sqrt(most);
    }
    /// How many generations must be alike before there is nothing more to find.
    std::size_t patience() const noexcept { return 10 + 30 * N / size_; }

  private:
    /// A path forgets a share of itself, and takes on what it is given.
    void follow(std::vector<double>& path, double share, double more, const std::vector<double>& by) const {
        for (double& p : path) p *= 1 - share;
        add_scaled(more * math::sqrt(share * (2 - share) * rates_.mu_eff), by.data(), path.data(), N);
    }

    void adapt(std::span<const std::size_t> order, bool is_short) {
        double kept = 1 - rates_.c_1;
        if (!is_short) kept += rates_.c_1 * rates_.c_c * (2 - rates_.c_c);
        for (const double w : rates_.weights) kept -= rates_.c_mu * w;
        for (double& c : covariance_) c *= kept;
        add_outer(rates_.c_1, wide_path_.data());
        for (std::size_t rank = 0; rank < size_; ++rank) {
            const double *const y = &y_[order[rank] * N], *const z = &z_[order[rank] * N];
            const double w = rates_.c_mu * rates_.weights[rank];
            if (w != 0) add_outer(w > 0 ? w : w * double(N) / kernels::dot<N>(z, z), y);
        }
        if (generations_ % gap_ != 0) return;
        factor_ = covariance_;
        if (factor<N>(factor_.data())) return;
        for (std::size_t i = 0; i < N; ++i)  // what is left of it, without directions
            for (std::size_t j = 0; j < N; ++j) {
                double& c = covariance_[i * N + j];
                c = i != j ? 0 : std::max(c < 0 ? -c : c, 1e-30);
                factor_[i * N + j] = math::sqrt(c);
            }
    }

    /// covariance += factor * v v', its upper triangle.
    void add_outer(double factor, const double* v) {
        for (std::size_t i = 0; i < N; ++i)
            add_scaled(factor * v[i], v + i, &covariance_[i * (N + 1)], N - i);
    }

    std::size_t size_, gap_ = 1, generations_ = 0;
    CovarianceRates rates_;
    double deviation_;
    std::vector<double> mean_, path_ = std::vector<double>(N), wide_path_ = std::vector<double>(N),
                               covariance_ = std::vector<double>(N * N), factor_ = std::vector<double>(N * N),
                               z_ = std::vector<double>(size_ * N), y_ = std::vector<double>(size_ * N);
};

}  // namespace detail::inline CTNN_CODE
}  // namespace ctnn
