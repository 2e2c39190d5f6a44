#include <layers/border_reference.hpp>
#include <layers/laws.hpp>

#include <ctnn/layers/reflection_pad1d.hpp>

using namespace ctnn;

namespace {

static_assert(std::is_same_v<placed<ReflectionPad1D<pad(0, 0, 2, 1)>, Shape<4, 3>>::output, Shape<7, 3>>);
template <class L>
using mistake = typename L::mistake;
static_assert(
    std::is_same_v<mistake<placed<ReflectionPad1D<pad(0, 0, 0, 4)>, Shape<4, 3>>>,
                   error::a_reflection_has_at_most<3, Shape<4, 3>>::values_on_a_side_but_this_one_is<4>>);

}  // namespace

TEST_CASE("reflection_pad1d: PyTorch's outputs and gradients", "[layers]") {
    laws::pads_as_pytorch<placed<ReflectionPad1D<pad(0, 0, 2, 3)>, Shape<4, 2>>,
                          reference::border::ReflectedSteps>();
}
