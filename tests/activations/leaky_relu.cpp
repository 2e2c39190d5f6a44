#include <cmath>
#include <ctnn/activations/leaky_relu.hpp>

#include <activations/laws.hpp>
#include <testing.hpp>

using namespace ctnn;

static_assert(LeakyReLU::value(2.5f) == 2.5f && LeakyReLU::value(-100.0f) == -1);
static_assert(LeakyReLU::slope(0.0f, 0.0f) == 0.01f && LeakyReLU::slope(0.0f, 1e-30f) == 1);
static_assert(!LeakyReLU::slope_reads_input);
using Steeper = LeakyReLUOf<std::ratio<3, 10>>;
static_assert(Steeper::value(-10.0f) == -3 && Steeper::value(2.5) == 2.5);
static_assert(Steeper::slope(0.0, -1.0) == 0.3 && Steeper::slope(0.0f, 1.0f) == 1);
static_assert(Elementwise<Steeper> && !AnActivation<LeakyReLUOf<std::ratio<-1, 10>>> &&
              !AnActivation<LeakyReLUOf<std::ratio<0>>>);

TEST_CASE("leaky_relu: value and slope are PyTorch's, to 4 ulp, as numbers and in lanes", "[activations]") {
    activation_laws::check<LeakyReLU, reference::activations::LeakyReLU>(
        [](long double z) { return z * (z > 0 ? 1.0L : 0.01L); });
    activation_laws::check<Steeper, reference::activations::LeakyReLUOf>(
        [](long double z) { return z * (z > 0 ? 1.0L : 0.3L); });
}
