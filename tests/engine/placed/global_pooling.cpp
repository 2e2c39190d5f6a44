#include <array>
#include <cmath>
#include <ctnn/layers/global_avg_pool1d.hpp>
#include <ctnn/layers/global_max_pool2d.hpp>
#include <limits>
#include <vector>

#include <testing.hpp>

using namespace ctnn;

namespace {

template <class L>
constexpr std::array<float, L::m> predicted(const std::array<float, L::n>& x) {
    std::array<float, L::m> y{};
    L::template predict<1, float>({}, {}, x, y, {});
    return y;
}

using Greatest = placed<GlobalMaxPool2D, Shape<3, 3, 2>>;
constexpr std::array<float, 18> image{1, -9, 7, -8, 3, -7, 4, -6, 5, -5, 6, -4, 2, -3, 8, -2, 0, -1};
static_assert(predicted<Greatest>(image) == std::array<float, 2>{8, -1});
using Mean = placed<GlobalAvgPool1D, Shape<9, 2>>;
static_assert(predicted<Mean>(image) == std::array<float, 2>{4, -5});

}  // namespace

TEST_CASE("global_pooling: at run time too", "[engine]") {
    REQUIRE(predicted<Greatest>(image) == std::array<float, 2>{8, -1});
    REQUIRE(predicted<Mean>(image) == std::array<float, 2>{4, -5});
}

TEST_CASE("global_pooling: NaN wins wherever it is", "[engine]") {
    for (std::size_t at = 0; at < 18; ++at) {
        auto x = image;
        x[at] = std::numeric_limits<float>::quiet_NaN();
        const auto y = predicted<Greatest>(x);
        REQUIRE(std::isnan(y[at % 2]));
        REQUIRE(!std::isnan(y[1 - at % 2]));
    }
}

TEST_CASE("global_pooling: errors do not pile up over a long sequence", "[engine]") {
    using Long = placed<GlobalAvgPool1D, Shape<20'000, 1>>;
    static std::array<float, 20'000> x;
    x.fill(0.1f);
    REQUIRE(std::abs(predicted<Long>(x)[0] - 0.1f) < 1e-6f);
}
