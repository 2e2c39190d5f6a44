#include <ctnn/io/c_recurrent.hpp>
#include <testing.hpp>

using namespace ctnn::detail;
using Catch::Contains;

// That they compute what they should is seen in c_source/.

TEST_CASE("a recurrent layer has room for what it remembers and its sums") {
    CHECK(c_recurrent_work({.kind = LayerKind::simple_rnn, .units = 5}) == 10);
    CHECK(c_recurrent_work({.kind = LayerKind::lstm, .units = 5}) == 30);
    CHECK(c_recurrent_work({.kind = LayerKind::gru, .units = 5}) == 35);
    CHECK(c_recurrent_work({.kind = LayerKind::gru, .units = 5, .resets_before = true}) == 25);
}

TEST_CASE("a recurrent layer goes both ways, and gives its last output or all") {
    LayerNode node{.kind = LayerKind::simple_rnn, .input = {4, 3}, .output = {2}, .units = 2};
    CWriter last("net", false), all("net", false);
    write_c_recurrent(last, node, "layer_0", {2, false});
    CHECK_THAT(last.text(),
               Contains("x + step * 3") && Contains("    }\n    for (long i = 0; i < 2; ++i) y[i] = h[i];"));
    node.gives_sequence = true;
    write_c_recurrent(all, node, "layer_0", {7, true});
    CHECK_THAT(all.text(), Contains("x + (3 - step) * 3") && Contains("y[(3 - step) * 7 + i] = h[i];"));
    CHECK_THAT(all.text(), Contains("sum[j] = 0;") && Contains("h[i] = 0;"));
}
