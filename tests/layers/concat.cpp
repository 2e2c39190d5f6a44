#include <layers/laws.hpp>

#include <ctnn/activations/sigmoid.hpp>
#include <ctnn/activations/tanh.hpp>
#include <ctnn/layers/activation.hpp>
#include <ctnn/layers/concat.hpp>
#include <ctnn/layers/dense.hpp>
#include <ctnn/layers/sequential.hpp>

using namespace ctnn;

using Two = placed<Concat<Dense<3, Tanh>, Sequential<Dense<6, Sigmoid>, Dense<2>>>, Shape<4>>;
static_assert(std::is_same_v<Two::output, Shape<5>>);
static_assert(Two::parameters == 15 + 30 + 14);
using Channels = placed<Concat<Activation<Tanh>, Activation<Sigmoid>>, Shape<2, 3, 2>>;
static_assert(std::is_same_v<Channels::output, Shape<2, 3, 4>>);

TEST_CASE("concat: the laws, along the units and along the channels", "[layers]") {
    layer_laws<Concat<Dense<3, Tanh>, Sequential<Dense<6, Sigmoid>, Dense<2>>>, Shape<4>>();
    layer_laws<Concat<Activation<Tanh>, Activation<Sigmoid>>, Shape<2, 3, 2>>();
    layer_laws<Concat<Dense<3>>, Shape<2>>();
}

TEST_CASE("concat: channels lie beside each other, pixel by pixel", "[layers]") {
    laws::Bench<placed<Concat<Activation<Linear>, Activation<Linear>>, Shape<2, 2>>, 1, float> bench;
    bench.predict();
    const auto x = bench.x.values();
    REQUIRE(bench.y.values() == std::vector<float>{x[0], x[1], x[0], x[1], x[2], x[3], x[2], x[3]});
}
