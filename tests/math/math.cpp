#include <array>
#include <cmath>
#include <cstddef>
#include <ctnn/math/math.hpp>
#include <limits>
#include <numbers>

#include <kernels/accuracy.hpp>
#include <testing.hpp>

using namespace ctnn;

namespace {

template <class T>
constexpr T inf = math::infinity<T>;
template <class T>
constexpr T nan = math::nan<T>;
constexpr bool is_nan(auto x) { return x != x; }

// What compilers refuse to compute in a constant unless it is kept from them: overflow, infinities, NaN.
template <class T>
constexpr bool special_values() {
    return math::exp(T(0)) == 1 && math::exp(-inf<T>) == 0 && math::exp(inf<T>) == inf<T> &&
           math::exp(T(1000)) == inf<T> && math::exp(T(-1000)) == 0 && is_nan(math::exp(nan<T>)) &&
           math::expm1(T(0)) == 0 && math::expm1(-inf<T>) == -1 && math::expm1(T(1000)) == inf<T> &&
           is_nan(math::expm1(nan<T>)) && math::log(T(1)) == 0 && math::log(T(0)) == -inf<T> &&
           math::log(inf<T>) == inf<T> && is_nan(math::log(T(-1))) && is_nan(math::log(nan<T>)) &&
           math::log1p(T(0)) == 0 && math::log1p(T(-1)) == -inf<T> && math::log1p(inf<T>) == inf<T> &&
           is_nan(math::log1p(T(-2))) && math::tanh(T(0)) == 0 && math::tanh(inf<T>) == 1 &&
           math::tanh(-inf<T>) == -1 && is_nan(math::tanh(nan<T>)) && math::sigmoid(T(0)) == T(0.5) &&
           math::sigmoid(inf<T>) == 1 && math::sigmoid(-inf<T>) == 0 && is_nan(math::sigmoid(nan<T>)) &&
           math::softplus(inf<T>) == inf<T> && math::softplus(-inf<T>) == 0 &&
           is_nan(math::softplus(nan<T>)) && math::cos(T(0)) == 1 && is_nan(math::cos(inf<T>));
}
static_assert(special_values<float>());
static_assert(special_values<double>());
static_assert(math::exp(1.0f) == 2.71828183f);
static_assert(math::exp(-100.0f) == 0x1.bp-145f);  // has no more digits so near to 0

// In long double.
long double sigmoid(long double x) {
    return x < 0 ? std::exp(x) / (1 + std::exp(x)) : 1 / (1 + std::exp(-x));
}
long double softplus(long double x) { return std::fmax(x, 0.0L) + std::log1p(std::exp(-std::abs(x))); }

template <class T>
void within(double limit, accuracy::Worst<T> worst) {
    CAPTURE(worst.at, sizeof(T));
    CHECK(worst.error <= limit);
}

}  // namespace

#define CHECK_ULPS(limit, function, exact)                                                  \
    within<float>(limit, accuracy::worst<float>([](auto v) { return math::function(v); },   \
                                                [](long double x) { return exact(x); }));   \
    within<double>(limit, accuracy::worst<double>([](auto v) { return math::function(v); }, \
                                                  [](long double x) { return exact(x); }))

TEST_CASE("math: exp is within 2 ulp over the whole range", "[math]") { CHECK_ULPS(2, exp, std::exp); }
TEST_CASE("math: expm1 is within 4 ulp over the whole range", "[math]") { CHECK_ULPS(4, expm1, std::expm1); }
TEST_CASE("math: log is within 4 ulp over the whole range", "[math]") { CHECK_ULPS(4, log, std::log); }
TEST_CASE("math: log1p is within 4 ulp over the whole range", "[math]") { CHECK_ULPS(4, log1p, std::log1p); }
TEST_CASE("math: sigmoid is within 4 ulp over the whole range", "[math]") {
    CHECK_ULPS(4, sigmoid, ::sigmoid);
}
TEST_CASE("math: tanh is within 4 ulp over the whole range", "[math]") { CHECK_ULPS(4, tanh, std::tanh); }
TEST_CASE("math: softplus is within 4 ulp over the whole range", "[math]") {
    CHECK_ULPS(4, softplus, ::softplus);
}
TEMPLATE_TEST_CASE("math: cos is within 4 ulp up to 8192", "[math]", float, double) {
    within<TestType>(4, accuracy::worst<TestType>([](auto v) { return math::cos(v); },
                                                  [](long double x) { return std::cos(x); },
                                                  [](TestType x) { return std::abs(x) <= 8192; }));
}

