#include <cmath>
#include <concepts>
#include <ctnn/activations/silu.hpp>

#include <activations/laws.hpp>
#include <testing.hpp>

using namespace ctnn;

static_assert(std::same_as<Swish, SiLU>);
static_assert(SiLU::value(0.0f) == 0 && SiLU::slope(0.0f, 0.0f) == 0.5f && SiLU::value(100.0f) == 100);
static_assert(SiLU::value(-math::infinity<float>) == 0 &&
              SiLU::value(math::infinity<float>) == math::infinity<float>);
static_assert(SiLU::slope(-math::infinity<float>, 0.0f) == 0 && SiLU::slope(1e38f, 1e38f) == 1);
static_assert(SiLU::value(-1.27846454f) >= SiLU::least && SiLU::value(-1.27846454f) < -0.2784f);
static_assert(SiLU::slope_reads_input);

TEST_CASE("silu: value and slope are PyTorch's, to 4 ulp, as numbers and in lanes", "[activations]") {
    activation_laws::check<SiLU, reference::activations::SiLU>(
        [](long double z) { return std::isinf(z) ? std::fmax(z, 0.0L) : z / (1 + std::exp(-z)); });
}
