#include <ctnn/train/losses/losses.hpp>

#include <array>
#include <cmath>
#include <ctnn/train.hpp>
#include <testing.hpp>

using namespace ctnn;

TEST_CASE("losses: their sum, each times its factor", "[train]") {
    using Net = Network<Input<1>, Heads<Dense<2>, Dense<1, Sigmoid>>>;
    using Sum = Losses<Weighted<MeanAbsoluteError, std::ratio<3, 2>>, BinaryCrossEntropy>;
    Parameters<Net> parameters{};  // gives 0, 0 and one half
    const std::array<float, 3> target{2, 4, 1};
    REQUIRE(loss<Sum>(parameters, std::array{1.0f}, target) == Approx(1.5 * 3 + std::log(2.0)));
    Parameters<Net> sum{};
    gradient<Sum>(parameters, std::array{1.0f}, target, sum);
    REQUIRE(sum.layer<0>().branch<0>().bias[0] == Approx(-0.75));
    REQUIRE(sum.layer<0>().branch<1>().bias[0] == Approx(-0.5));
}
