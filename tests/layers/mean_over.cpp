#include <layers/laws.hpp>

#include <ctnn/layers/mean_over.hpp>
#include <layers/torch_golden.hpp>

using namespace ctnn;
namespace golden = reference::layers;

static_assert(std::is_same_v<placed<MeanOver<1>, Shape<4, 3, 2>>::output, Shape<4, 2>>);
static_assert(std::is_same_v<placed<MeanOver<0>, Shape<4>>::output, Shape<1>>);

TEST_CASE("mean_over: the laws", "[layers]") {
    layer_laws<MeanOver<0>, Shape<7>>();
    layer_laws<MeanOver<0>, Shape<5, 3>>();
    layer_laws<MeanOver<1>, Shape<5, 34>>();
    layer_laws<MeanOver<1>, Shape<4, 3, 2>>();
}

TEST_CASE("mean_over: values and gradients are PyTorch's", "[layers]") {
    torch_golden::is_golden<golden::MeanOfSteps, MeanOver<0>, Shape<4, 3>>();
    torch_golden::is_golden<golden::MeanOfFeatures, MeanOver<1>, Shape<4, 3>>();
}
