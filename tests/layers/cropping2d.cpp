#include <layers/laws.hpp>

#include <ctnn/layers/cropping2d.hpp>

using namespace ctnn;

namespace {

using Cropped = placed<Cropping2D<pad(1, 0, 2, 1)>, Shape<3, 5, 2>>;
static_assert(std::is_same_v<Cropped::output, Shape<2, 2, 2>>);
template <Padding P>
using Mistake = typename placed<Cropping2D<P>, Shape<3, 5, 2>>::mistake;
static_assert(std::is_same_v<Mistake<pad(1, 2, 0, 0)>, error::cropping_leaves_nothing_of<Shape<3, 5, 2>>>);
static_assert(std::is_same_v<Mistake<pad(0, 0, 2, 3)>, error::cropping_leaves_nothing_of<Shape<3, 5, 2>>>);

}  // namespace

TEST_CASE("cropping2d: the laws", "[layers]") { layer_laws<Cropping2D<pad(1, 0, 1, 2)>, Shape<3, 4, 3>>(); }

TEST_CASE("cropping2d: what is left", "[layers]") {
    laws::Bench<Cropped, 1, float> bench;
    for (std::size_t i = 0; i < 30; ++i) bench.x[i] = float(i);
    bench.predict();
    REQUIRE(bench.y.values() == std::vector<float>{14, 15, 16, 17, 24, 25, 26, 27});
}
