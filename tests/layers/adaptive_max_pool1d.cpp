#include <layers/laws.hpp>

#include <ctnn/layers/adaptive_max_pool1d.hpp>
#include <ctnn/layers/max_pool1d.hpp>
#include <layers/torch_golden.hpp>

using namespace ctnn;
namespace golden = reference::layers;

static_assert(std::is_same_v<placed<AdaptiveMaxPool1D<3>, Shape<6, 2>>, placed<MaxPool1D<2>, Shape<6, 2>>>);

TEST_CASE("adaptive_max_pool1d: the laws", "[layers]") { layer_laws<AdaptiveMaxPool1D<3>, Shape<7, 5>>(); }

TEST_CASE("adaptive_max_pool1d: values and gradients are PyTorch's", "[layers]") {
    torch_golden::is_golden<golden::AdaptiveMaxOfSteps, AdaptiveMaxPool1D<3>, Shape<8, 3>>();
}
