#include <ctnn/initializers/fan.hpp>

#include <cmath>
#include <limits>

#include <testing.hpp>

namespace {

using ctnn::detail::spread;

static_assert(spread(6, 24) == 0.5);
static_assert(spread(2, 20, 12) == 0.25);
static_assert(spread(4, 0) == 2 && spread(4, 0, 0) == 2);

TEST_CASE("fan: the spread is rounded correctly at run time too", "[initializers]") {
    for (std::size_t fan = 1; fan < 5000; fan += 7)
        CHECK(spread(6, fan, 10) == std::sqrt(6 / static_cast<double>(fan + 10)));
    constexpr std::size_t most = std::numeric_limits<std::size_t>::max();
    CHECK(spread(6, most, most) > 0);
}

}  // namespace
