#include <array>
#include <cmath>
#include <cstddef>
#include <ctnn/core/random.hpp>
#include <ctnn/kernels/norm/group_norm.hpp>
#include <utility>
#include <vector>

#include <testing.hpp>

using namespace ctnn;

namespace {

constexpr bool constants_are_the_formula() {
    const std::array<float, 8> w{1, 2, 1, 1, 0, 1, 0, 0};
    const std::array<float, 8> x{1, 3, 0, 4, 3, 1, 4, 0};  // two positions of four channels
    std::array<float, 8> y{}, kept{};
    std::array<float, 4> factor{};
    kernels::group_norm<2, 4, 2>(w.data(), 0.0f, x.data(), y.data(), kept.data(), factor.data());
    return y == std::array<float, 8>{-1, 3, -1, 1, 1, -1, 1, -1} &&
           kept == std::array<float, 8>{2, 2, 2, 2, 1, 1, 0.5f, 0.5f};
}
static_assert(constants_are_the_formula());

/// Against plain loops in double.
template <std::size_t N, std::size_t C, std::size_t G>
void groups_are_the_formula() {
    CAPTURE(N, C, G);
    Random random{3};
    std::vector<float> x(N * C), w(2 * C), y(N * C + 1, 77), kept(2 * C), factor(C);
    for (float& value : x) value = 100 + random.uniform<float>();
    for (float& value : w) value = random.uniform<float>();
    kernels::group_norm<N, C, G>(w.data(), 1e-5f, x.data(), y.data(), kept.data(), factor.data());
    constexpr std::size_t each = C / G;
    for (std::size_t g = 0; g < G; ++g) {
        double mean = 0, variance = 0;
        const auto every = [&](auto visit) {
            for (std::size_t p = 0; p < N; ++p)
                for (std::size_t c = g * each; c < (g + 1) * each; ++c) visit(p * C + c, c);
        };
        every([&](std::size_t i, std::size_t) { mean += double(x[i]) / double(N * each); });
        every([&](std::size_t i, std::size_t) {
            variance += std::pow(double(x[i]) - mean, 2) / double(N * each);
        });
        every([&](std::size_t i, std::size_t c) {
            const double standard = (double(x[i]) - mean) / std::sqrt(variance + 1e-5);
            REQUIRE(double(y[i]) == Approx(standard * double(w[c]) + double(w[C + c])).margin(2e-4));
        });
    }
    REQUIRE(y[N * C] == 77);
}

}  // namespace

TEST_CASE("group_norm kernels: the formula, around the width of a register", "[kernels]") {
    []<std::size_t... C>(std::index_sequence<C...>) {
        (groups_are_the_formula<5, C, 1>(), ...);
        (groups_are_the_formula<3, C, C>(), ...);
    }(std::index_sequence<1, 2, 3, 4, 7, 8, 15, 16, 17, 50>{});
    groups_are_the_formula<1, 12, 3>();
    groups_are_the_formula<49, 24, 4>();
}
