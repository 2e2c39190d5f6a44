#include <ctnn/train/minimize/search.hpp>

#include <cmath>
#include <ctnn/activations/tanh.hpp>
#include <ctnn/layers/dense.hpp>
#include <ctnn/network/predict.hpp>
#include <stdexcept>
#include <vector>

#include <testing.hpp>

using namespace ctnn;

namespace {

using Xor = Network<Input<2>, Dense<3, Tanh>, Dense<1>>;

double squares(const Parameters<Xor>& parameters) {
    double sum = 0;
    for (const float a : {0.0f, 1.0f})
        for (const float b : {0.0f, 1.0f}) sum += std::pow(predict(parameters, {a, b})[0] - (a != b), 2);
    return sum;
}

Parameters<Xor> start() {
    Parameters<Xor> parameters;
    initialize(parameters, 2);
    return parameters;
}

bool same(const Parameters<Xor>& a, const Parameters<Xor>& b) {
    return std::equal(std::begin(a.values), std::end(a.values), std::begin(b.values));
}

}  // namespace

TEST_CASE("search: either method learns XOR, the same every time", "[train]") {
    const auto learns = [](const auto& how, double enough) {
        Parameters<Xor> one = start(), two = start();
        const Minimization result = minimize(one, squares, how);
        CHECK(result.loss() <= enough);
        CHECK(result.ended == Ended::goal);
        CHECK(squares(one) == result.loss());
        CHECK(result.losses.front() == squares(start()));
        CHECK(std::is_sorted(result.losses.rbegin(), result.losses.rend()));
        minimize(two, squares, how);
        CHECK(same(one, two));
    };
    learns(CMAES{.goal = 1e-6, .seed = 1}, 1e-6);
    learns(Genetic{.goal = 0.05, .seed = 1}, 0.05);
}

TEST_CASE("search: asked and told by the program it is minimize", "[train]") {
    Parameters<Xor> expected = start();
    std::size_t seen = 0;
    const Minimization whole = minimize(
        expected, squares, CMAES{.iterations = 20, .on_iteration = [&](std::size_t number, double cost) {
                                     CHECK(number == ++seen);
                                     CHECK(cost <= squares(start()));
                                 }});
    CHECK(seen == 20);
    CHECK(whole.ended == Ended::iterations);
    Search<Xor> search(start(), {.iterations = 20});
    CHECK(same(search.best(), start()));
    while (!search.has_ended()) {
        std::vector<double> costs;
        for (const Parameters<Xor>& one : search.ask()) costs.push_back(squares(one));
        search.tell(costs);
    }
    CHECK(same(search.best(), expected));
    CHECK(search.result().evaluations + 1 == whole.evaluations);
    const std::vector<double> few(3);
    CHECK_THROWS_WITH(search.tell(few), "costs: expected 11, found 3");
}

TEST_CASE("search: never worse than the start, whatever the costs are", "[train]") {
    constexpr double nan = std::numeric_limits<double>::quiet_NaN();
    Parameters<Xor> parameters = start();
    auto first_only = [&, asked = 0](const Parameters<Xor>&) mutable { return asked++ == 0 ? 1 : nan; };
    Minimization result = minimize(parameters, first_only, CMAES{});
    CHECK(result.ended == Ended::not_finite);
    CHECK(result.loss() == 1);
    CHECK(same(parameters, start()));

    result = minimize(
        parameters, [](const auto&) { return 3; }, CMAES{});  // flat
    CHECK(result.ended == Ended::small_step);
    CHECK(same(parameters, start()));

    result = minimize(parameters, squares, CMAES{.goal = 100});  // there already
    CHECK(result.evaluations == 1);
    CHECK(result.ended == Ended::goal);
    CHECK(same(parameters, start()));

    // An exception leaves what was reached.
    auto breaks = [&, asked = 0](const Parameters<Xor>& p) mutable {
        if (++asked > 500) throw std::runtime_error("the simulation broke");
        return squares(p);
    };
    CHECK_THROWS_AS(minimize(parameters, breaks, CMAES{}), std::runtime_error);
    CHECK(squares(parameters) < squares(start()));
}

TEST_CASE("search: settings and starts without sense are refused", "[train]") {
    Parameters<Xor> parameters = start();
    CHECK_THROWS_WITH(minimize(parameters, squares, CMAES{.deviation = -1}),
                      "deviation: expected a number above 0, found -1");
    CHECK_THROWS_WITH(minimize(parameters, squares, Genetic{.population = 4, .elite = 4}),
                      "elite: expected fewer than the population, found 4");
    parameters.values[3] = std::numeric_limits<float>::infinity();
    CHECK_THROWS_WITH(minimize(parameters, squares, CMAES{}),
                      "the parameters at the start: expected finite numbers, found inf");
}
