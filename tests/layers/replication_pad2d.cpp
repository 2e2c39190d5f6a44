#include <layers/border_reference.hpp>
#include <layers/laws.hpp>

#include <ctnn/layers/replication_pad2d.hpp>

using namespace ctnn;

namespace {

static_assert(std::is_same_v<placed<ReplicationPad2D<pad(5)>, Shape<1, 2, 3>>::output, Shape<11, 12, 3>>);

}  // namespace

TEST_CASE("replication_pad2d: PyTorch's outputs and gradients", "[layers]") {
    laws::pads_as_pytorch<placed<ReplicationPad2D<pad(3, 0, 1, 2)>, Shape<2, 3, 2>>,
                          reference::border::ReplicatedImage>();
}
