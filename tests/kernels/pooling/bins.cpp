#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <ctnn/kernels/pooling/bins.hpp>
#include <limits>
#include <vector>

#include <kernels/noise.hpp>
#include <testing.hpp>

using namespace ctnn;

namespace {

constexpr kernels::Bins five_to_three{1, 5, 1, 1, 3};  // 0 1, 1 2 3, 3 4

template <class Op>
constexpr std::array<float, 3> pooled() {
    constexpr std::array<float, 5> x{1, 3, 5, 1, 7};
    std::array<float, 3> y{};
    kernels::pool_bins<five_to_three, Op>(x.data(), y.data(), 1);
    return y;
}
static_assert(pooled<kernels::Average<false>>() == std::array<float, 3>{2, 3, 4});
static_assert(pooled<kernels::Greatest>() == std::array<float, 3>{3, 5, 7});

/// Against plain loops in double, two images.
template <kernels::Bins G>
void is_the_formula() {
    CAPTURE(G.rows, G.columns, G.channels, G.out_rows, G.out_columns);
    const std::vector<double> x = noise<double>(2 * G.in(), 1);
    std::vector<double> mean(2 * G.out() + 1, 77), most(2 * G.out() + 1, 77);
    kernels::pool_bins<G, kernels::Average<false>>(x.data(), mean.data(), 2);
    kernels::pool_bins<G, kernels::Greatest>(x.data(), most.data(), 2);
    const auto start = [](std::size_t o, std::size_t in, std::size_t out) { return o * in / out; };
    const auto end = [](std::size_t o, std::size_t in, std::size_t out) {
        return static_cast<std::size_t>(std::ceil(double((o + 1) * in) / double(out)));
    };
    std::size_t at = 0;
    for (std::size_t image = 0; image < 2; ++image)
        for (std::size_t r = 0; r < G.out_rows; ++r)
            for (std::size_t c = 0; c < G.out_columns; ++c)
                for (std::size_t k = 0; k < G.channels; ++k, ++at) {
                    double sum = 0, greatest = -std::numeric_limits<double>::infinity(), count = 0;
                    for (std::size_t i = start(r, G.rows, G.out_rows); i < end(r, G.rows, G.out_rows); ++i)
                        for (std::size_t j = start(c, G.columns, G.out_columns);
                             j < end(c, G.columns, G.out_columns); ++j, ++count) {
                            const double value = x[image * G.in() + (i * G.columns + j) * G.channels + k];
                            sum += value, greatest = std::max(greatest, value);
                        }
                    REQUIRE(mean[at] == Approx(sum / count).margin(1e-13));
                    REQUIRE(most[at] == greatest);
                }
    REQUIRE((mean.back() == 77 && most.back() == 77));
}

}  // namespace

TEST_CASE("bins kernels: the formula, around the width of a register", "[kernels]") {
    is_the_formula<kernels::Bins{5, 7, 1, 3, 2}>();
    is_the_formula<kernels::Bins{5, 4, 8, 2, 3}>();
    is_the_formula<kernels::Bins{3, 3, 19, 5, 2}>();
}

TEST_CASE("bins kernels: a NaN is passed on and gets the gradient", "[kernels]") {
    const std::array<float, 5> x{1, std::numeric_limits<float>::quiet_NaN(), 5, 1, 7}, dy{1, 10, 100};
    std::array<float, 3> y{};
    std::array<float, 5> dx{};
    kernels::pool_bins<five_to_three, kernels::Greatest>(x.data(), y.data(), 1);
    kernels::pool_bins_backward<five_to_three, kernels::Greatest>(x.data(), y.data(), dy.data(), dx.data(),
                                                                  1);
    REQUIRE((std::isnan(y[0]) && std::isnan(y[1]) && y[2] == 7));
    REQUIRE(dx == std::array<float, 5>{0, 11, 0, 0, 100});
}
