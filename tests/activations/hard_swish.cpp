#include <ctnn/activations/hard_swish.hpp>
#include <limits>

#include <activations/laws.hpp>
#include <testing.hpp>

using namespace ctnn;

static_assert(HardSwish::value(0.0f) == 0 && HardSwish::value(-3.5f) == 0 &&
              HardSwish::value(-1.5f) == -0.375f);
static_assert(HardSwish::value(-math::infinity<float>) == 0 &&
              HardSwish::value(math::infinity<float>) == math::infinity<float> &&
              HardSwish::value(std::numeric_limits<float>::max()) == std::numeric_limits<float>::max());
static_assert(HardSwish::slope(-1.5f, 0.0f) == 0 && HardSwish::slope(0.0f, 0.0f) == 0.5f &&
              HardSwish::slope(-3.0f, 0.0f) == 0 && HardSwish::slope(3.0f, 3.0f) == 1);
static_assert(HardSwish::slope_reads_input);

TEST_CASE("hard_swish: value and slope are PyTorch's, to 4 ulp, as numbers and in lanes", "[activations]") {
    activation_laws::check<HardSwish, reference::activations::HardSwish>([](long double z) {
        return z < -3 ? 0 : z > 3 ? z : z * (z + 3) / 6;
    });
}
