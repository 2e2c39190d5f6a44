#include <layers/laws.hpp>

#include <ctnn/ctnn.hpp>

using namespace ctnn;

static_assert(std::is_same_v<placed<Heads<Dense<3>, Conv2D<2, 3>>, Shape<4, 4, 1>>::output, Shape<3 + 8>>);
using Net = Network<Input<4>, Heads<Sequential<Dense<3>, BatchNorm<>>, Dense<2, Tanh>>>;
static_assert(std::is_same_v<folded<Net>, Network<Input<4>, Heads<Sequential<Dense<3>>, Dense<2, Tanh>>>>);
static_assert(!detail::Streams<placed<Heads<Conv1D<1, 2>, Conv1D<2, 2>>, Shape<5, 2>>>);

TEST_CASE("heads: the laws", "[layers]") { layer_laws<Heads<Dense<3, Tanh>, Dense<2, Sigmoid>>, Shape<4>>(); }

TEST_CASE("heads: one behind the other, whatever their shapes", "[layers]") {
    using L = placed<Heads<Permute<1, 0>, Flatten, GlobalMaxPool1D>, Shape<2, 3>>;
    laws::Bench<L, 2, double> bench;
    bench.predict();
    const auto x = bench.x.values(), y = bench.y.values();
    REQUIRE(y.size() == 2 * 15);
    REQUIRE(y[1] == x[3]);
    REQUIRE(y[6] == x[0]);
    REQUIRE(y[12] == std::max(x[0], x[3]));
    REQUIRE(y[15 + 6] == x[6]);
    REQUIRE(laws::gradients_are_central_differences<L, 2>().text() == "");
}
