#include <cmath>
#include <ctnn/activations/elu.hpp>

#include <activations/laws.hpp>
#include <testing.hpp>

using namespace ctnn;

static_assert(ELU::value(2.5f) == 2.5f && ELU::value(0.0f) == 0 && ELU::value(-math::infinity<float>) == -1);
static_assert(ELU::value(1000.0f) == 1000 && ELU::slope(0.0f, 0.0f) == 1 && ELU::slope(0.0f, -1.0f) == 0);
static_assert(!ELU::slope_reads_input);

TEST_CASE("elu: value and slope are PyTorch's, to 4 ulp, as numbers and in lanes", "[activations]") {
    activation_laws::check<ELU, reference::activations::ELU>(
        [](long double z) { return z > 0 ? z : std::expm1(z); });
}
