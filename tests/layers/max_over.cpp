#include <layers/laws.hpp>

#include <ctnn/layers/max_over.hpp>
#include <layers/torch_golden.hpp>

using namespace ctnn;
namespace golden = reference::layers;

static_assert(std::is_same_v<placed<MaxOver<1>, Shape<4, 3, 2>>::output, Shape<4, 2>>);
static_assert(std::is_same_v<placed<MaxOver<0>, Shape<4>>::output, Shape<1>>);

TEST_CASE("max_over: the laws", "[layers]") {
    layer_laws<MaxOver<0>, Shape<5, 3>>();
    layer_laws<MaxOver<2>, Shape<2, 3, 4>>();
}

TEST_CASE("max_over: values and gradients are PyTorch's", "[layers]") {
    torch_golden::is_golden<golden::GreatestOfRows, MaxOver<0>, Shape<3, 2, 2>>();
}

TEST_CASE("max_over: the first of equals gets the gradient, NaN gives NaN", "[layers]") {
    laws::Bench<placed<MaxOver<0>, Shape<3>>, 1, float> bench;
    const float x[] = {0, 1, 1};
    std::copy(std::begin(x), std::end(x), bench.x.data());
    bench.dy[0] = 2;
    bench.forward();
    bench.backward();
    REQUIRE(bench.dx.values() == std::vector<float>{0, 2, 0});
    bench.x[0] = std::numeric_limits<float>::quiet_NaN();
    bench.predict();
    REQUIRE(std::isnan(bench.y[0]));
}
