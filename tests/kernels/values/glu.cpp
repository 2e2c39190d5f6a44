#include <array>
#include <cmath>
#include <cstddef>
#include <ctnn/activations/tanh.hpp>
#include <ctnn/kernels/values/glu.hpp>
#include <utility>
#include <vector>

#include <kernels/noise.hpp>
#include <testing.hpp>

using namespace ctnn;

namespace {

constexpr float gated() {
    constexpr std::array<float, 4> x{3, 5, 0, 1000};
    std::array<float, 2> y{};
    kernels::glu<Tanh, 2>(x.data(), y.data(), 1);
    return y[0] + y[1];
}
static_assert(gated() == 5);

template <std::size_t N>
void is_the_formula() {
    CAPTURE(N);
    constexpr std::size_t rows = 3;
    const std::vector<double> x = noise<double>(rows * 2 * N, 1), dy = noise<double>(rows * N, 2);
    std::vector<double> y(rows * N + 1, 77), dx(rows * 2 * N + 1, 77);
    kernels::glu<Tanh, N>(x.data(), y.data(), rows);
    kernels::glu_backward<Tanh, N>(x.data(), dy.data(), dx.data(), rows);
    for (std::size_t r = 0; r < rows; ++r)
        for (std::size_t i = 0; i < N; ++i) {
            const double a = x[r * 2 * N + i], gate = std::tanh(x[r * 2 * N + N + i]), d = dy[r * N + i];
            REQUIRE(y[r * N + i] == Approx(a * gate).margin(1e-14));
            REQUIRE(dx[r * 2 * N + i] == Approx(d * gate).margin(1e-14));
            REQUIRE(dx[r * 2 * N + N + i] == Approx(d * a * (1 - gate * gate)).margin(1e-14));
        }
    REQUIRE((y.back() == 77 && dx.back() == 77));
}

}  // namespace

TEST_CASE("glu kernels: the formula, around the width of a register", "[kernels]") {
    []<std::size_t... N>(std::index_sequence<N...>) {
        (is_the_formula<N>(), ...);
    }(std::index_sequence<1, 2, 3, 7, 8, 9, 17, 26>{});
}
