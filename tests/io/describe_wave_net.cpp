#include <ctnn/ctnn.hpp>
#include <ctnn/io/describe_wave_net.hpp>
#include <testing.hpp>

using namespace ctnn;
using namespace ctnn::detail;

namespace {

struct Own : Tanh {};
template <class Act>
using On = typename WaveNet<
    WaveNetStack<3, Dilated<2, 1, 4>, 2>,
    WaveNetStack<2, Dilated<3, 2>, 1, Act,
                 WaveNetOptions{.gated = true, .head_bias = true}>>::template on<Shape<6, 2>>;

}  // namespace

static_assert(Described<On<ReLU>>::is_known && !Described<On<Own>>::is_known);

TEST_CASE("a WaveNet is stacks of convolutions, in the order of their values") {
    const LayerNode node = described<On<ReLU>>({10, 100});
    REQUIRE((node.kind == LayerKind::wave_net && node.inner.size() == 2 && node.parts.empty()));
    const LayerNode &first = node.inner[0], &second = node.inner[1];
    CHECK((first.kind == LayerKind::wave_net_stack && first.channels == 3 && first.filters == 2));
    CHECK((first.activation.kind == ActivationKind::tanh && first.gate.kind == ActivationKind::linear));
    CHECK((second.activation.kind == ActivationKind::relu && second.gate.kind == ActivationKind::sigmoid));
    REQUIRE((first.inner.size() == 8 && second.inner.size() == 4));  // the last layer hands on nothing
    CHECK(first.inner[0].find("weight")->offset == 10);
    CHECK(first.inner[4].columns == Axis{6, 2, 1, 4, 4, 0});
    CHECK(second.inner[0].find("weight")->offset == 10 + On<ReLU>::stack<0>::parameters);
    CHECK((second.inner[1].channels == 2 && second.inner[1].filters == 4));
    CHECK(second.inner[3].find("bias")->offset == 10 + On<ReLU>::parameters - 1);
}
