#include <ctnn/activations/relu6.hpp>

#include <activations/laws.hpp>
#include <testing.hpp>

using namespace ctnn;

static_assert(ReLU6::value(2.5f) == 2.5f && ReLU6::value(-2.5f) == 0 && ReLU6::value(7.0f) == 6);
static_assert(ReLU6::value(-math::infinity<float>) == 0 && ReLU6::value(math::infinity<double>) == 6);
static_assert(ReLU6::slope(0.0f, 0.0f) == 0 && ReLU6::slope(0.0f, 1e-30f) == 1 &&
              ReLU6::slope(6.0f, 6.0f) == 0);
static_assert(!ReLU6::slope_reads_input);

TEST_CASE("relu6: value and slope are PyTorch's, to 4 ulp, as numbers and in lanes", "[activations]") {
    activation_laws::check<ReLU6, reference::activations::ReLU6>([](long double z) {
        return z < 0 ? 0 : z > 6 ? 6 : z;
    });
}
