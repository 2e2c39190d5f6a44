#include <ctnn/network/heads_of.hpp>

#include <array>
#include <ctnn/layers/dense.hpp>
#include <testing.hpp>
#include <type_traits>

using namespace ctnn;

namespace {

using Net = Network<Input<2>, Dense<3>, Heads<Dense<2>, Dense<4>>>;
using Two = detail::HeadsOf<Net>;
static_assert(Two::count == 2 && Two::start<0> == 0 && Two::start<1> == 2);
static_assert(Two::head<1>::output_size == 4 && Two::head<1>::parameter_count == 16);
static_assert(std::is_same_v<detail::LastLayer<Two::head<1>>::type, Dense<4>>);
static_assert(detail::HeadsOf<Network<Input<2>, Dense<3>>>::count == 0);
static_assert(detail::HeadsOf<Network<Input<2>, Heads<Dense<3>>, Dense<1>>>::count == 0);

}  // namespace

TEST_CASE("heads_of: each in its turn", "[network]") {
    const auto [a, b] = detail::each_head<Net>([]<std::size_t I> { return I + 1; });
    REQUIRE(a == 1);
    REQUIRE(b == 2);
}
