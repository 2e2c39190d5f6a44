#include <layers/border_reference.hpp>
#include <layers/laws.hpp>

#include <ctnn/layers/reflection_pad2d.hpp>

using namespace ctnn;

namespace {

static_assert(std::is_same_v<placed<ReflectionPad2D<pad(1, 2)>, Shape<4, 5, 3>>::output, Shape<6, 9, 3>>);

}  // namespace

TEST_CASE("reflection_pad2d: the laws", "[layers]") {
    layer_laws<ReflectionPad2D<pad(1, 0, 2, 3)>, Shape<2, 4, 3>>();
}

TEST_CASE("reflection_pad2d: PyTorch's outputs and gradients", "[layers]") {
    laws::pads_as_pytorch<placed<ReflectionPad2D<pad(0, 2, 3, 1)>, Shape<3, 4, 2>>,
                          reference::border::ReflectedImage>();
}
