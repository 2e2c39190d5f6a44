#include <cmath>
#include <ctnn/activations/selu.hpp>

#include <activations/laws.hpp>
#include <testing.hpp>

using namespace ctnn;

static_assert(SELU::value(1.0f) == 1.05070102f && SELU::value(-math::infinity<float>) == -1.75809932f);
static_assert(SELU::slope(0.0f, 1.0f) == 1.05070102f && SELU::slope(0.0f, -1.75809932f) == 0);
static_assert(!SELU::slope_reads_input);

TEST_CASE("selu: value and slope are PyTorch's, to 4 ulp, as numbers and in lanes", "[activations]") {
    activation_laws::check<SELU, reference::activations::SELU>([](long double z) {
        return 1.0507009873554804934193349852946L *
               (z > 0 ? z : 1.6732632423543772848170429916717L * std::expm1(z));
    });
}
