#include <layers/laws.hpp>

#include <ctnn/layers/upsample2d.hpp>
#include <layers/torch_golden.hpp>

using namespace ctnn;

namespace {

using Doubled = placed<Upsample2D<2>, Shape<2, 2, 1>>;
static_assert(std::is_same_v<Doubled::output, Shape<4, 4, 1>>);
static_assert(std::is_same_v<placed<Upsample2D<Size2D{1, 3}>, Shape<2, 5, 7>>::output, Shape<2, 15, 7>>);

constexpr auto enlarged() {
    constexpr std::array<float, 4> x{1, 2, 3, 4};
    std::array<float, 16> y{};
    Doubled::predict<1, float>({}, {}, x, y, {});
    return y;
}
static_assert(enlarged() == std::array<float, 16>{1, 1, 2, 2, 1, 1, 2, 2, 3, 3, 4, 4, 3, 3, 4, 4});

}  // namespace

TEST_CASE("upsample2d: the laws", "[layers]") {
    layer_laws<Upsample2D<2>, Shape<3, 2, 5>>();
    layer_laws<Upsample2D<Size2D{1, 3}>, Shape<2, 2, 17>>();
    layer_laws<Upsample2D<Size2D{5, 4}>, Shape<1, 2, 1>>();
}

TEST_CASE("upsample2d: each pixel becomes a block", "[layers]") {
    REQUIRE(enlarged() == std::array<float, 16>{1, 1, 2, 2, 1, 1, 2, 2, 3, 3, 4, 4, 3, 3, 4, 4});
}

TEST_CASE("upsample2d: the laws, between pixels", "[layers]") {
    layer_laws<Upsample2D<2, Interpolation::bilinear>, Shape<3, 2, 5>>();
    layer_laws<Upsample2D<Size2D{1, 3}, Interpolation::bilinear_corners>, Shape<2, 2, 17>>();
}

TEST_CASE("upsample2d: values and gradients between pixels are PyTorch's", "[layers]") {
    namespace golden = reference::layers;
    constexpr auto centres = Interpolation::bilinear, corners = Interpolation::bilinear_corners;
    torch_golden::is_golden<golden::BilinearTwice, Upsample2D<2, centres>, Shape<2, 3, 2>>();
    torch_golden::is_golden<golden::BilinearUneven, Upsample2D<Size2D{3, 2}, centres>, Shape<2, 3, 2>>();
    torch_golden::is_golden<golden::BilinearCornersTwice, Upsample2D<2, corners>, Shape<3, 2, 2>>();
    torch_golden::is_golden<golden::BilinearCornersUneven, Upsample2D<Size2D{3, 2}, corners>,
                            Shape<3, 2, 2>>();
}
