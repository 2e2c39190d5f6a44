#include <cmath>
#include <ctnn/activations/softsign.hpp>

#include <activations/laws.hpp>
#include <testing.hpp>

using namespace ctnn;

static_assert(Softsign::value(1.0f) == 0.5f && Softsign::value(-3.0f) == -0.75f &&
              Softsign::value(1e38f) == 1);
static_assert(Softsign::slope(1.0f, 0.5f) == 0.25f && Softsign::slope(-3.0f, -0.75f) == 0.0625f);
static_assert(Softsign::slope_reads_input);

TEST_CASE("softsign: value and slope are PyTorch's, to 4 ulp, as numbers and in lanes", "[activations]") {
    activation_laws::check<Softsign, reference::activations::Softsign>(
        [](long double z) { return z / (1 + std::abs(z)); });
}
