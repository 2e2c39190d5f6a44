#include <ctnn/train/minimize/lbfgs.hpp>

#include <cmath>
#include <ctnn/layers/dense.hpp>
#include <ctnn/train/losses/mean_squared_error.hpp>
#include <vector>

#include <reference/least_squares.hpp>
#include <testing.hpp>

using namespace ctnn;
namespace golden = reference::least_squares;

namespace {

/// Rosenbrock's valley in pairs of coordinates: its bottom is at 1.
template <std::size_t N>
struct Valley {
    std::size_t evaluations = 0;
    double operator()(const double* w, double* g) {
        ++evaluations;
        double sum = 0;
        for (std::size_t i = 0; i < N; i += 2) {
            const double off = w[i + 1] - w[i] * w[i], rest = 1 - w[i];
            sum += 100 * off * off + rest * rest;
            g[i] = -400 * w[i] * off - 2 * rest;
            g[i + 1] = 200 * off;
        }
        return sum;
    }
};

/// The cubic through two places of x^3 - 3 x has its minimum at 1.
constexpr double cubic(double a, double b) {
    const auto at = [](double x) { return detail::LinePoint{x, x * x * x - 3 * x, 3 * x * x - 3}; };
    return detail::least_between(at(a), at(b));
}
static_assert(cubic(0, 1.5) - 1 < 1e-12 && cubic(1.5, 0) - 1 > -1e-12);
static_assert(cubic(0, 1.01) == 0.505, "too near an end");
static_assert(detail::least_between({0, 1, -1}, {2, detail::infinity<double>, 0}) == 1);

/// Where a line search on (x - 10)^2 from 0 ends that begins with this step.
constexpr detail::LinePoint found(double first) {
    const auto along = [](double x) { return detail::LinePoint{x, (x - 10) * (x - 10), 2 * (x - 10)}; };
    return detail::search_line(along(0), first, along);
}
static_assert(found(0.5).at == 2, "the slope at 0.5 is as good as that at the start");
static_assert(found(25).at == 10, "too far, and then what the cubic says");
static_assert(found(3).at == 3, "at once");

}  // namespace

TEST_CASE("lbfgs: Rosenbrock's valley", "[train]") {
    Valley<20> valley;
    std::vector<double> w(20);
    for (std::size_t i = 0; i < 20; i += 2) w[i] = -1.2, w[i + 1] = 1;
    const LBFGS how{};
    const Minimization result = detail::LBFGSSteps<20, Valley<20>>(how, valley, w.data()).run();
    CHECK(result.ended == Ended::small_gradient);
    CHECK(result.gradient <= 1e-9);
    CHECK(valley.evaluations < 60);
    for (const double v : w) CHECK(v == Approx(1).epsilon(1e-9));
    CHECK(std::is_sorted(result.losses.rbegin(), result.losses.rend()));
}

TEST_CASE("lbfgs: a linear network comes to the closed form", "[train]") {
    using Net = Network<Input<3>, Dense<2>>;
    std::vector<float> x, t;
    for (const auto& row : golden::inputs) x.insert(x.end(), std::begin(row), std::end(row));
    for (const auto& row : golden::targets) t.insert(t.end(), std::begin(row), std::end(row));
    const Dataset<Net> data(x, t);
    const auto check = [&](double l2, const double(&expected)[4][2]) {
        Parameters<Net, double> parameters;
        initialize(parameters, 1);
        const Minimization result = detail::minimized<MeanSquaredError>(parameters, data, LBFGS{.l2 = l2});
        CHECK(result.iterations() < 40);
        for (std::size_t i = 0; i < 8; ++i)
            CHECK(parameters.values[i] == Approx(expected[i / 2][i % 2]).epsilon(1e-7).margin(1e-8));
        if (l2 == 0) CHECK(result.loss() == Approx(golden::plain_loss).epsilon(1e-12));
    };
    check(0, golden::plain);
    check(golden::l2, golden::ridge);
}

TEST_CASE("lbfgs: where the way leads to no number, what was reached stays", "[train]") {
    // From 2 on there is no number, and down is where that is.
    const auto cliff = [](const double* w, double* g) {
        g[0] = -1;
        return w[0] < 2 ? -w[0] : double(NAN);
    };
    double w = 0;
    const LBFGS how{.goal = -10};
    const Minimization result = detail::LBFGSSteps<1, decltype(cliff)>(how, cliff, &w).run();
    CHECK(result.ended == Ended::not_finite);
    CHECK(w > 1.9);
    CHECK(w < 2);
    CHECK(result.loss() == -w);

    w = 3;
    CHECK_THROWS_WITH((detail::LBFGSSteps<1, decltype(cliff)>(how, cliff, &w).run()),
                      "the loss at the start: expected a finite number, found nan");
}

TEST_CASE("lbfgs: ends by iterations, by the goal and by steps", "[train]") {
    Valley<2> valley;
    const auto run = [&](const LBFGS& how) {
        double w[] = {-1.2, 1};
        return detail::LBFGSSteps<2, Valley<2>>(how, valley, w).run();
    };
    CHECK(run({.iterations = 3}).iterations() == 3);
    CHECK(run({.iterations = 3}).ended == Ended::iterations);
    CHECK(run({.iterations = 0}).losses.size() == 1);
    const Minimization near = run({.goal = 0.1});
    CHECK(near.ended == Ended::goal);
    CHECK(near.loss() <= 0.1);
    CHECK(near.losses[near.iterations() - 1] > 0.1);
    CHECK(run({.gradient_tolerance = 0, .step_tolerance = 0.5}).ended == Ended::small_step);
    std::size_t last = 0;
    const Minimization seen = run({.on_iteration = [&](std::size_t number, double loss) {
        CHECK(number == ++last);
        CHECK(loss < 25);
    }});
    CHECK(seen.iterations() == last);
}
