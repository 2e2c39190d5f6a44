#include <array>
#include <cmath>
#include <cstddef>
#include <ctnn/kernels/norm/batch_norm.hpp>

#include <testing.hpp>

using namespace ctnn;

namespace {

/// 1, 2, 3, 6: the mean is 3, the variance 14 / 4, the unbiased one 14 / 3.
constexpr std::array<float, 8> values{1, 10, 2, 10, 3, 10, 6, 10};

constexpr std::array<float, 4> statistics() {
    std::array<float, 4> s{};
    kernels::column_statistics<4, 2>(values.data(), s.data(), s.data() + 2);
    return s;
}
static_assert(statistics() == std::array<float, 4>{3, 10, 3.5f, 0});

}  // namespace

TEST_CASE("batch_norm kernels: running statistics, the variance unbiased", "[kernels]") {
    const auto now = statistics();
    std::array<float, 4> running{1, 1, 1, 1};
    kernels::run_statistics<4, 2>(now.data(), now.data() + 2, 0.25f, running.data());
    REQUIRE(running[0] == Approx(0.75 + 0.25 * 3));
    REQUIRE(running[1] == Approx(0.75 + 0.25 * 10));
    REQUIRE(running[2] == Approx(0.75 + 0.25 * 14 / 3));
    REQUIRE(running[3] == Approx(0.75));
}

TEST_CASE("batch_norm kernels: of one row there is no variance, and the running one stays", "[kernels]") {
    std::array<float, 4> now{}, running{1, 1, 1, 1};
    kernels::column_statistics<1, 2>(values.data(), now.data(), now.data() + 2);
    REQUIRE(now == std::array<float, 4>{1, 10, 0, 0});
    kernels::run_statistics<1, 2>(static_cast<const float*>(now.data()),
                                  static_cast<const float*>(now.data() + 2), 0.25f, running.data());
    REQUIRE(running[1] == Approx(0.75 + 0.25 * 10));
    REQUIRE(running[2] == 1);
    REQUIRE(running[3] == 1);
}

TEST_CASE("batch_norm kernels: a variance beyond all numbers makes NaN, in its column alone", "[kernels]") {
    const std::array<float, 6> x{1e20f, 1, -1e20f, 3, 0, 2};
    const std::array<float, 4> w{1, 1, 0, 0};
    std::array<float, 4> running{0, 0, 1, 1}, kept{};
    std::array<float, 6> y{}, again{};
    std::array<float, 2> work{};
    kernels::batch_norm_forward<3, 2>(w.data(), running.data(), 0.5f, 1e-5f, x.data(), y.data(), kept.data(),
                                      work.data());
    kernels::batch_norm<3, 2>(w.data(), static_cast<const float*>(running.data()), 1e-5f, x.data(),
                              again.data(), work.data());
    for (std::size_t row = 0; row < 3; ++row) {
        CHECK(std::isnan(y[2 * row]));
        CHECK(std::isnan(again[2 * row]));
        CHECK(std::isfinite(y[2 * row + 1]));
        CHECK(std::isfinite(again[2 * row + 1]));
    }
}

TEST_CASE("batch_norm kernels: dx is overwritten, or left alone when nobody wants it", "[kernels]") {
    const std::array<float, 4> w{2, 1, 0, 0};
    const std::array<float, 8> dy{1, 0, 0, 0, 0, 0, 0, 0};
    std::array<float, 4> kept{}, running{};
    std::array<float, 8> y{}, dx{}, untouched{};
    std::array<float, 6> work{};
    std::array<float, 4> dw{1, 1, 1, 1}, alone{1, 1, 1, 1};
    kernels::batch_norm_forward<4, 2>(w.data(), running.data(), 0.1f, 1e-5f, values.data(), y.data(),
                                      kept.data(), work.data());
    REQUIRE(y[0] == Approx(-4 / std::sqrt(3.5)).epsilon(1e-5));
    const float* const k = kept.data();
    kernels::batch_norm_backward<true, 4, 2>(w.data(), values.data(), k, dy.data(), dx.data(), dw.data(),
                                             work.data());
    kernels::batch_norm_backward<false, 4, 2>(w.data(), values.data(), k, dy.data(), untouched.data(),
                                              alone.data(), work.data());
    // 2 / s * (1 - 1/4 - x' * x' / 4), x' = -2 / s
    const double s = std::sqrt(3.5);
    REQUIRE(dx[0] == Approx(2 / s * (0.75 - 4 / 3.5 / 4)).epsilon(1e-5));
    REQUIRE(dw[0] == Approx(1 - 2 / s).margin(1e-4));
    REQUIRE(dw[2] == 2);
    REQUIRE(alone == dw);
    REQUIRE(untouched == std::array<float, 8>{});
}
