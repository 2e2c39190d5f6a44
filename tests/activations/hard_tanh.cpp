#include <ctnn/activations/hard_tanh.hpp>
#include <ratio>

#include <activations/laws.hpp>
#include <testing.hpp>

using namespace ctnn;

static_assert(HardTanh::value(0.75f) == 0.75f && HardTanh::value(2.5f) == 1 && HardTanh::value(-2.5f) == -1);
static_assert(HardTanh::value(-math::infinity<float>) == -1 && HardTanh::value(math::infinity<double>) == 1);
static_assert(HardTanh::slope(0.0f, 0.0f) == 1 && HardTanh::slope(1.0f, 1.0f) == 0 &&
              HardTanh::slope(-1.0f, -1.0f) == 0);
static_assert(!HardTanh::slope_reads_input);
using Between = HardTanhOf<std::ratio<-7, 10>, std::ratio<19, 10>>;
static_assert(Between::value(-3.0f) == -0.7f && Between::value(3.0) == 1.9 && Between::least == -0.7f &&
              Between::greatest == 1.9f);
static_assert(!AnActivation<HardTanhOf<std::ratio<1>, std::ratio<1>>> &&
              !AnActivation<HardTanhOf<std::ratio<1, 2>, std::ratio<1, 3>>>);

TEST_CASE("hard_tanh: value and slope are PyTorch's, to 4 ulp, as numbers and in lanes", "[activations]") {
    activation_laws::check<HardTanh, reference::activations::HardTanh>([](long double z) {
        return z < -1 ? -1 : z > 1 ? 1 : z;
    });
    activation_laws::check<Between, reference::activations::HardTanhOf>([](long double z) {
        return z < -0.7L ? -0.7L : z > 1.9L ? 1.9L : z;
    });
}
