#include <layers/laws.hpp>

#include <ctnn/layers/dense.hpp>
#include <ctnn/layers/group_norm.hpp>
#include <ctnn/layers/residual.hpp>
#include <layers/torch_golden.hpp>

using namespace ctnn;
namespace golden = reference::layers;

static_assert(placed<GroupNorm<2>, Shape<3, 2, 6>>::parameters == 12);
static_assert(std::is_same_v<placed<GroupNorm<2>, Shape<3, 2, 6>>::output, Shape<3, 2, 6>>);
static_assert(std::is_same_v<placed<GroupNorm<1, std::ratio<2, 2000>>, Shape<7>>,
                             placed<GroupNorm<1, std::ratio<1, 1000>>, Shape<7>>>);

TEST_CASE("group_norm: the laws, flat samples, sequences and images", "[layers]") {
    layer_laws<GroupNorm<4>, Shape<20>>();
    layer_laws<GroupNorm<3>, Shape<5, 3>>();
    layer_laws<GroupNorm<2, std::ratio<1, 8>>, Shape<3, 2, 34>>();
    layer_laws<Residual<GroupNorm<1>, Dense<5>>, Shape<5>>();
}

TEST_CASE("group_norm: values and gradients are PyTorch's", "[layers]") {
    torch_golden::is_golden<golden::GroupNormOfImages, GroupNorm<2>, Shape<2, 3, 6>>();
    torch_golden::is_golden<golden::GroupNormOfSteps, GroupNorm<3, std::ratio<1, 1000>>, Shape<5, 3>>();
    torch_golden::is_golden<golden::GroupNormOfSamples, GroupNorm<2>, Shape<8>>();
}

TEST_CASE("group_norm: a variance beyond all numbers is not silently 0", "[layers]") {
    laws::Bench<placed<GroupNorm<2>, Shape<4>>, 1, float> bench;
    const float x[] = {1e30f, -1e30f, 1, 3};
    std::copy(std::begin(x), std::end(x), bench.x.data());
    bench.predict();
    CHECK(std::isnan(bench.y[0]));
    CHECK(std::isfinite(bench.y[2]));
}
