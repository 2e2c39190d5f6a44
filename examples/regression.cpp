// Values instead of classes: house prices by one neuron, then by several features; a curve by a polynomial
// with ridge, its weights against those of the closed form. The houses are drawn at random from the prices
// printed with them.

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <ctnn/train.hpp>
#include <string>
#include <utility>
#include <vector>

#include "options.hpp"
#include "report.hpp"

namespace nn = ctnn;

using ByArea = nn::Network<nn::Input<1>, nn::Dense<1>>;
using ByAll = nn::Network<nn::Input<4>, nn::Dense<1>>;
using Curve = nn::Network<nn::Input<1>, nn::Dense<1>>;
constexpr std::size_t degree = 5;
using Polynomial = nn::Network<nn::Input<degree>, nn::Dense<1>>;

/// Area in m^2, rooms, age in years, km to the centre, and the price: 40,000 + 2,500 area + 6,000 rooms - 800
/// age
/// - 5,000 km, give or take some thousands.
std::pair<std::vector<float>, std::vector<float>> houses(std::size_t count) {
    nn::Random random{2024};
    std::vector<float> features, prices;
    for (std::size_t i = 0; i < count; ++i) {
        const float area = 40 + 160 * random.uniform<float>(),
                    rooms = std::floor(area / 30 + 2 * random.uniform<float>());
        const float age = 80 * random.uniform<float>(), km = 20 * random.uniform<float>();
        features.insert(features.end(), {area, rooms, age, km});
        const float noise = 10'000 * (random.uniform<float>() + random.uniform<float>() - 1);
        prices.push_back(40'000 + 2'500 * area + 6'000 * rooms - 800 * age - 5'000 * km + noise);
    }
    return {features, prices};
}

/// Trains on scaled inputs and targets, then folds both scalings into the weights: they are in euros per
/// unit.
template <class Net>
nn::Parameters<Net> fitted(const nn::Dataset<Net>& data) {
    const auto inputs = nn::standard_scaling(data);
    const auto targets = nn::standard_target_scaling(data);
    const auto scaled = nn::scaled_targets(targets, nn::scaled_inputs(inputs, data));
    nn::Trainer<Net, nn::MeanSquaredError, nn::Adam, 20> trainer{{.learning_rate = 0.01f}, /*seed*/ 1};
    trainer.fit(scaled, {.epochs = 200, .schedule = nn::CosineDecay{}, .progress = nullptr});
    nn::fold_inputs(inputs, trainer.parameters);
    nn::fold_outputs(targets, trainer.parameters);
    return trainer.parameters;
}

/// Solves a x = b by Gaussian elimination; a is symmetric and positive definite.
template <std::size_t N>
std::array<double, N> solve(std::array<std::array<double, N>, N> a, std::array<double, N> b) {
    for (std::size_t k = 0; k < N; ++k)
        for (std::size_t i = k + 1; i < N; ++i) {
            const double factor = a[i][k] / a[k][k];
            for (std::size_t j = k; j < N; ++j) a[i][j] -= factor * a[k][j];
            b[i] -= factor * b[k];
        }
    for (std::size_t k = N; k-- > 0; b[k] /= a[k][k])
        for (std::size_t j = k + 1; j < N; ++j) b[k] -= a[k][j] * b[j];
    return b;
}

/// Ridge regression in closed form: (X^T X + n * l2 / 2) w = X^T y, for inputs of mean zero.
std::array<double, degree> closed_form(const nn::Dataset<Polynomial>& data, double l2) {
    std::array<std::array<double, degree>, degree> a{};
    std::array<double, degree> b{};
    for (std::size_t i = 0; i < degree; ++i) a[i][i] = double(data.size()) * l2 / 2;
    for (std::size_t s = 0; s < data.size(); ++s) {
        const auto x = data.input<double>(s);
        for (std::size_t i = 0; i < degree; ++i) {
            for (std::size_t j = 0; j < degree; ++j) a[i][j] += x[i] * x[j];
            b[i] += x[i] * data.target<double>(s)[0];
        }
    }
    return solve(a, b);
}

