#include <layers/laws.hpp>

#include <ctnn/layers/adaptive_max_pool2d.hpp>
#include <ctnn/layers/max_pool2d.hpp>
#include <layers/torch_golden.hpp>

using namespace ctnn;
namespace golden = reference::layers;

static_assert(std::is_same_v<placed<AdaptiveMaxPool2D<2>, Shape<4, 6, 3>>,
                             placed<MaxPool2D<Size2D{2, 3}>, Shape<4, 6, 3>>>);

TEST_CASE("adaptive_max_pool2d: the laws", "[layers]") {
    layer_laws<AdaptiveMaxPool2D<3, 2>, Shape<5, 4, 3>>();
}

TEST_CASE("adaptive_max_pool2d: values and gradients are PyTorch's", "[layers]") {
    torch_golden::is_golden<golden::AdaptiveMax, AdaptiveMaxPool2D<2, 3>, Shape<5, 4, 2>>();
}
