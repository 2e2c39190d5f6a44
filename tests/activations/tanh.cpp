#include <cmath>
#include <ctnn/activations/tanh.hpp>

#include <activations/laws.hpp>
#include <testing.hpp>

using namespace ctnn;

static_assert(Tanh::value(0.0f) == 0 && Tanh::slope(0.0f, 0.0f) == 1);
static_assert(Tanh::value(20.0f) == 1 && Tanh::value(-20.0) == -1 && Tanh::value(1e-30f) == 1e-30f);
static_assert(!Tanh::slope_reads_input);

TEST_CASE("tanh: value and slope are PyTorch's, to 4 ulp, as numbers and in lanes", "[activations]") {
    activation_laws::check<Tanh, reference::activations::Tanh>([](long double z) { return std::tanh(z); });
}

TEST_CASE("tanh: never beyond 1, never falling", "[activations]") {
    float before = -1;
    for (float z = -10; z < 10; z += 0x1p-11f) {
        const float y = Tanh::value(z);
        REQUIRE((y >= before - 0x1p-21f && y <= 1));
        before = y;
    }
}
