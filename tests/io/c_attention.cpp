#include <ctnn/io/c_attention.hpp>
#include <testing.hpp>

using namespace ctnn::detail;
using Catch::Contains;

// That it computes what it should is seen in c_source/.

TEST_CASE("attention in C sees all steps, or those before; without biases it begins at 0", "[io]") {
    LayerNode node{.kind = LayerKind::attention, .input = {5, 3}, .output = {5, 4}};
    node.heads = 2;
    CHECK(c_attention_work(node) == 3 * 20 + 5 + 4);
    CWriter everywhere("net", false), before("net", false);
    write_c_attention(everywhere, node, "layer_0");
    CHECK_THAT(everywhere.text(), Contains("const long seen = 5;") && Contains("row[o] = 0;") &&
                                      Contains("h < 4; h += 2") && Contains("sum * 0x1.6a09e6p-1f"));
    node.is_causal = true;
    node.parts = {{"in_proj_bias", 0, 12}};
    write_c_attention(before, node, "layer_0");
    CHECK_THAT(before.text(),
               Contains("const long seen = t + 1;") && Contains("row[o] = net_layer_0_in_proj_bias[o];"));
}
