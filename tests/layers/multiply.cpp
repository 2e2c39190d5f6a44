#include <layers/laws.hpp>

#include <ctnn/activations/sigmoid.hpp>
#include <ctnn/activations/tanh.hpp>
#include <ctnn/layers/activation.hpp>
#include <ctnn/layers/dense.hpp>
#include <ctnn/layers/multiply.hpp>
#include <ctnn/layers/sequential.hpp>

using namespace ctnn;

using Gate = placed<Multiply<Dense<3, Tanh>, Dense<3, Sigmoid>>, Shape<4>>;
static_assert(Gate::multiply_adds == 12 + 12 + 3);

TEST_CASE("multiply: the laws", "[layers]") {
    layer_laws<Multiply<Dense<3, Tanh>, Sequential<Dense<6, Tanh>, Dense<3>>, Dense<3, Sigmoid>>, Shape<4>>();
    layer_laws<Multiply<Activation<Tanh>, Multiply<Activation<Linear>>>, Shape<2, 3, 2>>();
}

TEST_CASE("multiply: where a factor is zero, the others' gradients are, and its own is not", "[layers]") {
    laws::Bench<placed<Multiply<Activation<Linear>, Dense<2>>, Shape<2>>, 1, float> bench;
    bench.x[0] = 0, bench.x[1] = 2;
    const float w[] = {1, 0, 0, 1, 3, 5};  // y = x * (x + {3, 5})
    std::copy(std::begin(w), std::end(w), bench.w.data());
    bench.dy[0] = bench.dy[1] = 1;
    bench.forward();
    bench.backward();
    REQUIRE(bench.y.values() == std::vector<float>{0, 14});
    REQUIRE(bench.dx.values() == std::vector<float>{3, 9});  // 2 x + {3, 5}
    REQUIRE(bench.dw.values() == std::vector<float>{0, 0, 0, 4, 0, 2});
}
