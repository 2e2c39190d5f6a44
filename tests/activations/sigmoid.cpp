#include <cmath>
#include <ctnn/activations/sigmoid.hpp>

#include <activations/laws.hpp>
#include <testing.hpp>

using namespace ctnn;

static_assert(Sigmoid::value(0.0f) == 0.5f && Sigmoid::slope(0.0f, 0.5f) == 0.25f);
static_assert(Sigmoid::value(100.0f) == 1 && Sigmoid::value(-100.0f) == 3.78350585e-44f);
static_assert(!Sigmoid::slope_reads_input);

TEST_CASE("sigmoid: value and slope are PyTorch's, to 4 ulp, as numbers and in lanes", "[activations]") {
    activation_laws::check<Sigmoid, reference::activations::Sigmoid>(
        [](long double z) { return z < 0 ? std::exp(z) / (1 + std::exp(z)) : 1 / (1 + std::exp(-z)); });
}
