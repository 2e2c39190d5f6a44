#include <cmath>
#include <ctnn/math/gelu.hpp>
#include <limits>

#include <kernels/accuracy.hpp>
#include <testing.hpp>

using namespace ctnn;

namespace {

template <class T>
constexpr bool special_values() {
    const T nan = math::gelu(math::nan<T>), nan_slope = math::gelu_slope(math::nan<T>);
    return math::gelu(T(0)) == 0 && math::gelu(math::infinity<T>) == math::infinity<T> &&
           math::gelu(-math::infinity<T>) == 0 && math::gelu_slope(T(0)) == T(0.5) &&
           math::gelu_slope(math::infinity<T>) == 1 && math::gelu_slope(-math::infinity<T>) == 0 &&
           nan != nan && nan_slope != nan_slope;
}
static_assert(special_values<float>() && special_values<double>());
static_assert(math::abs(math::gelu(1.0) - 0.84134474606854293) < 1e-15);
static_assert(math::abs(math::gelu(-10.0f) + 7.61985302e-23f) < 3e-29f);

long double exact(long double x) {
    return std::isinf(x) ? std::fmax(x, 0.0L) : x * std::erfc(-x / std::sqrt(2.0L)) / 2 + 0.0L;
}

long double exact_slope(long double x) {
    const long double root_of_two_pi = 2.506628274631000502415765284811L;
    if (std::isinf(x)) return x > 0;
    return std::erfc(-x / std::sqrt(2.0L)) / 2 + x * std::exp(-x * x / 2) / root_of_two_pi + 0.0L;
}

/// Zero without its sign, which says nothing where a tail has ended.
constexpr auto unsigned_zero(auto y) { return y + decltype(y)(0); }

}  // namespace

TEMPLATE_TEST_CASE("gelu: is within 4 ulp over the whole range, the negative tail included", "[math]", float,
                   double) {
    const auto worst = accuracy::worst<TestType>([](auto v) { return unsigned_zero(math::gelu(v)); }, exact);
    CAPTURE(worst.at);
    CHECK(worst.error <= 4);
}

TEMPLATE_TEST_CASE("gelu: the slope is within 8 ulp but where it crosses 0", "[math]", float, double) {
    using T = TestType;
    const auto away_from_0 = [](T x) { return !(std::abs(x + T(0.75)) < T(0.2)); };
    const auto worst = accuracy::worst<T>([](auto v) { return unsigned_zero(math::gelu_slope(v)); },
                                          exact_slope, away_from_0);
    CAPTURE(worst.at);
    CHECK(worst.error <= 8);
    for (T x = T(-0.95); x < T(-0.55); x += T(0.0007))
        REQUIRE(std::abs(math::gelu_slope(x) - exact_slope(x)) < std::numeric_limits<T>::epsilon());
}
