#include <ctnn/train/minimize/cma_es.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include <reference/cma_es.hpp>
#include <testing.hpp>

using namespace ctnn;
namespace golden = reference::cma_es;

namespace {

template <std::size_t N>
using Point = std::array<double, N>;

template <std::size_t N>
double sphere(const Point<N>& x) {
    return std::inner_product(x.begin(), x.end(), x.begin(), 0.0);
}
template <std::size_t N>
double rosenbrock(const Point<N>& x) {
    double sum = 0;
    for (std::size_t i = 0; i + 1 < N; ++i)
        sum += 100 * std::pow(x[i + 1] - x[i] * x[i], 2) + std::pow(1 - x[i], 2);
    return sum;
}
template <std::size_t N>
double ellipsoid(const Point<N>& x) {
    double sum = 0;
    for (std::size_t i = 0; i < N; ++i) sum += std::pow(1e6, double(i) / double(N - 1)) * x[i] * x[i];
    return sum;
}

/// One generation; the least cost in it.
template <std::size_t N, class F>
double generation(detail::CovarianceSearch<N>& search, Random& random, F f) {
    search.draw(random);
    std::vector<double> costs;
    for (std::size_t k = 0; k < search.size(); ++k) {
        Point<N> x;
        for (std::size_t i = 0; i < N; ++i) x[i] = search.value(k, i);
        costs.push_back(f(x));
    }
    std::vector<std::size_t> order(costs.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return costs[a] < costs[b]; });
    search.learn(order);
    return costs[order[0]];
}

}  // namespace

TEST_CASE("cma_es: generation by generation as NumPy", "[train]") {
    constexpr std::size_t N = golden::size;
    const std::vector<double> start(N, 1.0);
    detail::CovarianceSearch<N> search({.deviation = 0.25}, start);
    Random random{7};
    for (const auto& row : golden::search) {
        for (int k = 0; k < 8; ++k) generation(search, random, ellipsoid<N>);
        for (std::size_t i = 0; i < N; ++i) CHECK(search.mean(i) == Approx(row[i]).epsilon(1e-6));
        CHECK(search.deviation() == Approx(row[N]).epsilon(1e-6));
    }
}

TEST_CASE("cma_es: as many evaluations as the tutorial's", "[train]") {
    const auto median = [](auto f, double from) {
        std::vector<double> counts;
        for (std::uint64_t seed = 1; seed <= 7; ++seed) {
            const std::vector<double> start(10, from);
            detail::CovarianceSearch<10> search({.deviation = 0.5}, start);
            Random random{seed};
            double count = 0;
            do {
                count += double(search.size());
            } while (generation(search, random, f) > 1e-9 && count < 20'000);
            counts.push_back(count);
        }
        std::sort(counts.begin(), counts.end());
        return counts[3];
    };
    CHECK(median(sphere<10>, 1) == Approx(golden::sphere).epsilon(0.15));
    CHECK(median(rosenbrock<10>, 0) == Approx(golden::rosenbrock).epsilon(0.25));
    CHECK(median(ellipsoid<10>, 1) == Approx(golden::ellipsoid).epsilon(0.15));
}

TEST_CASE("cma_es: in one dimension, and with the smallest population", "[train]") {
    const std::vector<double> start(2, 1.0);
    detail::CovarianceSearch<1> line({}, std::span(start).first(1));
    detail::CovarianceSearch<2> pair({.population = 2}, start);
    Random random{3};
    double one = 1, two = 1;
    for (int k = 0; k < 600; ++k) {
        one = std::min(one, generation(line, random, sphere<1>));
        two = std::min(two, generation(pair, random, sphere<2>));
    }
    CHECK(one < 1e-12);
    CHECK(two < 1e-3);
}

TEST_CASE("cma_es: settings", "[train]") {
    for (const Setting& setting : CMAES{}.settings()) CHECK(setting.makes_sense);
    CHECK_FALSE(CMAES{.population = 1}.settings()[0].makes_sense);
    CHECK_FALSE(CMAES{.deviation = 0}.settings()[1].makes_sense);
}
