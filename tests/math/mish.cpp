#include <cmath>
#include <ctnn/math/mish.hpp>
#include <limits>

#include <kernels/accuracy.hpp>
#include <testing.hpp>

using namespace ctnn;

namespace {

template <class T>
constexpr bool special_values() {
    const T nan = math::mish(math::nan<T>), nan_slope = math::mish_slope(math::nan<T>);
    return math::mish(T(0)) == 0 && math::mish(math::infinity<T>) == math::infinity<T> &&
           math::mish(-math::infinity<T>) == 0 && math::mish_slope(T(0)) == T(0.6) &&
           math::mish_slope(math::infinity<T>) == 1 && math::mish_slope(-math::infinity<T>) == 0 &&
           nan != nan && nan_slope != nan_slope;
}
static_assert(special_values<float>() && special_values<double>());
static_assert(math::abs(math::mish(1.0) - 0.86509838826731034) < 1e-15);
static_assert(math::abs(math::mish(-100.0f) + 3.72007598e-42f) < 2e-45f);

long double exact(long double x) {
    return std::isinf(x) ? std::fmax(x, 0.0L) : x * std::tanh(std::log1p(std::exp(x))) + 0.0L;
}

long double exact_slope(long double x) {
    if (std::isinf(x)) return x > 0;
    const long double t = std::tanh(std::log1p(std::exp(x))), c = std::cosh(std::log1p(std::exp(x)));
    return t + x / (c * c) / (1 + std::exp(-x)) + 0.0L;
}

/// Zero without its sign, which says nothing where a tail has ended.
constexpr auto unsigned_zero(auto y) { return y + decltype(y)(0); }

}  // namespace

TEMPLATE_TEST_CASE("mish: is within 4 ulp over the whole range, the negative tail included", "[math]", float,
                   double) {
    const auto worst = accuracy::worst<TestType>([](auto v) { return unsigned_zero(math::mish(v)); }, exact);
    CAPTURE(worst.at);
    CHECK(worst.error <= 4);
}

TEMPLATE_TEST_CASE("mish: the slope is within 8 ulp but where it crosses 0 and at its end", "[math]", float,
                   double) {
    using T = TestType;
    // Of a denormal e^-|x| there are few digits left for |x| times it.
    const T end = std::log(std::numeric_limits<T>::min());
    const auto within = [end](T x) { return !(std::abs(x + T(1.1924)) < T(0.3)) && !(x < end); };
    const auto worst =
        accuracy::worst<T>([](auto v) { return unsigned_zero(math::mish_slope(v)); }, exact_slope, within);
    CAPTURE(worst.at);
    CHECK(worst.error <= 8);
    for (T x = T(-1.5); x < T(-0.88); x += T(0.0007))
        REQUIRE(std::abs(math::mish_slope(x) - exact_slope(x)) < std::numeric_limits<T>::epsilon());
    for (T x = 2 * end; x < end; x += T(0.37))
        REQUIRE(std::abs(math::mish_slope(x) - exact_slope(x)) < 2000 * std::numeric_limits<T>::denorm_min());
}
