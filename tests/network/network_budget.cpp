#include <ctnn/ctnn.hpp>

#include <testing.hpp>

using namespace ctnn;

namespace {

using Net = Network<Input<8>, Dense<4, Tanh>, Dense<2>>;

static_assert(fits<Net, Budget{}>);
static_assert(fits<Net, Budget{.parameters = 46, .bytes = 184, .workspace = 16, .multiply_adds = 40}>,
              "a limit may be reached");
static_assert(fits<Net, Budget{.bytes = 368}, double>);
static_assert(fits<Network<Input<8>, Dense<4>>, Budget{.workspace = 0}>, "one layer needs none");

}  // namespace

TEST_CASE("budget: kept or not, settled while compiling", "[network]") { SUCCEED(); }
