#include <cmath>
#include <ctnn/kernels/recurrence/gates.hpp>

#include <kernels/accuracy.hpp>
#include <kernels/sizes.hpp>
#include <testing.hpp>

using namespace ctnn;

namespace {

constexpr float infinity = std::numeric_limits<float>::infinity();
static_assert(kernels::QuickTanh::value(infinity) == 1 && kernels::QuickTanh::value(-infinity) == -1);
static_assert(kernels::QuickSigmoid::value(infinity) == 1 && kernels::QuickSigmoid::value(-infinity) == 0);
static_assert(kernels::QuickSigmoid::value(0.0f) == 0.5f && kernels::QuickTanh::value(0.0f) == 0);
static_assert(kernels::QuickTanh::value(0.5) == math::tanh(0.5));

#ifdef CTNN_TEST_FEW
constexpr std::uint32_t step = 8191;
#else
constexpr std::uint32_t step = 1021;
#endif

/// f as a number and in the widest vector, of every float by steps, both signs.
template <class F, class Check>
void each_float(F f, Check check) {
    constexpr std::size_t W = 16;
    std::array<float, W> x, y;
    for (std::uint32_t bits = 0; bits < 0x7F80'0000u; bits += W * step) {
        for (std::uint32_t k = 0; k < W; ++k)
            x[k] = std::bit_cast<float>(std::min(bits + k * step, 0x7F80'0000u) | (k % 2 << 31));
        for (std::size_t k = 0; k < W; ++k) y[k] = f(x[k]);
        for (std::size_t k = 0; k < W; ++k) check(x[k], y[k]);
#ifndef CTNN_NO_SIMD
        constexpr std::size_t lanes = simd::native<float>;
        for (std::size_t k = 0; k < W; k += lanes)
            simd::store(y.data() + k, f(simd::load<lanes>(x.data() + k)));
        for (std::size_t k = 0; k < W; ++k) check(x[k], y[k]);
#endif
    }
}

}  // namespace

TEST_CASE("gates: tanh within 6 units in the last place, and within its bounds", "[kernels]") {
    double worst = 0;
    bool bounded = true;
    each_float([](auto v) { return kernels::QuickTanh::value(v); },
               [&](float x, float y) {
                   worst = std::max(worst, accuracy::ulps(y, std::tanh(static_cast<long double>(x))));
                   bounded = bounded && y >= -1 && y <= 1;
               });
    CHECK(worst <= 6);
    CHECK(bounded);
}

TEST_CASE("gates: the sigmoid within 1.7e-7, and within its bounds", "[kernels]") {
    double worst = 0;
    bool bounded = true;
    each_float([](auto v) { return kernels::QuickSigmoid::value(v); },
               [&](float x, float y) {
                   worst = std::max(worst, std::abs(double(y) - 1 / (1 + std::exp(-double(x)))));
                   bounded = bounded && y >= 0 && y <= 1;
               });
    CHECK(worst <= 1.7e-7);
    CHECK(bounded);
}

// Slopes, of values that lose no bit, and the bounds of constants far out.
static_assert(kernels::QuickTanh::slope(0.f, 0.5f) == 0.75f &&
              kernels::QuickSigmoid::slope(0.f, 0.25f) == 0.1875f);
static_assert(kernels::QuickTanh::value(1e30f) == 1 && kernels::QuickTanh::value(-1e30f) == -1);
static_assert(kernels::QuickSigmoid::value(1e30f) == 1 && kernels::QuickSigmoid::value(-1e30f) == 0);

TEST_CASE("gates: at the ends of their range they are not beyond 1, and then 1", "[kernels]") {
    const auto last = [](auto f, float from, float to) {
        float y = 0;
        const std::uint32_t end = std::bit_cast<std::uint32_t>(to);
        for (std::uint32_t at = std::bit_cast<std::uint32_t>(from); at <= end; at += 3) {
            y = f(std::bit_cast<float>(at));
            if (!(y <= 1)) return y;
        }
        return y;
    };
    // A compiler that fuses some of a number's operations may make it a little less.
    const auto nearly = [](float y) { return y <= 1 && y > 1 - 4e-7f; };
    CHECK(nearly(last([](float x) { return kernels::QuickTanh::value(x); }, 7.9f, 8.8f)));
    CHECK(nearly(last([](float x) { return kernels::QuickSigmoid::value(x); }, 15.8f, 17.6f)));
#ifndef CTNN_NO_SIMD
    using V = simd::vec<float, 4>;
    CHECK(last([](float x) { return kernels::QuickTanh::value(V(x)).lanes()[0]; }, 7.9f, 8.8f) == 1);
    CHECK(last([](float x) { return kernels::QuickSigmoid::value(V(x)).lanes()[0]; }, 15.8f, 17.6f) == 1);
#endif
}

TEST_CASE("gates: NaN is passed on", "[kernels]") {
    const float nan = std::numeric_limits<float>::quiet_NaN();
    CHECK(std::isnan(kernels::QuickTanh::value(nan)));
    CHECK(std::isnan(kernels::QuickSigmoid::value(nan)));
#ifndef CTNN_NO_SIMD
    using V = simd::vec<float, 4>;
    float y[4];
    simd::store(y, kernels::QuickSigmoid::value(V(nan)));
    CHECK(std::isnan(y[3]));
#endif
}

#ifndef CTNN_NO_SIMD
namespace {

/// A row whose gates share registers is what its gates are apart; a window into it is one of them.
template <std::size_t U>
void row_is_its_gates() {
    float z[4 * U], together[4 * U], apart[U];
    for (std::size_t i = 0; i < 4 * U; ++i) z[i] = float(i * 7 % 31) / 4 - 4;
    auto row = kernels::InMemory<float, 4 * U>{z}.row();
    kernels::activate_gates<U, 2>(row);
    kernels::store(together, row);
    for (std::size_t i = 0; i < 4 * U; ++i) {
        const double wanted = i / U == 2 ? std::tanh(double(z[i])) : 1 / (1 + std::exp(-double(z[i])));
        REQUIRE(std::abs(double(together[i]) - wanted) < 4e-7);
    }
    kernels::store(apart, kernels::window<U, 2 * U>(row));
    for (std::size_t i = 0; i < U; ++i) REQUIRE(apart[i] == together[2 * U + i]);
    kernels::store(apart, kernels::window<U, 3 * U>(row));
    for (std::size_t i = 0; i < U; ++i) REQUIRE(apart[i] == together[3 * U + i]);
}

}  // namespace

TEST_CASE("gates: a row is its gates, whatever registers they share", "[kernels]") {
    row_is_its_gates<1>();
    row_is_its_gates<3>();
    row_is_its_gates<4>();
    row_is_its_gates<5>();
    row_is_its_gates<8>();
    row_is_its_gates<16>();
    row_is_its_gates<23>();
}
#endif
