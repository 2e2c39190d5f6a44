#include <ctnn/train/head_targets.hpp>

#include <array>
#include <cmath>
#include <ctnn/layers/dense.hpp>
#include <testing.hpp>
#include <tuple>
#include <type_traits>
#include <utility>

using namespace ctnn;

namespace {

using Net = Network<Input<2>, Heads<Dense<3>, Dense<1>, Dense<2>>>;
static_assert(head_targets<Net>(1, 0.5f, std::array<float, 2>{7, 8}) ==
              std::array<float, 6>{0, 1, 0, 0.5f, 7, 8});
static_assert(detail::values_of_target<Net, double>(std::tuple(2u, 1.5, std::array{1.0, 2.0}))[3] == 1.5);
static_assert(detail::is_tuple_of<std::pair<int, float>> == 2 &&
              detail::is_tuple_of<std::array<int, 2>> == 0);

}  // namespace

TEST_CASE("head_targets: a class that there is not is none", "[train]") {
    const auto row = head_targets<Net>(3, 0.5f, std::array<float, 2>{});
    REQUIRE(std::isnan(row[0]));
    REQUIRE(row[3] == 0.5f);
}
