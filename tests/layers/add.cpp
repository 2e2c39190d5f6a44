#include <layers/laws.hpp>

#include <ctnn/activations/tanh.hpp>
#include <ctnn/layers/activation.hpp>
#include <ctnn/layers/add.hpp>
#include <ctnn/layers/dense.hpp>
#include <ctnn/layers/residual.hpp>
#include <ctnn/layers/sequential.hpp>

using namespace ctnn;

using Three = placed<Add<Dense<3, Tanh>, Sequential<Dense<6, Tanh>, Dense<3>>, Dense<3>>, Shape<4>>;
static_assert(std::is_same_v<Three::output, Shape<3>> && Three::parameters == 15 + 30 + 21 + 15);

TEST_CASE("add: the laws", "[layers]") {
    layer_laws<Add<Dense<3, Tanh>, Sequential<Dense<6, Tanh>, Dense<3>>, Dense<3>>, Shape<4>>();
    layer_laws<Add<Activation<Tanh>, Add<Activation<Linear>>>, Shape<2, 3, 2>>();
}

TEST_CASE("add: the input and a branch are a Residual", "[layers]") {
    laws::Bench<placed<Add<Activation<Linear>, Dense<5, Tanh>>, Shape<5>>, 3, float> sum;
    laws::Bench<placed<Residual<Dense<5, Tanh>>, Shape<5>>, 3, float> residual;
    sum.forward(), residual.forward();
    sum.backward(), residual.backward();
    REQUIRE(sum.y.values() == residual.y.values());
    REQUIRE(sum.dw.values() == residual.dw.values());
    REQUIRE(sum.dx.values() == residual.dx.values());
}
