#include <ctnn/io/c_layers.hpp>
#include <testing.hpp>

using namespace ctnn::detail;
using Catch::Contains;

// That they compute what they should is seen in c_source/.

TEST_CASE("a dense layer is two loops") {
    CWriter to("net", false);
    const LayerNode node{.kind = LayerKind::dense,
                         .input = {3},
                         .output = {2},
                         .parts = {{"weight", 0, 6}},
                         .activation = {ActivationKind::relu}};
    write_c_dense(to, node, "layer_0");
    CHECK(to.text() == R"(    for (long o = 0; o < 2; ++o) y[o] = 0;
    for (long i = 0; i < 3; ++i) {
        const float value = x[i];
        for (long o = 0; o < 2; ++o) y[o] += value * net_layer_0_weight[i * 2 + o];
    }
    for (long i = 0; i < 2; ++i) y[i] = net_relu(y[i]);
)");
}

TEST_CASE("only windows that jut out ask where they are") {
    CHECK(c_place({9, 3, 1, 1, 0, 0}, "row", "r", "i", "") == "const long row = r + i;");
    CHECK(c_place({9, 3, 2, 3, 0, 0}, "row", "r", "i", "") == "const long row = r * 2 + i * 3;");
    CHECK(c_place({9, 3, 1, 1, 2, 0}, "row", "r", "i", " ") ==
          " const long row = r + i - 2;\n if (row < 0 || row >= 9) continue;");
    CHECK_THAT(c_place({9, 3, 2, 1, 0, 1}, "row", "r", "i", ""), Contains("continue"));
}

TEST_CASE("softmax goes row by row") {
    CWriter to("net", true);
    write_c_activation(to, {ActivationKind::softmax}, 1, 5);
    write_c_activation(to, {ActivationKind::softmax}, 4, 5);
    write_c_activation(to, {ActivationKind::linear}, 4, 5);
    CHECK(to.text() ==
          "    net_softmax(y, 5);\n    for (long i = 0; i < 4; ++i) net_softmax(y + i * 5, 5);\n");
}
