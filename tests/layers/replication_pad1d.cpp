#include <layers/border_reference.hpp>
#include <layers/laws.hpp>

#include <ctnn/layers/replication_pad1d.hpp>

using namespace ctnn;

namespace {

static_assert(std::is_same_v<placed<ReplicationPad1D<pad(0, 0, 2, 9)>, Shape<4, 3>>::output, Shape<15, 3>>);

}  // namespace

TEST_CASE("replication_pad1d: the laws", "[layers]") {
    layer_laws<ReplicationPad1D<pad(0, 0, 1, 2)>, Shape<1, 5>>();
}

TEST_CASE("replication_pad1d: PyTorch's outputs and gradients", "[layers]") {
    laws::pads_as_pytorch<placed<ReplicationPad1D<pad(0, 0, 2, 4)>, Shape<3, 2>>,
                          reference::border::ReplicatedSteps>();
}
