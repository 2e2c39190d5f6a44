#include <layers/laws.hpp>

#include <ctnn/layers/adaptive_avg_pool2d.hpp>
#include <ctnn/layers/avg_pool2d.hpp>
#include <layers/torch_golden.hpp>

using namespace ctnn;
namespace golden = reference::layers;

static_assert(std::is_same_v<placed<AdaptiveAvgPool2D<3, 2>, Shape<5, 7, 4>>::output, Shape<3, 2, 4>>);
static_assert(std::is_same_v<placed<AdaptiveAvgPool2D<2>, Shape<4, 6, 3>>,
                             placed<AvgPool2D<Size2D{2, 3}>, Shape<4, 6, 3>>>);

TEST_CASE("adaptive_avg_pool2d: the laws", "[layers]") {
    layer_laws<AdaptiveAvgPool2D<3, 2>, Shape<5, 4, 17>>();
}

TEST_CASE("adaptive_avg_pool2d: values and gradients are PyTorch's", "[layers]") {
    torch_golden::is_golden<golden::AdaptiveAverage, AdaptiveAvgPool2D<3, 2>, Shape<5, 7, 2>>();
}
