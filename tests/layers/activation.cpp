#include <layers/laws.hpp>

#include <ctnn/activations/gelu.hpp>
#include <ctnn/activations/softmax.hpp>
#include <ctnn/activations/tanh.hpp>
#include <ctnn/layers/activation.hpp>

using namespace ctnn;

static_assert(placed<Activation<Tanh>, Shape<2, 3>>::parameters == 0);
static_assert(std::is_same_v<placed<Activation<Tanh>, Shape<2, 3>>::output, Shape<2, 3>>);

TEST_CASE("activation: the laws", "[layers]") {
    layer_laws<Activation<Tanh>, Shape<7>>();
    layer_laws<Activation<GELU>, Shape<3, 6>>();
    layer_laws<Activation<Softmax>, Shape<5>>();
}
