#include <ctnn/ctnn.hpp>
#include <ctnn/io/describe_axes.hpp>
#include <testing.hpp>
#include <vector>

using namespace ctnn;
using namespace ctnn::detail;

namespace {

template <class In, class Layer>
LayerNode node() {
    return described<typename Layer::template on<In>>({});
}

using Image = Shape<4, 5, 2>;
using Axes = std::vector<std::size_t>;

struct Own : Tanh {};

}  // namespace

static_assert(!Described<GLU<Own>::on<Image>>::is_known && Described<GLU<>::on<Image>>::is_known);

TEST_CASE("layers along an axis say which, and what is made of it") {
    CHECK(node<Image, Slice<1, 2, 5, 2>>().axes == Axes{1, 2, 2});
    CHECK((node<Image, MeanOver<2>>().axes == Axes{2} && node<Image, MeanOver<2>>().join == JoinKind::mean));
    CHECK(node<Image, SumOver<0>>().join == JoinKind::sum);
    CHECK(node<Image, MaxOver<0>>().join == JoinKind::greatest);
    CHECK(node<Image, MinOver<0>>().join == JoinKind::least);
    CHECK(node<Image, GLU<Tanh>>().activation.kind == ActivationKind::tanh);
    CHECK(node<Image, Scale<std::ratio<-1, 4>>>().factor == -0.25);
}

TEST_CASE("adaptive pools are pools where they come out even") {
    CHECK(node<Image, AdaptiveMaxPool2D<2, 5>>().kind == LayerKind::pool);
    CHECK(node<Image, AdaptiveMaxPool2D<3, 5>>().kind == LayerKind::bins);
    CHECK(node<Image, AdaptiveMaxPool2D<3, 5>>().join == JoinKind::greatest);
    CHECK(node<Shape<5, 2>, AdaptiveAvgPool1D<2>>().join == JoinKind::mean);
    CHECK(node<Image, Upsample2D<2, Interpolation::bilinear_corners>>().on_corners);
    CHECK(!node<Image, Upsample2D<2, Interpolation::bilinear>>().on_corners);
}
