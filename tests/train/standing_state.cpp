#include <ctnn/train/standing_state.hpp>

#include <algorithm>
#include <array>
#include <ctnn/train.hpp>
#include <testing.hpp>

using namespace ctnn;

namespace {

using Frost = Network<Input<4>, Frozen<Residual<Dense<4>, BatchNorm<>>>, Rated<Dense<2>, std::ratio<2>>>;
using Thaw = Network<Input<4>, Frozen<Dense<4>>, BatchNorm<>, Dense<2>>;
static_assert(detail::copied_state<Frost> == 0 && Frost::state_count == 36);
static_assert(detail::copied_state<Thaw> == Thaw::state_count);
static_assert(detail::copied_state<Network<Input<4>, Dense<2>>> == 0);
// No room on the stack for what is frozen.
using Large = Network<Input<1000>, Frozen<Dense<1000>>, Dense<1>>;
static_assert(gradient_workspace<MeanSquaredError, Large> < 10'000);

constexpr double of_constants = [] {
    Parameters<Frost, double> parameters, sum;
    initialize(parameters, 1);
    return gradient<MeanSquaredError>(parameters, std::array{1.0, 2.0, 3.0, 4.0}, std::array{1.0, 2.0}, sum);
}();
static_assert(of_constants > 0);

}  // namespace

TEST_CASE("standing_state: a gradient leaves it as it is", "[train]") {
    Parameters<Frost> parameters, sum;
    initialize(parameters, 1);
    const auto before = parameters;
    gradient<MeanSquaredError>(parameters, std::array<float, 4>{1, 2, 3, 4}, std::array<float, 2>{}, sum);
    REQUIRE(std::ranges::equal(parameters.values, before.values));
    REQUIRE(sum.values[0] != 0);
}
