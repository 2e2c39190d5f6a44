#include <ctnn/engine/bare.hpp>

#include <ctnn/ctnn.hpp>
#include <testing.hpp>
#include <type_traits>

using namespace ctnn;

namespace {

using On = placed<Dense<2>, Shape<3>>;
using Of = detail::Bare<Frozen<Dense<2>>, placed<Frozen<Dense<2>>, Shape<3>>>;
static_assert(std::is_same_v<Of::written, Dense<2>> && std::is_same_v<Of::layer, On>);
static_assert(std::is_same_v<detail::Bare<Dense<2>, On>::layer, On>);

using Net =
    Network<Input<3>, Frozen<Sequential<Dense<2>, Dropout<std::ratio<1, 2>>>>, Residual<Frozen<Dense<2>>>>;
static_assert(
    std::is_same_v<detail::Thawed<Net>::type,
                   Network<Input<3>, Sequential<Dense<2>, Dropout<std::ratio<1, 2>>>, Residual<Dense<2>>>>);

}  // namespace

TEST_CASE("bare: where a frozen layer's values are", "[engine]") {
    float w[1]{}, state[9]{};
    REQUIRE(Of::parameters(w, state) == state);
    REQUIRE(Of::state(w, state) == state + 8);
    using Plain = detail::Bare<Dense<2>, On>;
    REQUIRE(Plain::parameters(w, state) == w);
    REQUIRE(Plain::state(w, state) == state);
}
