#include <layers/laws.hpp>

#include <ctnn/layers/instance_norm.hpp>
#include <ctnn/layers/no_affine.hpp>
#include <layers/torch_golden.hpp>

using namespace ctnn;
namespace golden = reference::layers;

static_assert(std::is_same_v<placed<InstanceNorm<>, Shape<5, 3>>, placed<GroupNorm<3>, Shape<5, 3>>>);

TEST_CASE("instance_norm: the laws, sequences and images", "[layers]") {
    layer_laws<InstanceNorm<>, Shape<5, 3>>();
    layer_laws<InstanceNorm<std::ratio<1, 8>>, Shape<3, 2, 17>>();
}

TEST_CASE("instance_norm: values and gradients are PyTorch's", "[layers]") {
    torch_golden::is_golden<golden::InstanceNormOfImages, InstanceNorm<>, Shape<3, 2, 3>>();
    torch_golden::is_golden<golden::InstanceNormOfSteps, NoAffine<InstanceNorm<>>, Shape<4, 3>>();
}
