#include <ctnn/train/optimizers/adam.hpp>

#include <train/optimizers/laws.hpp>

namespace {

using ctnn::Adam;

// The first step has the size of the rate, whatever the gradient: m and v have both been corrected.
static_assert(optimizer_laws::descend<Adam, double, 1, 1>({.learning_rate = 0.5f})[0] - 0.5 < 1e-7);
static_assert(optimizer_laws::descend<Adam, double, 1, 1>({.learning_rate = 0.5f})[0] - 0.5 > -1e-7);

TEST_CASE("adam: keeps the laws of an optimizer", "[train]") {
    optimizer_laws::hold<Adam>(optimizer_laws::golden::adam);
}

TEST_CASE("adam: after many steps the corrections are gone", "[train]") {
    for (const std::uint64_t step : {std::uint64_t{100'000}, std::uint64_t{1} << 40, ~std::uint64_t{0}}) {
        const auto rule = Adam{}.rule(step, 1e-3f);
        CHECK(rule.rate == 1e-3f);
        CHECK(rule.scale == 1);
    }
}

TEST_CASE("adam: the corrections in float are as exact as float is", "[train]") {
    double beta2 = 1;
    for (std::uint64_t step = 1; step <= 2000; ++step) {
        beta2 *= static_cast<double>(0.999f);
        CHECK(Adam{}.rule(step, 1e-3f).scale == Approx(1 / std::sqrt(1 - beta2)).epsilon(1e-7));
    }
}

}  // namespace
