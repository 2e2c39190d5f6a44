#include <ctnn/engine/packed_layer.hpp>
#include <ctnn/layers/dense.hpp>

#include <testing.hpp>

using namespace ctnn;

template <class... Layers>
using Packed33 = typename detail::PackedBody<detail::ChainOf<Shape<3>, Layers...>, float>::type;

// Layers begin where cache lines do.
using Odd = Packed33<Dense<5>, Dense<2>, Dense<7>>;
static_assert(Odd::plan.parameters[1] == 20 && Odd::layer<1>::parameters == 12 + 12);
static_assert(Odd::layer<2>::parameters == 4 + 21 && Odd::out == 7 && Odd::multiply_adds == 15 + 10 + 14);
static_assert(detail::packed_bytes<detail::ChainOf<Shape<3>, Dense<5>, Dense<2>>, float>() == 192);
static_assert(detail::packed_bytes<detail::ChainOf<Shape<3>, Dense<2>>, float>() == 32);
static_assert(detail::lead_at<double>(9, 1) == 7 && detail::lead_at<double>(9, 0) == 0);

TEST_CASE("packed layer: a copy of what has no packed form", "[engine]") {
    using First = Odd::layer<1>;
    float from[12], to[First::parameters];
    for (int i = 0; i < 12; ++i) from[i] = float(i + 1);
    First::pack(from, to);
    REQUIRE(to[0] == 0);
    REQUIRE(to[12] == 1);
    REQUIRE(to[23] == 12);
}
