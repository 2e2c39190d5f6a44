#include <ctnn/engine/placed/by_time.hpp>

#include <algorithm>
#include <array>
#include <testing.hpp>

TEST_CASE("by_time: there and back", "[engine]") {
    // Two samples of three steps of one value.
    const std::array<float, 6> by_sample{0, 1, 2, 10, 11, 12}, by_step{0, 10, 1, 11, 2, 12};
    std::array<float, 6> to{};
    ctnn::detail::by_time<2, 3, 1>(by_sample.data(), to.data());
    REQUIRE(to == by_step);
    ctnn::detail::by_time<2, 3, 1, true>(by_step.data(), to.data());
    REQUIRE(to == by_sample);
}
