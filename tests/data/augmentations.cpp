#include <ctnn/data/augmentations.hpp>

#include <array>
#include <cmath>
#include <numbers>
#include <numeric>

#include <testing.hpp>

using namespace ctnn;

namespace {

template <std::size_t N>
void require_near(const std::array<float, N>& found, const std::array<double, N>& expected) {
    for (std::size_t i = 0; i < N; ++i) CHECK(double(found[i]) == Approx(expected[i]).margin(1e-6));
}

}  // namespace

// Golden values: SciPy 1.8's `ndimage.rotate(x, 30, order=1, mode="grid-constant", cval=-1, reshape=False)`,
// and `ndimage.affine_transform` by 1 / 1.25 about the middle.
TEST_CASE("augmentations: a picture is turned and enlarged as SciPy does it", "[data]") {
    std::array<float, 12> x;
    const auto begin = [&] {
        std::iota(x.begin(), x.end(), 1.0f);
        return SampleView<float>{x, 3, 4, 1};
    };
    const double cosine = std::cos(std::numbers::pi / 6);
    detail::resample(begin(), {cosine, 0.5, -0.5, cosine}, -1);
    require_near(x, {0.037100753, 2.153126157, 4.968911087, 4.983339502, 2.200961894, 5.066987298,
                     7.933012702, 10.799038106, 3.531088913, 8.031088913, 9.106492787, 3.72251819});
    detail::resample(begin(), {0.8, 0, 0, 0.8}, 0);
    require_near(x, {2.1, 2.9, 3.7, 4.5, 5.3, 6.1, 6.9, 7.7, 8.5, 9.3, 10.1, 10.9});
}

TEST_CASE("augmentations: the share of Mixup is of a beta distribution", "[data]") {
    // Beta(a, a) has the mean 1/2 and the variance 1 / (4 (2 a + 1)).
    for (const double alpha : {1.0, 0.4, 0.01}) {
        Random random{7};
        double sum = 0, squares = 0;
        for (int i = 0; i < 20000; ++i) {
            const double share = detail::draw_beta(alpha, random) - 0.5;
            sum += share, squares += share * share;
        }
        CHECK(sum / 20000 == Approx(0).margin(0.02));
        CHECK(squares / 20000 == Approx(1 / (4 * (2 * alpha + 1))).epsilon(0.03));
    }
}
