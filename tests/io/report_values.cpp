#include <ctnn/io/report_values.hpp>

#include <array>
#include <ctnn/ctnn.hpp>
#include <ctnn/train.hpp>
#include <span>
#include <string>
#include <vector>

#include <testing.hpp>

using namespace ctnn;
using namespace ctnn::detail;

namespace {

using Net = Network<Input<4, 4, 1>, Conv2D<2, 3, ReLU>, BatchNorm<>, MaxPool2D<2>, Dense<5, Tanh>,
                    Dropout<std::ratio<1, 2>>, Dense<3, Softmax>>;

Parameters<Net> parameters() {
    Parameters<Net> parameters;
    initialize(parameters, 3);
    return parameters;
}

}  // namespace

TEST_CASE("report_values: what the layers give ends with what predict gives", "[io]") {
    const auto p = parameters();
    std::array<float, 16> x{};
    for (std::size_t i = 0; i < 16; ++i) x[i] = float(i % 5) / 4 - 0.5f;
    std::vector<std::size_t> sizes;
    std::vector<float> last;
    for_each_layer_output(p, std::span<const float>(x),
                          [&](std::size_t layer, std::span<const float> values) {
                              REQUIRE(layer == sizes.size());
                              sizes.push_back(values.size());
                              last.assign(values.begin(), values.end());
                          });
    REQUIRE(sizes == std::vector<std::size_t>{8, 8, 2, 5, 5, 3});
    const auto y = predict(p, x);
    for (std::size_t k = 0; k < 3; ++k) REQUIRE(last[k] == Approx(y[k]));
}

TEST_CASE("report_values: a histogram a part, and a layer", "[io]") {
    const auto p = parameters();
    const auto weights = weight_histograms(p);
    REQUIRE(weights.size() == 8);
    REQUIRE(weights.front().title == "layers.0.weight");
    double count = 0;
    for (std::size_t i = 0; i < 40; ++i) count += weights.front().curves.front().y[i];
    REQUIRE(count == 18);
    const Dataset<Net> data(std::vector<float>(16 * 1000, 0.5f), std::vector<std::uint32_t>(1000, 1));
    const auto activations = activation_histograms(p, data);
    REQUIRE(activations.size() == 6);
    count = 0;
    for (std::size_t i = 0; i < 40; ++i) count += activations.back().curves.front().y[i];
    REQUIRE(count == 200 * 3);
    REQUIRE(prepared(activation_histograms(p, Dataset<Net>()).front()).empty);
}
