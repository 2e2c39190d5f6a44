#include <ctnn/activations/step.hpp>

#include <activations/laws.hpp>
#include <testing.hpp>

using namespace ctnn;

static_assert(activation_laws::lawful<Step>());
static_assert(!Step::slope_reads_input);
static_assert(Step::value(-1e-30f) == 0 && Step::value(0.0f) == 0 && Step::value(1e-30f) == 1);
static_assert(Step::slope(1.0f, 1.0f) == 0);

TEST_CASE("step: is 1 above 0, else 0", "[activations]") {
    const auto exact = [](long double z) { return z > 0 ? 1 : z <= 0 ? 0 : z; };
    activation_laws::is_accurate<Step>(exact);
    activation_laws::is_constant<Step, float>(exact);
    activation_laws::slope_in_lanes<Step, double>();
}