TEMPLATE_TEST_CASE("math: cos keeps its digits where it is nearly 0", "[math]", float, double) {
    const int last = sizeof(TestType) == 4 ? 2607 : 31830;
    for (int k = 0; k < last; ++k) {
        const auto nearest = static_cast<TestType>((k + 0.5L) * std::numbers::pi_v<long double>);
        for (const TestType x : {nearest, std::nextafter(nearest, TestType(0)), -nearest}) {
            const double error = accuracy::ulps(math::cos(x), std::cos(static_cast<long double>(x)));
            if (error > 4) {
                CAPTURE(x);
                REQUIRE(error <= 4);
            }
        }
    }
    SUCCEED();
}

namespace {

/// f of some numbers, computed by the compiler.
template <class T, class F>
constexpr auto at_compile_time(F f) {
    auto y = accuracy::some_numbers<T>();
    for (T& value : y) value = f(value);
    return y;
}

template <class T, std::size_t N, class Exact>
void constants_within_4_ulps(const std::array<T, N>& y, Exact exact) {
    constexpr auto numbers = accuracy::some_numbers<T>();
    for (std::size_t i = 0; i < N; ++i) {
        CAPTURE(numbers[i], y[i], sizeof(T));
        CHECK(accuracy::ulps(y[i], exact(static_cast<long double>(numbers[i]))) <= 4);
    }
}

// Beyond it goes wrong, see math::cos.
constexpr auto within_8192(auto x) { return x >= -8192 && x <= 8192 ? x : 0; }

}  // namespace

TEMPLATE_TEST_CASE("math: constants are as accurate as values at run time, over the whole range", "[math]",
                   float, double) {
    using T = TestType;
    static constexpr auto exp = at_compile_time<T>([](T x) { return math::exp(x); });
    static constexpr auto expm1 = at_compile_time<T>([](T x) { return math::expm1(x); });
    static constexpr auto log = at_compile_time<T>([](T x) { return math::log(x); });
    static constexpr auto log1p = at_compile_time<T>([](T x) { return math::log1p(x); });
    static constexpr auto logistic = at_compile_time<T>([](T x) { return math::sigmoid(x); });
    static constexpr auto tanh = at_compile_time<T>([](T x) { return math::tanh(x); });
    static constexpr auto plus = at_compile_time<T>([](T x) { return math::softplus(x); });
    static constexpr auto root = at_compile_time<T>([](T x) { return math::sqrt(x); });
    static constexpr auto cos = at_compile_time<T>([](T x) { return math::cos(within_8192(x)); });
    constants_within_4_ulps(exp, [](long double x) { return std::exp(x); });
    constants_within_4_ulps(expm1, [](long double x) { return std::expm1(x); });
    constants_within_4_ulps(log, [](long double x) { return std::log(x); });
    constants_within_4_ulps(log1p, [](long double x) { return std::log1p(x); });
    constants_within_4_ulps(logistic, sigmoid);
    constants_within_4_ulps(tanh, [](long double x) { return std::tanh(x); });
    constants_within_4_ulps(plus, softplus);
    constants_within_4_ulps(root, [](long double x) { return std::sqrt(x); });
    constants_within_4_ulps(cos, [](long double x) { return std::cos(within_8192(x)); });
}
