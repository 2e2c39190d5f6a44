#include <layers/laws.hpp>

#include <ctnn/layers/adaptive_avg_pool1d.hpp>
#include <ctnn/layers/avg_pool1d.hpp>
#include <layers/torch_golden.hpp>

using namespace ctnn;
namespace golden = reference::layers;

static_assert(std::is_same_v<placed<AdaptiveAvgPool1D<3>, Shape<6, 2>>, placed<AvgPool1D<2>, Shape<6, 2>>>);

TEST_CASE("adaptive_avg_pool1d: the laws", "[layers]") { layer_laws<AdaptiveAvgPool1D<3>, Shape<7, 5>>(); }

TEST_CASE("adaptive_avg_pool1d: values and gradients are PyTorch's", "[layers]") {
    torch_golden::is_golden<golden::AdaptiveAverageOfSteps, AdaptiveAvgPool1D<4>, Shape<7, 3>>();
    torch_golden::is_golden<golden::AdaptiveLarger, AdaptiveAvgPool1D<5>, Shape<3, 2>>();
}
