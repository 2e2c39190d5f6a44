#include <cmath>
#include <ctnn/activations/exponential.hpp>

#include <activations/laws.hpp>
#include <testing.hpp>

using namespace ctnn;

static_assert(Exponential::value(0.0f) == 1 && Exponential::value(1.0f) == 2.71828183f);
static_assert(Exponential::value(1000.0f) == math::infinity<float> && Exponential::slope(0.0f, 7.0f) == 7);
static_assert(!Exponential::slope_reads_input);

TEST_CASE("exponential: value and slope are PyTorch's, to 4 ulp, as numbers and in lanes", "[activations]") {
    activation_laws::check<Exponential, reference::activations::Exponential>(
        [](long double z) { return std::exp(z); });
}
