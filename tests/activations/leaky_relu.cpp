#include <catch2/catch.hpp>
#include <cmath>
#include <ctnn/activations/leaky_relu.hpp>

#include <activations/laws.hpp>

using namespace ctnn;

static_assert(LeakyReLU::value(2.5f) == 2.5f && LeakyReLU::value(-100.0f) == -1);
static_assert(LeakyReLU::slope(0.0f, 0.0f) == 0.01f && LeakyReLU::slope(0.0f, 1e-30f) == 1);
static_assert(!LeakyReLU::slope_reads_input);

TEST_CASE("leaky_relu: value and slope are PyTorch's, to 4 ulp, as numbers and in lanes", "[activations]") {
    activation_laws::check<LeakyReLU, reference::activations::LeakyReLU>(
        [](long double z) { return z * (z > 0 ? 1.0L : 0.01L); });
}
