#include <array>
#include <cmath>
#include <cstddef>
#include <ctnn/activations/softmax.hpp>
#include <ctnn/core/concepts.hpp>
#include <limits>
#include <type_traits>

#include <reference/activations.hpp>
#include <testing.hpp>

using namespace ctnn;
using golden = reference::activations::Softmax;

static_assert(std::is_empty_v<Softmax> && Wholesale<Softmax> && !Elementwise<Softmax>);
static_assert([] {
    const std::array<float, 3> z{1000, 1000, -1000};
    std::array<float, 3> y{};
    Softmax::values<3>(z.data(), y.data());
    return y == std::array<float, 3>{0.5f, 0.5f, 0};
}());

TEST_CASE("softmax: values and gradient are PyTorch's", "[activations]") {
    std::array<double, 5> y{}, dz{};
    Softmax::values<5>(golden::logits, y.data());
    Softmax::gradient<5>(golden::values, golden::dy, dz.data());
    for (std::size_t i = 0; i < 5; ++i) {
        CHECK(y[i] == Approx(golden::values[i]).epsilon(1e-14));
        CHECK(dz[i] == Approx(golden::gradient[i]).epsilon(1e-13));
    }
}

TEST_CASE("softmax: a NaN among the logits is not hidden", "[activations]") {
    std::array<float, 5> z{1, 2, std::numeric_limits<float>::quiet_NaN(), 3, 4};
    Softmax::values<5>(z.data(), z.data());
    for (const float y : z) CHECK(std::isnan(y));
}
