#include <ctnn/io/c_functions.hpp>
#include <testing.hpp>
#include <vector>

using namespace ctnn::detail;
using Catch::Contains;

namespace {

LayerNode dense(std::size_t inputs, std::size_t outputs) {
    return {.kind = LayerKind::dense,
            .input = {inputs},
            .output = {outputs},
            .parts = {{"weight", 0, inputs * outputs}}};
}

}  // namespace

TEST_CASE("a chain hands over in two places in turn, and past what changes nothing") {
    const LayerNode chain{
        .kind = LayerKind::chain,
        .input = {2},
        .output = {1},
        .inner = {dense(2, 5), {.input = {5}, .output = {5}}, dense(5, 3), dense(3, 4), dense(4, 1)}};
    CHECK(c_work(chain) == 8);
    CWriter to("net", false);
    write_c_chain(to, chain, "layer");
    CHECK(to.text() ==
          "    net_layer_0(x, work);\n    net_layer_2(work, work + 5);\n    net_layer_3(work + 5, work);\n"
          "    net_layer_4(work, y);\n");
}

TEST_CASE("branches but the first of a sum have room beside the output") {
    LayerNode node{.kind = LayerKind::add, .input = {2}, .output = {3}, .inner = {dense(2, 3), dense(2, 3)}};
    CHECK(c_work(node) == 3);
    CWriter sum("net", false), row("net", false);
    write_c_branches(sum, node, "layer");
    CHECK(sum.text() ==
          "    net_layer_0(x, y);\n    net_layer_1(x, work);\n"
          "    for (long i = 0; i < 3; ++i) y[i] += work[i];\n");
    node.kind = LayerKind::concat, node.output = {6};
    write_c_branches(row, node, "layer");
    CHECK_THAT(row.text(), Contains("y[r * 6 + 3 + i] = work[r * 3 + i];"));
}

TEST_CASE("a layer is its values, then a function") {
    const std::vector<float> values{1, -0.5f};
    CWriter to("net", false);
    write_c_layer(to, dense(2, 1), "layer_0", values.data(), {});
    CHECK_THAT(to.text(),
               Catch::StartsWith("// Dense: 2 -> 1.\nstatic const float net_layer_0_weight[2] = {\n"
                                 "    0x1p+0f, -0x1p-1f,\n};\n"
                                 "static void net_layer_0(const float *x, float *y) {\n"));
}

TEST_CASE("every kind of layer has a title") {
    CHECK(c_title(LayerKind::copy) == "The same values");
    CHECK(c_title(LayerKind::lstm) == "LSTM");
    CHECK(c_title(LayerKind::chain) == "Layers in a row");
    CHECK(c_title(LayerKind::bidirectional) == "Bidirectional");
    CHECK(c_title(LayerKind::wave_net) == "WaveNet");
}
