#include <layers/laws.hpp>

#include <ctnn/layers/sum_over.hpp>
#include <layers/torch_golden.hpp>

using namespace ctnn;
namespace golden = reference::layers;

static_assert(std::is_same_v<placed<SumOver<1>, Shape<4, 3, 2>>::output, Shape<4, 2>>);
static_assert(std::is_same_v<placed<SumOver<0>, Shape<4>>::output, Shape<1>>);

TEST_CASE("sum_over: the laws", "[layers]") {
    layer_laws<SumOver<0>, Shape<5, 3>>();
    layer_laws<SumOver<2>, Shape<2, 3, 4>>();
}

TEST_CASE("sum_over: values and gradients are PyTorch's", "[layers]") {
    torch_golden::is_golden<golden::SumOfColumns, SumOver<1>, Shape<2, 3, 2>>();
}
