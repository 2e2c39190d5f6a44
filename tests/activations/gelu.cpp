#include <cmath>
#include <ctnn/activations/gelu.hpp>

#include <activations/laws.hpp>
#include <testing.hpp>

using namespace ctnn;

static_assert(GELU::value(0.0f) == 0 && GELU::slope(0.0f, 0.0f) == 0.5f && GELU::value(20.0f) == 20);
static_assert(GELU::value(-math::infinity<float>) == 0 &&
              GELU::value(math::infinity<float>) == math::infinity<float>);
static_assert(GELU::slope_reads_input);

TEST_CASE("gelu: value and slope are PyTorch's, to 4 ulp, as numbers and in lanes", "[activations]") {
    activation_laws::check<GELU, reference::activations::GELU>([](long double z) {
        return std::isinf(z) ? std::fmax(z, 0.0L) : z * std::erfc(-z / std::sqrt(2.0L)) / 2;
    });
}
