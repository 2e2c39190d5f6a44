#include <ctnn/ctnn.hpp>
#include <ctnn/io/describe_rearranged.hpp>
#include <testing.hpp>

using namespace ctnn;
using namespace ctnn::detail;

namespace {

template <class In, class Layer>
using On = typename Layer::template on<In>;

using Image = Shape<4, 5, 2>;

struct Own : Tanh {};

}  // namespace

static_assert(!Described<On<Image, Conv2DTranspose<3, 2, Own>>>::is_known);
static_assert(Described<On<Shape<6>, Sequential<Embedding<3, 2>, Permute<1, 0>>>>::is_known);

TEST_CASE("a transposed convolution has the axes of the convolution the other way") {
    const LayerNode node =
        described<On<Image, NoBias<Conv2DTranspose<6, 3, ReLU, ConvTransposeOptions{.stride = 2}>>>>({});
    CHECK(node.kind == LayerKind::transposed);
    CHECK((node.channels == 2 && node.filters == 6 && node.parts.size() == 1));
    CHECK((node.rows.in == 9 && node.rows.out() == 4 && node.columns.in == 11 && node.columns.out() == 5));
}

TEST_CASE("what goes around an image and what is taken off is before and behind its axes") {
    const LayerNode node = described<On<Image, ReflectionPad2D<pad(1, 2, 3, 0)>>>({});
    CHECK(node.kind == LayerKind::reflection);
    CHECK((node.rows == Axis{4, 1, 1, 1, 1, 2} && node.columns == Axis{5, 1, 1, 1, 3, 0}));
    CHECK(described<On<Image, ZeroPad2D<pad(1)>>>({}).kind == LayerKind::zero_pad);
    const LayerNode crop = described<On<Shape<6, 3>, Cropping1D<pad(9, 9, 2, 1)>>>({});
    CHECK((crop.kind == LayerKind::cropping && crop.rows.before == 0 && crop.columns.before == 2));
}

TEST_CASE("an image's pixels become as many as the window has") {
    const LayerNode node = described<On<Image, Upsample2D<Size2D{2, 3}>>>({});
    CHECK((node.rows.in == 4 && node.rows.window == 2 && node.columns.in == 5 && node.columns.window == 3));
    CHECK(described<On<Image, Permute<2, 0, 1>>>({}).axes == std::vector<std::size_t>{2, 0, 1});
}
