#include <ctnn/activations/hard_sigmoid.hpp>
#include <ratio>

#include <activations/laws.hpp>
#include <testing.hpp>

using namespace ctnn;

static_assert(HardSigmoid::value(0.0f) == 0.5f && HardSigmoid::value(-3.0f) == 0 &&
              HardSigmoid::value(3.0f) == 1 && HardSigmoid::value(3.0) == 1);
static_assert(HardSigmoid::value(-math::infinity<float>) == 0 &&
              HardSigmoid::value(math::infinity<float>) == 1 && HardSigmoid::value(1e308) == 1);
static_assert(HardSigmoid::slope(0.0, 0.5) == 1.0 / 6 && HardSigmoid::slope(3.0f, 1.0f) == 0 &&
              HardSigmoid::slope(-3.0f, 0.0f) == 0);
static_assert(!HardSigmoid::slope_reads_input);
static_assert(KerasHardSigmoid::value(-2.5f) == 0 && KerasHardSigmoid::value(2.5f) == 1 &&
              KerasHardSigmoid::value(2.5) == 1 && KerasHardSigmoid::slope(0.0f, 0.5f) == 0.2f);
using Steep = HardSigmoidOf<std::ratio<7>>;
static_assert(Steep::value(1e38f) == 1 && Steep::value(-1e38f) == 0);
static_assert(!AnActivation<HardSigmoidOf<std::ratio<0>>> && !AnActivation<HardSigmoidOf<std::ratio<-1, 5>>>);

TEST_CASE("hard_sigmoid: value and slope are PyTorch's, to 4 ulp, as numbers and in lanes", "[activations]") {
    activation_laws::check<HardSigmoid, reference::activations::HardSigmoid>([](long double z) {
        return z < -3 ? 0 : z > 3 ? 1 : (z + 3) / 6;
    });
    activation_laws::check<KerasHardSigmoid, reference::activations::KerasHardSigmoid>([](long double z) {
        return z < -2.5L ? 0 : z > 2.5L ? 1 : (z + 2.5L) / 5;
    });
}
