#include <ctnn/train/optimizers/power.hpp>

#include <cmath>
#include <cstdint>

#include <testing.hpp>

namespace {

using ctnn::detail::power;

static_assert(power(2, 0) == 1 && power(2, 1) == 2 && power(2, 10) == 1024 && power(-3, 3) == -27);
static_assert(power(0, 0) == 1 && power(0, 5) == 0);
static_assert(power(1, ~std::uint64_t{0}) == 1 && power(0.999, ~std::uint64_t{0}) == 0);

TEST_CASE("power: as exact as one minus it has to be", "[train]") {
    for (const double base : {0.5, 0.9, 0.999, 0.999999})
        for (std::uint64_t n = 1; n < 10'000'000; n = n * 3 + 1) {
            const double exact = std::exp(static_cast<double>(n) * std::log1p(base - 1));
            CHECK(std::abs(power(base, n) - exact) < 0x1p-52 / (1 - base));
        }
}

}  // namespace
