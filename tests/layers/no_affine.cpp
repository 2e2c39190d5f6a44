#include <layers/laws.hpp>

#include <ctnn/layers/batch_norm.hpp>
#include <ctnn/layers/dense.hpp>
#include <ctnn/layers/group_norm.hpp>
#include <ctnn/layers/layer_norm.hpp>
#include <ctnn/layers/no_affine.hpp>
#include <ctnn/layers/rms_norm.hpp>
#include <ctnn/network/network_folded.hpp>
#include <ctnn/network/predict.hpp>
#include <layers/torch_golden.hpp>

using namespace ctnn;
namespace golden = reference::layers;

using Plain = placed<NoAffine<BatchNorm<>>, Shape<5>>;
static_assert(Plain::parameters == 0 && Plain::state == 10 && Plain::parts.size() == 2);
static_assert(Plain::parts[0].name == "mean" && Plain::parts[1].name == "variance");
static_assert(placed<NoAffine<LayerNorm<>>, Shape<3, 5>>::parameters == 0);

TEST_CASE("no_affine: the laws of every norm", "[layers]") {
    layer_laws<NoAffine<LayerNorm<>>, Shape<3, 17>>();
    layer_laws<NoAffine<RMSNorm<>>, Shape<5>>();
    layer_laws<NoAffine<BatchNorm<>>, Shape<4, 3>>();
    layer_laws<NoAffine<GroupNorm<2>>, Shape<3, 2, 4>>();
}

TEST_CASE("no_affine: values and gradients are PyTorch's", "[layers]") {
    torch_golden::is_golden<golden::PlainGroupNorm, NoAffine<GroupNorm<2>>, Shape<3, 4>>();
    torch_golden::is_golden<golden::PlainBatchNorm, NoAffine<BatchNorm<>>, Shape<2, 2, 3>>();
    torch_golden::is_golden<golden::PlainLayerNorm, NoAffine<LayerNorm<>>, Shape<2, 5>>();
    torch_golden::is_golden<golden::PlainRMSNorm, NoAffine<RMSNorm<>>, Shape<2, 5>>();
}

TEST_CASE("no_affine: a BatchNorm goes into the layer before it all the same", "[layers]") {
    using Net = Network<Input<3>, Dense<4>, NoAffine<BatchNorm<>>, Dense<2>>;
    static_assert(folded<Net>::state_count == 0 && folded<Net>::layer_count == 2);
    Parameters<Net> parameters;
    initialize(parameters, 3);
    for (std::size_t c = 0; c < 4; ++c) {
        parameters.template state<1>().mean[c] = float(c);
        parameters.template state<1>().variance[c] = float(c) + 0.5f;
    }
    const std::array<float, 3> x{1, -2, 0.5f};
    const auto whole = predict(parameters, x), small = predict(fold(parameters), x);
    for (std::size_t i = 0; i < 2; ++i) REQUIRE(whole[i] == Approx(small[i]).epsilon(1e-5));
}
