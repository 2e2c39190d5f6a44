#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <ctnn/core/code.hpp>
#include <ctnn/core/random.hpp>
#include <ctnn/core/value_range.hpp>
#include <ctnn/initializers/draw.hpp>
#include <functional>
#include <span>
#include <vector>

namespace ctnn {
inline namespace CTNN_CODE {

/// How `minimize` and `Search` go by a genetic algorithm: the best of a generation live on, the others are
/// children of two parents each, of whom each is the best of a few drawn at random; a child has each
/// parameter from either parent, and some of them changed a little. (Holland: Adaptation in natural and
/// artificial systems, 1975; of whole networks Montana, Davis: Training feedforward neural networks using
/// genetic algorithms, 1989.)
/// Cost: beside the function's, hardly any; memory for two generations of doubles.
/// Python: DEAP, PyGAD.
/// MATLAB: ga.
/// What goes wrong: near a solution it only gropes; CMAES takes far fewer candidates there. Its strength are
/// costs with steps and many hollows.
struct Genetic {
    std::size_t iterations = 1000;  ///< generations, at most
    std::size_t population = 64;    ///< candidates in each, 2 or more
    std::size_t elite = 2;          ///< of these, how many live on as they are
    std::size_t tournament = 3;     ///< candidates of whom a parent is the best one; 1: any
    double crossover = 0.8;         ///< share of children that have two parents and not one
    double mutation = 0.1;          ///< share of a child's parameters that are changed
    double deviation = 0.3;  ///< standard deviation of a change, and of the first candidates from the start
    double goal = -detail::infinity<double>;  ///< it ends where the cost is at most this
    std::uint64_t seed = 0;                   ///< the same gives the same search
    /// After each generation, with its number and the least cost so far.
    std::function<void(std::size_t iteration, double cost)> on_iteration = nullptr;

    CTNN_MEMBER auto settings() const noexcept {
        using namespace value_ranges;
        constexpr ValueRange from_1{.least = 1, .words = "1 or more"},
            from_2{.least = 2, .words = "2 or more"};
        const ValueRange fewer{
            .least = 0, .most = double(population) - 1, .words = "fewer than the population"};
        return std::array{
            Setting("population", double(population), from_2), Setting("elite", double(elite), fewer),
            Setting("tournament", double(tournament), from_1), Setting("crossover", crossover, from_0_to_1),
            Setting("mutation", mutation, from_0_to_1),        Setting("deviation", deviation, above_0)};
    }

    static constexpr double step_tolerance = 0, cost_tolerance = 0;  ///< it does not end by itself
};

}  // namespace CTNN_CODE

namespace detail::inline CTNN_CODE {

/// Candidates by a genetic algorithm.
template <std::size_t N>
class GeneticSearch {
  public:
    GeneticSearch(const Genetic& how, std::span<const double> start) : how_(how) {
        for (std::size_t k = 0; k < how.population; ++k) std::copy_n(start.data(), N, &values_[k * N]);
    }

    std::size_t size() const noexcept { return how_.population; }
    double value(std::size_t candidate, std::size_t i) const noexcept { return values_[candidate * N + i]; }
    double width() const noexcept { return how_.deviation; }
    static constexpr std::size_t patience() noexcept { return 0; }

    /// The first time around the start, which is one of them; then children, for which `order` is needed.
    void draw(Random& random) {
        if (order_.empty()) {
            std::vector<double> changes((size() - 1) * N);
            draw_normal(changes.data(), changes.size(), how_.deviation, random);
            for (std::size_t i = 0; i < changes.size(); ++i) values_[N + i] += changes[i];
            return;
        }
        std::vector<double> next(values_.size());
        for (std::size_t k = 0; k < how_.elite; ++k) std::copy_n(&values_[order_[k] * N], N, &next[k * N]);
        for (std::size_t k = how_.elite; k < size(); ++k) bear(&next[k * N], random);
        values_ = std::move(next);
    }

    /// The best one first.
    void learn(std::span<const std::size_t> order) { order_.assign(order.begin(), order.end()); }

  private:
    void bear(double* child, Random& random) const {
        const double* const mother = parent(random);
        const double* const father = random.uniform<double>() < how_.crossover ? parent(random) : mother;
        for (std::size_t i = 0; i < N; ++i) {
            child[i] = (random() >> 63 ? mother : father)[i];
            double change = 0;
            if (random.uniform<double>() < how_.mutation) draw_normal(&change, 1, how_.deviation, random);
            child[i] += change;
        }
    }
    /// The least of a few places in the order is the best of these candidates.
    const double* parent(Random& random) const {
        std::size_t best = size();
        for (std::size_t k = 0; k < how_.tournament; ++k) best = std::min(best, random.below(size()));
        return &values_[order_[best] * N];
    }

    Genetic how_;
    std::vector<double> values_ = std::vector<double>(how_.population * N);
    std::vector<std::size_t> order_{};
};

}  // namespace detail::inline CTNN_CODE
}  // namespace ctnn
