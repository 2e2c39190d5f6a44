#include <cmath>
#include <ctnn/data/target_values.hpp>

#include <testing.hpp>

using ctnn::detail::target_values;

namespace {

// A class as one-hot, one number for one output, or the values themselves.
static_assert(target_values<3, float>(2) == std::array<float, 3>{0, 0, 1});
static_assert(target_values<2, double>(true) == std::array<double, 2>{0, 1});
static_assert(target_values<1, float>(0.5) == std::array<float, 1>{0.5f});
static_assert(target_values<2, float>(std::array<float, 2>{3, 4}) == std::array<float, 2>{3, 4});

}  // namespace

TEST_CASE("target_values: a class beyond the outputs gives no number", "[data]") {
    for (const float value : target_values<3, float>(3)) CHECK(std::isnan(value));
    for (const float value : target_values<3, float>(-1)) CHECK(std::isnan(value));
    for (const float value : target_values<3, float>(~std::uint64_t{0})) CHECK(std::isnan(value));
}
