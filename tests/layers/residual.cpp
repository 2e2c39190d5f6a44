#include <layers/laws.hpp>

#include <ctnn/activations/tanh.hpp>
#include <ctnn/layers/dense.hpp>
#include <ctnn/layers/residual.hpp>

using namespace ctnn;

static_assert(placed<Residual<Dense<9, Tanh>, Dense<5>>, Shape<5>>::parameters == 54 + 50);
static_assert(std::is_same_v<placed<Residual<Dense<5>>, Shape<5>>::output, Shape<5>>);

TEST_CASE("residual: the laws", "[layers]") {
    layer_laws<Residual<Dense<5, Tanh>>, Shape<5>>();
    layer_laws<Residual<Dense<9, Tanh>, Residual<Dense<9, Tanh>>, Dense<4>>, Shape<4>>();
}

TEST_CASE("residual: a body of zeros passes its input on", "[layers]") {
    laws::Bench<placed<Residual<Dense<5>>, Shape<5>>, 3, float> bench;
    for (std::size_t i = 0; i < bench.w.size(); ++i) bench.w[i] = 0;
    bench.predict();
    REQUIRE(bench.y.values() == bench.x.values());
}
