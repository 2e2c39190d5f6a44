#include <ctnn/io/c_wave_net.hpp>
#include <testing.hpp>

using namespace ctnn::detail;
using Catch::Contains;

// That it computes what it should is seen in c_source/.

namespace {

LayerNode conv(std::size_t channels, std::size_t filters, std::size_t kernel, std::size_t dilation) {
    return {.kind = LayerKind::convolution,
            .columns = {6, kernel, 1, dilation, (kernel - 1) * dilation, 0},
            .channels = channels,
            .filters = filters};
}

/// Of two layers; the last one hands nothing on.
LayerNode stack(std::size_t inputs, std::size_t channels, std::size_t head_kernel) {
    return {.kind = LayerKind::wave_net_stack,
            .channels = channels,
            .filters = 2,
            .inner = {conv(inputs, channels, 1, 1), conv(channels, channels, 2, 3), conv(1, channels, 1, 1),
                      conv(channels, channels, 1, 1), conv(channels, channels, 1, 1), conv(1, channels, 1, 1),
                      conv(channels, 2, head_kernel, 1)}};
}

LayerNode wave_net(std::vector<LayerNode> stacks) {
    return {.kind = LayerKind::wave_net, .input = {6, 1}, .output = {6, 2}, .inner = std::move(stacks)};
}

}  // namespace

TEST_CASE("a WaveNet has room for what a layer takes and the sums of all, of two stacks for both") {
    CHECK(CWaveNetWork(wave_net({stack(1, 3, 1)})).size() == 2 * 6 * 3);
    const CWaveNetWork two(wave_net({stack(1, 3, 1), stack(3, 2, 1)}));
    CHECK(two.size() == 4 * 6 * 3);
    CHECK((two.x(0) == "work" && two.x(1) == "work + 18" && two.skip(0) == "work + 36"));
    CHECK(two.skip(1) == "work + 54");
}

TEST_CASE("each layer, and a head that sees more than the present, has a ring") {
    const LayerNode node = wave_net({stack(1, 3, 1), stack(3, 2, 4)});
    const std::vector<CStackRings> rings = c_rings(c_stacks(node, "layer"));
    const CRing &first = rings[0].layers[0], &alone = rings[0].layers[1], &head = rings[1].skip;
    CHECK((first.at == 0 && first.places == 4 && first.end() == 4 * 3 + 1));
    CHECK(first.present() == "state + (long)state[12] * 3");
    CHECK(first.seen() == "state, (long)state[12], 4");
    CHECK(first.moved() == "    state[12] = state[12] + 1 < 4 ? state[12] + 1 : 0;\n");
    CHECK((alone.at == 13 && alone.end() == 16 && alone.seen() == "state + 13, 0, 1"));
    CHECK((alone.present() == "state + 13" && alone.moved().empty()));
    CHECK((head.places == 4 && rings[1].handed.at == head.end()));
    CHECK(c_wave_net_memory(node) == rings[1].handed.end());
}

TEST_CASE("a stack is functions of one step, which sequences and steps call") {
    LayerNode node = wave_net({stack(1, 3, 1)});
    CWriter plain("net", false), gated("net", false), all("net", false), step("net", false);
    write_c_stack(plain, node.inner[0], "layer_0");
    CHECK_THAT(plain.text(), Contains("net_layer_0_1(const float *features, const float *x, long at, long "
                                      "ring, float *skip, float *next)"));
    CHECK_THAT(plain.text(), Contains("long ring, float *skip) {") && Contains("sum[k] = (sum[k]);"));
    write_c_wave_net(all, node, "layer");
    CHECK_THAT(all.text(),
               Contains("net_layer_0_1(x + t * 1, work, t, 0, work + 18 + t * 3, work + t * 3);"));
    write_c_wave_net_step(step, node, "layer");
    CHECK_THAT(step.text(),
               Contains("net_layer_0_1(x, state, (long)state[12], 4, state + 16, state + 13);\n"));
    node.inner[0].gate.kind = ActivationKind::sigmoid;
    write_c_stack(gated, node.inner[0], "layer_0");
    CHECK_THAT(gated.text(), Contains("sum[k] = (sum[k]) * net_sigmoid(sum[3 + k]);"));
}
