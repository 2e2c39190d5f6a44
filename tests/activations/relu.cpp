#include <cmath>
#include <ctnn/activations/relu.hpp>

#include <activations/laws.hpp>
#include <testing.hpp>

using namespace ctnn;

static_assert(ReLU::value(2.5f) == 2.5f && ReLU::value(-2.5f) == 0 &&
              ReLU::value(-math::infinity<float>) == 0);
static_assert(ReLU::slope(0.0f, 0.0f) == 0 && ReLU::slope(0.0f, 1e-30f) == 1);
static_assert(!ReLU::slope_reads_input);

TEST_CASE("relu: value and slope are PyTorch's, to 4 ulp, as numbers and in lanes", "[activations]") {
    activation_laws::check<ReLU, reference::activations::ReLU>(
        [](long double z) { return z < 0 ? 0.0L : z; });
}
