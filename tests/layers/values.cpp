#include <array>
#include <boost/hana/integral_constant.hpp>
#include <catch2/catch.hpp>
#include <ctnn/layers/concat.hpp>
#include <ctnn/layers/dense.hpp>
#include <ctnn/layers/flatten.hpp>
#include <ctnn/layers/residual.hpp>
#include <ctnn/layers/values.hpp>

using namespace ctnn;
using namespace boost::hana::literals;

using Nested =
    detail::ChainOf<Shape<2, 2>, Flatten, Residual<Dense<3>, Dense<4>>, Concat<Dense<1>, Dense<2>>>;

TEST_CASE("values: parts are found by index and by literal, however nested", "[layers]") {
    std::array<float, Nested::parameters> block{};
    const detail::ChainValues<Nested, float> values{block};
    REQUIRE(values.layer<0>().values.size() == 0);
    REQUIRE(values.layer<1>().layer<0>().weight.data() == block.data());
    REQUIRE(values[1_c][1_c].weight.data() == block.data() + 15);
    REQUIRE(values.layer<2>().branch<1>().bias.data() == block.data() + 31 + 5 + 8);
    REQUIRE(values[2_c][1_c].bias.data() == values.layer<2>().branch<1>().bias.data());
}