/// What was learnt over the range of a curve's points, beside them.
nn::Plot fit_of(std::string title, const std::vector<float>& x, const std::vector<float>& y, auto&& learnt) {
    nn::Curve points{.name = "learnt from", .mark = nn::Mark::points}, line{.name = "the network"};
    for (std::size_t i = 0; i < x.size(); ++i) {
        points.x.push_back(double(x[i]));
        points.y.push_back(double(y[i]));
    }
    const auto [low, high] = std::minmax_element(x.begin(), x.end());
    for (int i = 0; i <= 100; ++i) {
        const float at = *low + (*high - *low) * float(i) / 100;
        line.x.push_back(double(at));
        line.y.push_back(double(learnt(at)));
    }
    return {.title = std::move(title), .curves = {std::move(points), std::move(line)}};
}

int main(int argc, char** argv) {
    const Options options(argc, argv, {});
    nn::Report report(options.report(), {.title = "Values instead of classes"});
    const auto [features, prices] = houses(400);
    std::vector<float> areas;
    for (std::size_t i = 0; i < features.size(); i += 4) areas.push_back(features[i]);

    const nn::Dataset<ByArea> one(areas, prices);
    const auto line = fitted(one);
    std::printf("one neuron:     price = %.0f + %.0f area;  R^2 %.3f\n", double(line.values[1]),
                double(line.values[0]), nn::r_squared(line, one));

    report.section("House prices by one neuron");
    nn::Plot prices_by_area = fit_of("Price by area", areas, prices,
                                     [&](float area) { return nn::predict(line, std::array{area})[0]; });
    prices_by_area.x_label = "square metres";
    prices_by_area.y_label = "euros";
    report.add(std::move(prices_by_area)).add_predictions(line, one);

    const nn::Dataset<ByAll> all(features, prices);
    const auto plane = fitted(all);
    const auto& w = plane.values;
    std::printf("four features:  price = %.0f + %.0f area + %.0f rooms - %.0f age - %.0f km;  R^2 %.3f\n",
                double(w[4]), double(w[0]), double(w[1]), -double(w[2]), -double(w[3]),
                nn::r_squared(plane, all));
    report.section("By four features").add_predictions(plane, all);
    std::puts("drawn from:     price = 40000 + 2500 area + 6000 rooms - 800 age - 5000 km, and noise\n");

    std::vector<float> x, y;
    nn::Random random{5};
    for (int i = 0; i < 60; ++i) {
        x.push_back(float(i) / 30 - 1);
        y.push_back(std::sin(3 * x.back()) + 0.2f * (random.uniform<float>() - 0.5f));
    }
    const auto powers = nn::polynomial_features<degree, Polynomial>(nn::Dataset<Curve>(x, y));
    const auto scaling = nn::standard_scaling(powers);
    const auto data = nn::scaled_inputs(scaling, powers);
    constexpr float l2 = 0.01f;
    nn::Trainer<Polynomial, nn::MeanSquaredError, nn::Momentum, 60> ridge{
        {.learning_rate = 0.05f}, /*seed*/ 1, {.l2 = l2}};
    const auto history = ridge.fit(data, {.epochs = 5000, .progress = nullptr});

    const auto exact = closed_form(data, double(l2));
    double worst = 0;
    std::printf("sin(3 x) by a polynomial with ridge\npower    trained    closed form\n");
    for (std::size_t i = 0; i < degree; ++i) {
        const double trained = double(ridge.parameters.layer<0>().weight[i]);
        std::printf("x^%zu %12.5f %12.5f\n", i + 1, trained, exact[i]);
        worst = std::max(worst, std::abs(trained - exact[i]));
    }
    std::printf("R^2 %.4f\n", nn::r_squared(ridge.parameters, data));
    report.section("A curve by a polynomial with ridge");
    report.add(fit_of("sin(3 x)", x, y, [&](float at) {
        const auto grown = nn::polynomial_features<degree, Polynomial>(nn::Dataset<Curve>({at}, {0}));
        return nn::predict(ridge.parameters, nn::scaled_inputs(scaling, grown).input(0))[0];
    }));
    report.add_predictions(ridge.parameters, data).add(history);
    if (options.reports()) write(report);
    return worst < 1e-3 && nn::r_squared(plane, all) > 0.99 ? 0 : 1;
}
