#include <cmath>
#include <ctnn/activations/softplus.hpp>

#include <activations/laws.hpp>
#include <testing.hpp>

using namespace ctnn;

static_assert(Softplus::value(0.0f) == 0.693147182f && Softplus::value(100.0f) == 100);
static_assert(Softplus::value(-math::infinity<float>) == 0 && Softplus::value(1000.0) == 1000);
static_assert(!Softplus::slope_reads_input);

TEST_CASE("softplus: value and slope are PyTorch's, to 4 ulp, as numbers and in lanes", "[activations]") {
    activation_laws::check<Softplus, reference::activations::Softplus>(
        [](long double z) { return std::fmax(z, 0.0L) + std::log1p(std::exp(-std::abs(z))); });
}
