#include <ctnn/data/fold.hpp>

#include <ctnn/activations/sigmoid.hpp>
#include <ctnn/activations/tanh.hpp>
#include <ctnn/layers/dense.hpp>
#include <ctnn/network/network.hpp>
#include <ctnn/network/predict.hpp>

#include <testing.hpp>

namespace {

using Net = ctnn::Network<ctnn::Input<3>, ctnn::Dense<5, ctnn::Tanh>, ctnn::Dense<2>>;

constexpr ctnn::Scaling<3> inputs{.offset = {100, -3, 0.5f}, .factor = {0.01f, 2, 1}};
constexpr ctnn::Scaling<2> targets{.offset = {250'000, 3}, .factor = {1e-5f, 0.5f}};
constexpr std::array<float, 3> x{170, -2.5f, 1};

constexpr ctnn::Parameters<Net> initial = [] {
    ctnn::Parameters<Net> parameters;
    ctnn::initialize(parameters, 3);
    parameters.layer<0>().bias[4] = 0.25f;
    parameters.layer<1>().bias[1] = -1;
    return parameters;
}();

constexpr ctnn::Parameters<Net> folded = [] {
    ctnn::Parameters<Net> parameters = initial;
    ctnn::fold_inputs(inputs, parameters);
    return parameters;
}();

}  // namespace

TEST_CASE("fold: with the scaling folded in, the network takes inputs as they are", "[data]") {
    const auto expected = ctnn::predict(initial, inputs(x));
    const auto given = ctnn::predict(folded, x);
    for (std::size_t k = 0; k < 2; ++k) CHECK(given[k] == Approx(expected[k]).epsilon(1e-5));
    CHECK(folded.layer<1>().weight[3] == initial.layer<1>().weight[3]);
}

TEST_CASE("fold: in double it is exact to double", "[data]") {
    ctnn::Parameters<Net, double> parameters;
    ctnn::initialize(parameters, 3);
    const std::array<double, 3> wide{170, -2.5, 1};
    const auto expected = ctnn::predict(parameters, inputs(wide));
    ctnn::fold_inputs(inputs, parameters);
    const auto given = ctnn::predict(parameters, wide);
    for (std::size_t k = 0; k < 2; ++k) CHECK(given[k] == Approx(expected[k]).epsilon(1e-13));
}

TEST_CASE("fold: with the targets' scaling taken out, the network answers in their unit", "[data]") {
    const auto expected = targets.inverse()(ctnn::predict(initial, x));
    auto parameters = initial;
    ctnn::fold_outputs(targets, parameters);
    const auto given = ctnn::predict(parameters, x);
    for (std::size_t k = 0; k < 2; ++k) CHECK(given[k] == Approx(expected[k]).epsilon(1e-5));
    CHECK(parameters.layer<0>().weight[0] == initial.layer<0>().weight[0]);
}

TEST_CASE("fold: one layer takes both", "[data]") {
    using Line = ctnn::Network<ctnn::Input<1>, ctnn::Dense<1>>;
    ctnn::Parameters<Line> line;
    line.layer<0>().weight[0] = 2;
    line.layer<0>().bias[0] = 1;
    ctnn::fold_inputs(ctnn::Scaling<1>{.offset = {10}, .factor = {0.5f}}, line);    // 2 * (x - 10) / 2 + 1
    ctnn::fold_outputs(ctnn::Scaling<1>{.offset = {100}, .factor = {0.1f}}, line);  // 10 y + 100
    CHECK(line.layer<0>().weight[0] == Approx(10));
    CHECK(line.layer<0>().bias[0] == Approx(10));
}
