#include <cmath>
#include <cstddef>
#include <ctnn/activations/relu.hpp>
#include <ctnn/activations/sigmoid.hpp>
#include <ctnn/core/random.hpp>
#include <ctnn/data/dataset.hpp>
#include <ctnn/quantized/calibrate.hpp>
#include <vector>

#include <testing.hpp>

using namespace ctnn;

namespace {

using Net = Network<Input<2>, Dense<2, ReLU>, Dense<1, Sigmoid>>;
using Small = Quantized<Net>;

Parameters<Net> some_parameters() {
    Parameters<Net> parameters;
    parameters.layer<0>().weight = {1, -1, 2, 0.5f};
    parameters.layer<0>().bias = {0, 0.25f};
    parameters.layer<1>().weight = {1, 1};
    return parameters;
}

}  // namespace

TEST_CASE("calibrate: the least and the greatest of inputs and of sums before the activation",
          "[quantized]") {
    const Dataset<Net> data{{{0, 1}, {-2, 3}}, {0, 1}};
    const auto ranges = calibrate<Small>(some_parameters(), data);
    REQUIRE((ranges.input.min == -2 && ranges.input.max == 3));
    REQUIRE((ranges.layers[0].min == 0.75f && ranges.layers[0].max == 4));
    REQUIRE((ranges.layers[1].min == 2.75f && ranges.layers[1].max == 7.75f));
}

TEST_CASE("calibrate: outliers are left out by percentile and by squared error", "[quantized]") {
    std::vector<float> x(4000);
    Random random{1};
    for (float& value : x) value = random.uniform<float>();
    x[100] = 40;
    const Dataset<Net> data(x, std::vector<int>(2000));
    const auto of = [&](const Calibration& how) {
        return calibrate<Small>(some_parameters(), data, how).input;
    };
    REQUIRE(of({}).max == 40);
    REQUIRE(of({.by = Calibrated::by_percentile, .left_out = 1e-3}).max < 1.1f);
    REQUIRE(of({.by = Calibrated::by_squared_error}).max < 40);
    REQUIRE(of({.by = Calibrated::by_percentile, .left_out = 0}).max == Approx(40));
}

TEST_CASE("calibrate: no samples, one value, NaN within a layer, a share of half", "[quantized]") {
    REQUIRE_THROWS_WITH(quantized<Small>(some_parameters(), Dataset<Net>{}),
                        "calibration: expected samples, found none");
    const Dataset<Net> zeros{{{0, 0}, {0, 0}}, {0, 1}}, data{{{0, 1}, {-2, 3}}, {0, 1}};
    REQUIRE_THROWS_WITH(quantized<Small>(some_parameters(), zeros),
                        Catch::StartsWith("input's range: expected a least and a greater number"));
    auto parameters = some_parameters();
    parameters.layer<1>().bias = {NAN};
    REQUIRE_THROWS_WITH(calibrate<Small>(parameters, data),
                        "calibration, sample 0, layer 1: expected finite numbers, found nan");
    REQUIRE_THROWS_WITH(calibrate<Small>(some_parameters(), data, {.left_out = 0.5}),
                        Catch::StartsWith("calibration's left_out: expected 0 or more and less than 0.5"));
}

TEST_CASE("calibrate: accuracy of a quantised network is that of its classes", "[quantized]") {
    const Dataset<Net> data{{{0, 1}, {-2, 3}, {3, -4}, {-1, -1}}, {1, 1, 1, 0}};
    const auto q = quantized<Small>(some_parameters(), data);
    double right = 0;
    for (std::size_t i = 0; i < 4; ++i) right += classify(q, data.input(i)) == data.class_of(i, 0);
    REQUIRE(accuracy(q, data) == right / 4);
}
