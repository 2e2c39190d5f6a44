#include <array>
#include <cmath>
#include <ctnn/train.hpp>
#include <vector>

#include <reference/principal_components.hpp>
#include <testing.hpp>

using namespace ctnn;
namespace golden = reference::principal_components;

namespace {

template <std::size_t Units>
using Net = Network<Input<5>, Dense<Units>>;

Dataset<Net<5>> data() {
    std::vector<float> x;
    for (int s = 0; s < 16; ++s)
        for (int i = 0; i < 5; ++i) x.push_back(float((7 * s * s + 13 * i * s + 29 * i) % 37 - 18) / 8);
    return Dataset<Net<5>>(x, std::vector<float>(16 * 5));
}

}  // namespace

TEST_CASE("principal_components: mean, variances and components are NumPy's", "[data]") {
    const PrincipalComponents found = principal_components(data());
    REQUIRE(found.size() == 5);
    for (std::size_t i = 0; i < 5; ++i) {
        CHECK(found.mean[i] == Approx(golden::mean[i]));
        CHECK(found.variances[i] == Approx(golden::variances[i]));
    }
    for (std::size_t i = 0; i < 25; ++i)
        CHECK(found.components[i] == Approx(golden::components[i]).margin(1e-12));
    CHECK(found.explained(5) == Approx(1));
    CHECK(found.explained(99) == Approx(1));
    CHECK(found.explained(0) == 0);
    CHECK(found.explained(2) < found.explained(3));
}

TEST_CASE("principal_components: as a Dense layer, as they are and whitened", "[data]") {
    const auto samples = data();
    const PrincipalComponents found = principal_components(samples);
    Parameters<Net<2>, double> few, white;
    found.project(few.layer<0>());
    found.whiten(white.layer<0>());
    Parameters<Net<5>, double> in_place;
    found.whiten_in_place(in_place.layer<0>());
    for (std::size_t s = 0; s < 3; ++s) {
        const auto x = samples.input<double>(s);
        const auto plain = predict(few, x), even = predict(white, x);
        for (std::size_t k = 0; k < 2; ++k) {
            CHECK(even[k] == Approx(golden::whitened[s * 5 + k]).margin(1e-9));
            CHECK(plain[k] == Approx(even[k] * std::sqrt(golden::variances[k] + 1e-5)).margin(1e-9));
        }
        const auto turned = predict(in_place, x);
        for (std::size_t k = 0; k < 5; ++k)
            CHECK(turned[k] == Approx(golden::in_place[s * 5 + k]).margin(1e-9));
    }
}

TEST_CASE("principal_components: inputs that do not vary, and what is refused", "[data]") {
    const Dataset<Net<5>> still(std::vector<float>(15, 2), std::vector<float>(15));
    const PrincipalComponents found = principal_components(still);
    CHECK(found.variances == std::vector<double>(5));
    Parameters<Net<5>> parameters;
    const auto layer = parameters.layer<0>();
    found.whiten(layer);
    CHECK(std::isfinite(parameters.values[0]));
    CHECK_THROWS_WITH(found.whiten(layer, -1), Catch::Contains("epsilon"));
    Parameters<Net<6>> six;
    Parameters<Net<2>> two;
    Parameters<Network<Input<4>, Dense<2>>> narrow;
    CHECK_THROWS_WITH(found.project(six.layer<0>()), Catch::Contains("5 x 5 weights"));
    CHECK_THROWS_WITH(found.whiten_in_place(two.layer<0>()), Catch::Contains("5 x 5 weights"));
    CHECK_THROWS_WITH(found.project(narrow.layer<0>()), Catch::Contains("5 x 2 weights"));
    CHECK_THROWS_WITH(principal_components(Dataset<Net<5>>(std::vector<float>(5), std::vector<float>(5))),
                      Catch::Contains("2 or more"));
}
