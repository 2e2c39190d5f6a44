#include <layers/laws.hpp>

#include <ctnn/layers/slice.hpp>
#include <layers/torch_golden.hpp>

using namespace ctnn;
namespace golden = reference::layers;

static_assert(std::is_same_v<placed<Slice<1, 1, 6, 2>, Shape<2, 6, 2>>::output, Shape<2, 3, 2>>);
static_assert(detail::Streams<placed<Slice<0, 2, 5>, Shape<5, 3>>>, "nothing is cut off the end");
static_assert(!detail::Streams<placed<Slice<0, 2, 4>, Shape<5, 3>>> &&
              !detail::Streams<placed<Slice<0, 0, 2>, Shape<5>>>);

TEST_CASE("slice: the laws, along every axis", "[layers]") {
    layer_laws<Slice<0, 2, 13>, Shape<17>>();
    layer_laws<Slice<0, 1, 5>, Shape<5, 3>>();
    layer_laws<Slice<1, 0, 2>, Shape<5, 3>>();
    layer_laws<Slice<1, 0, 4, 3>, Shape<3, 4, 2>>();
    layer_laws<Slice<2, 1, 4, 2>, Shape<2, 3, 5>>();
}

TEST_CASE("slice: values and gradients are PyTorch's", "[layers]") {
    torch_golden::is_golden<golden::SliceOfSteps, Slice<0, 1, 4>, Shape<5, 3>>();
    torch_golden::is_golden<golden::SliceOfFeatures, Slice<1, 2, 4>, Shape<3, 5>>();
    torch_golden::is_golden<golden::SliceStrided, Slice<1, 1, 6, 2>, Shape<2, 6, 2>>();
}
