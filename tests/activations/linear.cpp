#include <ctnn/activations/linear.hpp>

#include <activations/laws.hpp>
#include <testing.hpp>

using namespace ctnn;

static_assert(activation_laws::lawful<Linear>());
static_assert(!Linear::slope_reads_input);
static_assert(Linear::value(-2.5f) == -2.5f && Linear::slope(-2.5f, -2.5f) == 1);

TEST_CASE("linear: lets everything through", "[activations]") {
    activation_laws::is_accurate<Linear>([](long double z) { return z; });
    activation_laws::is_constant<Linear, float>([](long double z) { return z; });
    activation_laws::slope_is_the_derivative<Linear>();
    activation_laws::slope_in_lanes<Linear, float>();
}
