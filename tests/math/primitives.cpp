#include <bit>
#include <cmath>
#include <concepts>
#include <cstdint>
#include <ctnn/math/primitives.hpp>
#include <limits>
#include <type_traits>

#include <kernels/accuracy.hpp>
#include <testing.hpp>

using namespace ctnn;

static_assert(std::same_as<math::Element<float>, float> && math::Scalar<double>);
#ifndef CTNN_NO_SIMD
static_assert(std::same_as<math::Element<simd::vec<double, 2>>, double> &&
              !math::Scalar<simd::vec<float, 4>>);
#endif

namespace {

template <class T>
constexpr bool are_constant() {
    using Bits = std::conditional_t<sizeof(T) == 4, std::uint32_t, std::uint64_t>;
    return math::fma(T(2), T(3), T(4)) == 10 && math::min(T(2), T(3)) == 2 && math::max(T(2), T(3)) == 3 &&
           math::select(true, T(2), T(3)) == 2 && math::abs(T(-2)) == 2 &&
           std::bit_cast<Bits>(math::abs(T(-0.0))) == 0 && math::with_sign(T(2), T(-0.0)) == -2 &&
           math::round(T(2.5)) == 2 && math::round(T(-3.5)) == -4 && math::round(T(7.49)) == 7 &&
           math::sqrt(T(0)) == 0 && math::sqrt(T(4)) == 2 &&
           math::sqrt(math::infinity<T>) == math::infinity<T>;
}

template <class T>
constexpr bool keep_nan() {
    const T least = math::min(T(1), math::nan<T>), most = math::max(T(1), math::nan<T>);
    const T root = math::sqrt(T(-1)), of_nan = math::sqrt(math::nan<T>);
    return least != least && most != most && root != root && of_nan != of_nan;
}

static_assert(1 / math::infinity<float> == 0);
static_assert(are_constant<float>() && are_constant<double>());
static_assert(keep_nan<float>() && keep_nan<double>());
static_assert(math::sqrt(2.0) == 1.4142135623730951 && math::sqrt(1 - 0x1p-53) == 1 - 0x1p-53);
static_assert(math::sqrt(2.0f) == 1.41421356f && math::sqrt(0x1p-149f) == 0x1.6a09e6p-75f);

template <class T>
constexpr bool constants_know_their_limits() {
    constexpr T most = std::numeric_limits<T>::max();
    const T none = math::magnified(math::nan<T>, T(2));
    return math::magnified(T(-3), T(2)) == -6 && math::magnified(most / 4, T(2)) == most / 2 &&
           math::magnified(most, T(2)) == math::infinity<T> &&
           math::magnified(-most, T(2)) == -math::infinity<T> && none != none &&
           math::is_constant_nan(none) && !math::is_constant_nan(math::infinity<T>) &&
           math::is_constant_infinite(-math::infinity<T>) && !math::is_constant_infinite(most);
}
static_assert(constants_know_their_limits<float>() && constants_know_their_limits<double>());

}  // namespace

TEST_CASE("primitives: what only constants must avoid is nothing to values at run time", "[math]") {
    volatile float none = math::nan<float>, most = std::numeric_limits<float>::max();
    CHECK_FALSE(math::is_constant_nan(float(none)));
    CHECK_FALSE(math::is_constant_infinite(float(most) * 2));
    CHECK(std::isinf(math::magnified(float(most), 2.0f)));
}

TEMPLATE_TEST_CASE("primitives: round is nearbyint", "[math]", float, double) {
    for (TestType x = -1000; x < 1000; x += TestType(0.125)) REQUIRE(math::round(x) == std::nearbyint(x));
}

TEMPLATE_TEST_CASE("primitives: sqrt is correctly rounded, in constants as well", "[math]", float, double) {
    const auto worst = accuracy::worst<TestType>([](auto x) { return math::sqrt(x); },
                                                 [](long double x) { return std::sqrt(x); });
    CAPTURE(worst.at);
    CHECK(worst.error <= 0.5);
    for (const TestType x : accuracy::all_numbers<TestType>())
        if (x >= 0) REQUIRE(TestType(math::detail::sqrt_constant(double(x))) == std::sqrt(x));
}

TEST_CASE("primitives: sqrt of constants is right where roots lie between two numbers", "[math]") {
    for (int i = 0; i < 2000; ++i)
        for (const double near : {1.0, 2.0, 4.0, 1 + 0x1p-26, 3.0}) {
            const double x = near + (i - 1000) * 0x1p-53;
            REQUIRE(math::detail::sqrt_constant(x) == std::sqrt(x));
        }
}
