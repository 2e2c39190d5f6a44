#include <ctnn/io/c_rearranged.hpp>
#include <testing.hpp>

using namespace ctnn::detail;
using Catch::Contains;

// That they compute what they should is seen in c_source/.

TEST_CASE("a place of a border comes from the input, mirrored or the outermost one") {
    LayerNode node{.kind = LayerKind::reflection};
    const Axis axis{5, 1, 1, 1, 2, 1};
    CHECK(c_source(node, axis, "r") == "r < 2 ? 2 - r : (r - 2) < 5 ? (r - 2) : 2 * 4 - (r - 2)");
    node.kind = LayerKind::replication;
    CHECK(c_source(node, axis, "r") == "r < 2 ? 0 : r - 2 < 5 ? r - 2 : 4");
    node.kind = LayerKind::cropping;
    CHECK(c_source(node, axis, "r") == "r + 2");
    node.kind = LayerKind::upsample;
    CHECK(c_source(node, {5, 3, 1, 1, 0, 0}, "r") == "r / 3");
}

TEST_CASE("a permutation is a loop for each axis of what it gives") {
    CWriter to("net", false);
    write_c_permute(to,
                    {.kind = LayerKind::permute, .input = {2, 3, 4}, .output = {4, 2, 3}, .axes = {2, 0, 1}});
    CHECK(to.text() == R"(    long o = 0;
    for (long i0 = 0; i0 < 4; ++i0)
        for (long i1 = 0; i1 < 2; ++i1)
            for (long i2 = 0; i2 < 3; ++i2)
                y[o++] = x[i0 + i1 * 12 + i2 * 4];
)");
}

TEST_CASE("an index that is no word's gives zeros") {
    CWriter to("net", false);
    write_c_embedding(
        to, {.kind = LayerKind::embedding, .input = {5}, .output = {5, 2}, .parts = {{"weight", 0, 6}}},
        "layer_0");
    CHECK_THAT(to.text(), Contains("x[i] >= 0 && x[i] < 3 ? (long)x[i] : -1"));
    CHECK_THAT(to.text(), Contains("word < 0 ? 0 : net_layer_0_weight[word * 2 + k]"));
}
