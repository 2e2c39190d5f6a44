#include <ctnn/train/optimizers/nadam.hpp>

#include <train/optimizers/laws.hpp>

namespace {

using ctnn::NAdam;

TEST_CASE("nadam: keeps the laws of an optimizer", "[train]") {
    optimizer_laws::hold<NAdam>(optimizer_laws::golden::nadam);
}

TEST_CASE("nadam: after many steps the products are gone", "[train]") {
    for (const std::uint64_t step : {std::uint64_t{100'000}, std::uint64_t{1} << 40, ~std::uint64_t{0}}) {
        const auto rule = NAdam{}.rule(step, 1.0);
        CHECK(rule.mean_rate == Approx(double(0.9f)));
        CHECK(rule.rate == Approx(1 - double(0.9f)));
        CHECK(rule.scale == 1);
    }
}

TEST_CASE("nadam: without momentum it is of the gradient alone", "[train]") {
    CHECK(NAdam{.beta1 = 0}.rule(1, 1.0).mean_rate == 0);
    CHECK(NAdam{.beta1 = 0}.rule(1, 1.0).rate == 1);
}

}  // namespace
