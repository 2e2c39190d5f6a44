#include <cmath>
#include <ctnn/math/fast_math.hpp>
#include <ctnn/math/gelu.hpp>
#include <ctnn/math/math.hpp>
#include <ctnn/math/mish.hpp>
#include <ctnn/math/silu.hpp>

#include <testing.hpp>

using namespace ctnn;

namespace {

/// First and second derivative of f at x against central differences of the values.
template <class F>
bool is_differences(F f, double x) {
    using Twice = Dual<Dual<double>>;
    const Twice y = f(Twice{{x, 1}, {1, 0}});
    const double step = 1e-4, above = f(x + step), here = f(x), below = f(x - step);
    const double first = (above - below) / (2 * step), second = (above - 2 * here + below) / (step * step);
    CAPTURE(x, y.value.slope, first, y.slope.slope, second);
    CHECK(y.value.value == here);
    CHECK(y.slope.value == Approx(y.value.slope).epsilon(1e-13));  // fused into its sums or not
    CHECK(y.value.slope == Approx(first).epsilon(1e-6).margin(1e-8));
    CHECK(y.slope.slope == Approx(second).epsilon(1e-4).margin(1e-6));
    return true;
}

#define CTNN_FUNCTION(name) [](auto of) { return math::name(of); }

}  // namespace

TEST_CASE("dual math: functions of any number have their derivatives, first and second", "[dual]") {
    for (const double x : {-3.1, -0.7, 0.2, 0.9, 2.3}) {
        is_differences(CTNN_FUNCTION(exp), x);
        is_differences(CTNN_FUNCTION(expm1), x);
        is_differences(CTNN_FUNCTION(sigmoid), x);
        is_differences(CTNN_FUNCTION(softplus), x);
        is_differences(CTNN_FUNCTION(tanh), x);
        is_differences(CTNN_FUNCTION(cos), x);
        is_differences(CTNN_FUNCTION(abs), x);
        is_differences(CTNN_FUNCTION(gelu), x);
        is_differences(CTNN_FUNCTION(gelu_slope), x);
        is_differences(CTNN_FUNCTION(silu), x);
        is_differences(CTNN_FUNCTION(silu_slope), x);
        is_differences(CTNN_FUNCTION(mish), x);
        is_differences(CTNN_FUNCTION(mish_slope), x);
    }
    for (const double x : {0.3, 1.0, 7.5}) {
        is_differences(CTNN_FUNCTION(log), x);
        is_differences(CTNN_FUNCTION(log1p), x);
        is_differences(CTNN_FUNCTION(sqrt), x);
    }
}

TEST_CASE("dual math: choices take the slope of what is chosen", "[dual]") {
    constexpr Dual<float> a{1, 10}, b{2, 20};
    STATIC_REQUIRE(math::max(a, b).slope == 20);
    STATIC_REQUIRE(math::min(a, b).slope == 10);
    STATIC_REQUIRE(math::select(false, a, b).slope == 20);
    STATIC_REQUIRE(math::with_sign(b, -a).slope == -20);
    STATIC_REQUIRE(math::fma(a, b, a).slope == 50);
    STATIC_REQUIRE(math::round(Dual<float>(1.6f, 3)).slope == 0);
}

TEST_CASE("dual math: fast functions have the slopes that layers take for them", "[dual]") {
    const Dual<double> x{0.4, 2};
    const double t = math::fast::tanh(0.4), s = math::fast::sigmoid(0.4),
                 e = math::fast::exp_of_negative(-0.4);
    CHECK(math::fast::tanh(x).slope == Approx(2 * (1 - t * t)));
    CHECK(math::fast::sigmoid(x).slope == Approx(2 * s * (1 - s)));
    CHECK(math::fast::exp_of_negative(-x).slope == Approx(-2 * e));
}
