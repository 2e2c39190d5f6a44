#include <cmath>
#include <ctnn/activations/mish.hpp>

#include <activations/laws.hpp>
#include <testing.hpp>

using namespace ctnn;

static_assert(Mish::value(0.0f) == 0 && Mish::slope(0.0f, 0.0f) == 0.6f && Mish::value(100.0f) == 100);
static_assert(Mish::value(-math::infinity<float>) == 0 &&
              Mish::value(math::infinity<float>) == math::infinity<float>);
static_assert(Mish::slope(-math::infinity<float>, 0.0f) == 0 && Mish::slope(1e38f, 1e38f) == 1);
static_assert(Mish::value(-1.1924f) >= Mish::least && Mish::value(-1.1924f) < -0.3088f);
static_assert(Mish::slope_reads_input);

TEST_CASE("mish: value and slope are PyTorch's, to 4 ulp, as numbers and in lanes", "[activations]") {
    activation_laws::check<Mish, reference::activations::Mish>([](long double z) {
        return std::isinf(z) ? std::fmax(z, 0.0L) : z * std::tanh(std::log1p(std::exp(z)));
    });
}
