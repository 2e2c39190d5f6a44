#include <ctnn/train/minimize/levenberg_marquardt.hpp>

#include <cmath>
#include <ctnn/activations/relu.hpp>
#include <ctnn/activations/tanh.hpp>
#include <ctnn/layers/dense.hpp>
#include <ctnn/network/predict.hpp>
#include <utility>
#include <vector>

#include <reference/least_squares.hpp>
#include <testing.hpp>

using namespace ctnn;
namespace golden = reference::least_squares;

namespace {

using Linear3 = Network<Input<3>, Dense<2>>;

Dataset<Linear3> regression() {
    std::vector<float> x, t;
    for (const auto& row : golden::inputs) x.insert(x.end(), std::begin(row), std::end(row));
    for (const auto& row : golden::targets) t.insert(t.end(), std::begin(row), std::end(row));
    return {x, t};
}

}  // namespace

TEST_CASE("levenberg_marquardt: a linear network comes to the closed form", "[train]") {
    const auto check = [](double l2, const double(&expected)[4][2]) {
        Parameters<Linear3, double> parameters;
        initialize(parameters, 1);
        const Minimization result =
            detail::minimized<MeanSquaredError>(parameters, regression(), LevenbergMarquardt{.l2 = l2});
        CHECK(result.iterations() < 8);
        CHECK(result.ended == Ended::small_gradient);
        for (std::size_t i = 0; i < 8; ++i)
            CHECK(parameters.values[i] == Approx(expected[i / 2][i % 2]).epsilon(1e-9));
        if (l2 == 0) CHECK(result.loss() == Approx(golden::plain_loss).epsilon(1e-12));
    };
    check(0, golden::plain);
    check(golden::l2, golden::ridge);
}

TEST_CASE("levenberg_marquardt: its equations are those of the residuals' Jacobian", "[train]") {
    using Net = Network<Input<3>, Dense<3, Tanh>, Dense<2>>;
    constexpr std::size_t N = Net::parameter_count;
    const Dataset<Linear3> rows = regression();
    const Dataset<Net> data(std::vector<float>(rows.floats().begin(), rows.floats().end()),
                            std::vector<float>(rows.values().begin(), rows.values().end()));
    Parameters<Net, double> parameters;
    initialize(parameters, 2);
    std::vector<double> a(N * N), g(N), slope(N), expected(N * N);
    detail::NormalEquations<Net>(parameters, data)(parameters.data(), a.data(), g.data());
    detail::FullBatch<MeanSquaredError, Net> function(parameters, data, 0, 1);
    function(parameters.data(), slope.data());
    for (std::size_t i = 0; i < N; ++i) CHECK(g[i] == Approx(slope[i]).epsilon(1e-10).margin(1e-12));
    const std::size_t count = data.size();
    for (std::size_t s = 0; s < count; ++s)
        for (std::size_t k = 0; k < 2; ++k) {
            double row[N];
            for (std::size_t i = 0; i < N; ++i) {
                Parameters<Net, double> moved = parameters;
                moved.values[i] += 1e-6;
                const double above = predict(moved, data.input<double>(s))[k];
                moved.values[i] -= 2e-6;
                row[i] = (above - predict(moved, data.input<double>(s))[k]) / 2e-6;
            }
            for (std::size_t i = 0; i < N * N; ++i) expected[i] += row[i / N] * row[i % N] / double(count);
        }
    for (std::size_t i = 0; i < N; ++i)
        for (std::size_t j = i; j < N; ++j)
            CHECK(a[i * N + j] == Approx(expected[i * N + j]).epsilon(1e-6).margin(1e-7));
}

TEST_CASE("levenberg_marquardt: singular systems, of inputs that are alike and units that are off",
          "[train]") {
    using Net = Network<Input<2>, Dense<3, ReLU>, Dense<1>>;
    Dataset<Net> data({{1, 1}, {2, 2}, {3, 3}}, {{2}, {3}, {4}});
    Parameters<Net> parameters;
    initialize(parameters, 4);
    parameters.layer<0>().weight = std::array{0.5f, 0.5f, 0.5f, 0.25f, 0.25f, 0.75f};
    parameters.layer<0>().bias = std::array{-100.0f, 0.0f, 0.0f};  // unit 0 is off
    parameters.layer<1>().weight = std::array{0.5f, 0.5f, 0.5f};
    const float off = parameters.layer<0>().weight[0];
    const Minimization result = detail::minimized<MeanSquaredError>(parameters, data, LevenbergMarquardt{});
    CHECK(result.loss() < 1e-12);
    CHECK(parameters.layer<0>().weight[0] == off);
    CHECK(parameters.layer<0>().bias[0] == -100);

    // All are off: there is no slope but the last bias's.
    parameters.layer<0>().bias = std::array{-100.0f, -100.0f, -100.0f};
    detail::minimized<MeanSquaredError>(parameters, data, LevenbergMarquardt{});
    CHECK(parameters.layer<1>().bias[0] == Approx(3));

    // Nothing is left to do: the gradient is nothing, and so are all rows but one.
    const Minimization done =
        detail::minimized<MeanSquaredError>(parameters, data, LevenbergMarquardt{.gradient_tolerance = 1e-5});
    CHECK(done.iterations() == 0);
    CHECK(done.ended == Ended::small_gradient);
}

TEST_CASE("levenberg_marquardt: settings without sense are refused", "[train]") {
    Parameters<Linear3> parameters{};
    CHECK_THROWS_WITH(
        detail::minimized<MeanSquaredError>(parameters, regression(), LevenbergMarquardt{.damping = 0}),
        "damping: expected a number above 0, found 0");
}

TEST_CASE("levenberg_marquardt: what weighs twice is there twice, what weighs nothing is not", "[train]") {
    using Net = Network<Input<1>, Dense<1>>;
    Dataset<Net> weighted({{1}, {2}, {4}, {9}}, {{1}, {3}, {2}, {100}});
    weighted.weigh({1, 2, 1, 0});
    const Dataset<Net> twice({{1}, {2}, {2}, {4}}, {{1}, {3}, {3}, {2}});
    const auto learnt = [](const Dataset<Net>& data, const auto& how) {
        Parameters<Net, double> parameters{};
        return std::pair(detail::minimized<MeanSquaredError>(parameters, data, how).loss(), parameters);
    };
    const auto check = [&](const auto& how) {
        const auto [loss, one] = learnt(weighted, how);
        const auto [expected, two] = learnt(twice, how);
        CHECK(loss == Approx(expected).epsilon(1e-10));
        CHECK(one.values[0] == Approx(two.values[0]).epsilon(1e-7));
        CHECK(one.values[1] == Approx(two.values[1]).epsilon(1e-7));
    };
    check(LevenbergMarquardt{});
    check(LBFGS{});
}
