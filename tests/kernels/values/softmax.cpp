#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <ctnn/kernels/values/softmax.hpp>
#include <utility>

#include <testing.hpp>

using namespace ctnn;

namespace {

template <std::size_t N>
void check() {
    CAPTURE(N);
    std::array<float, N> z{}, y{};
    long double total = 0;
    for (std::size_t i = 0; i < N; ++i) z[i] = std::sin(static_cast<float>(i)) * 9;
    for (const float v : z) total += std::exp(static_cast<long double>(v));
    kernels::softmax<N>(static_cast<const float*>(z.data()), y.data());
    for (std::size_t i = 0; i < N; ++i) {
        const auto wanted = static_cast<double>(std::exp(static_cast<long double>(z[i])) / total);
        // 4 ulp, and what rounding z - max, which every implementation in float must do, makes of exp.
        const double tolerance = 4 * 0x1p-23 + 0x1p-24 * double(*std::max_element(z.begin(), z.end()) - z[i]);
        REQUIRE(std::abs(static_cast<double>(y[i]) - wanted) <= tolerance * wanted);
    }
}

}  // namespace

TEST_CASE("softmax: every size agrees with its formula", "[kernels]") {
    []<std::size_t... N>(std::index_sequence<N...>) {
        (check<N + 1>(), ...);
    }(std::make_index_sequence<52>{});
}

#ifndef CTNN_NO_SIMD
TEST_CASE("softmax: each lane a sample, as a sample alone", "[kernels]") {
    const std::array<std::array<float, 3>, 2> z{{{1, 2, 4}, {5, 3, -2}}};
    using V = simd::vec<float, 4>;
    std::array<V, 3> lanes;
    for (std::size_t i = 0; i < 3; ++i)
        lanes[i] = simd::load<4>(std::array{z[0][i], z[1][i], 0.f, i == 2 ? 1e30f : 0.f}.data());
    kernels::softmax_lanes<3>(lanes.data());
    for (std::size_t i = 0; i < 3; ++i) {
        std::array<float, 4> got{};
        simd::store(got.data(), lanes[i]);
        for (std::size_t s = 0; s < 2; ++s) {
            std::array<float, 3> y{};
            kernels::softmax<3>(z[s].data(), y.data());
            REQUIRE(got[s] == Approx(y[i]));
        }
        REQUIRE(got[2] == Approx(1.f / 3));
        REQUIRE(got[3] == (i == 2 ? 1.f : 0.f));  // nothing overflows
    }
}
#endif

TEST_CASE("softmax: the gradient is that of the whole Jacobian", "[kernels]") {
    const std::array<float, 5> y{0.5f, 0.25f, 0.125f, 0.0625f, 0.0625f}, dy{1, -2, 3, 8, -4};
    std::array<float, 5> dz{};
    kernels::softmax_gradient<5>(y.data(), dy.data(), dz.data());
    for (std::size_t i = 0; i < 5; ++i) {
        float wanted = 0;
        for (std::size_t j = 0; j < 5; ++j) wanted += dy[j] * y[j] * ((i == j ? 1.0f : 0.0f) - y[i]);
        REQUIRE(dz[i] == wanted);  // halves and quarters, of which no bit is lost
    }
}

TEST_CASE("softmax: far apart, equal and not a number", "[kernels]") {
    std::array<float, 3> y{};
    kernels::softmax<3>(std::array<float, 3>{-1e30f, 0, 1e30f}.data(), y.data());
    REQUIRE(y == std::array<float, 3>{0, 0, 1});
    kernels::softmax<3>(std::array<float, 3>{5e37f, 5e37f, 5e37f}.data(), y.data());
    REQUIRE(y[0] == Approx(1.f / 3));
    kernels::softmax<3>(std::array<float, 3>{0, NAN, 0}.data(), y.data());
    REQUIRE((std::isnan(y[0]) && std::isnan(y[1]) && std::isnan(y[2])));
}
