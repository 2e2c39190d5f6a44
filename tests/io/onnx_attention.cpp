#include <ctnn/io/onnx_attention.hpp>

#include <ctnn/ctnn.hpp>
#include <io/onnx_shown.hpp>
#include <limits>
#include <vector>

#include <testing.hpp>

using namespace ctnn;

TEST_CASE("onnx_attention: products of each head, and a mask", "[io]") {
    using Net = Network<Input<2, 1>, MultiHeadAttention<2, 2, Causal>>;
    const std::string model = shown::model<Net>();
    REQUIRE(shown::nodes(model) ==
            "layers.0/MatMul = MatMul(input, layers.0.query_weight)\n"
            "layers.0/Add = Add(layers.0/MatMul, layers.0.query_bias)\n"
            "layers.0/Reshape = Reshape(layers.0/Add, layers.0.shape)\n"
            "layers.0/Transpose = Transpose(layers.0/Reshape), perm 0 2 1 3\n"
            "layers.0/MatMul_2 = MatMul(input, layers.0.key_weight)\n"
            "layers.0/Add_2 = Add(layers.0/MatMul_2, layers.0.key_bias)\n"
            "layers.0/Reshape_2 = Reshape(layers.0/Add_2, layers.0.shape_2)\n"
            "layers.0/Transpose_2 = Transpose(layers.0/Reshape_2), perm 0 2 3 1\n"
            "layers.0/MatMul_3 = MatMul(input, layers.0.value_weight)\n"
            "layers.0/Add_3 = Add(layers.0/MatMul_3, layers.0.value_bias)\n"
            "layers.0/Reshape_3 = Reshape(layers.0/Add_3, layers.0.shape_3)\n"
            "layers.0/Transpose_3 = Transpose(layers.0/Reshape_3), perm 0 2 1 3\n"
            "layers.0/Mul = Mul(layers.0/Transpose, layers.0.constant)\n"
            "layers.0/MatMul_4 = MatMul(layers.0/Mul, layers.0/Transpose_2)\n"
            "layers.0/Add_4 = Add(layers.0/MatMul_4, layers.0.mask)\n"
            "layers.0/Softmax = Softmax(layers.0/Add_4), axis -1\n"
            "layers.0/MatMul_5 = MatMul(layers.0/Softmax, layers.0/Transpose_3)\n"
            "layers.0/Transpose_4 = Transpose(layers.0/MatMul_5), perm 0 2 1 3\n"
            "layers.0/Reshape_4 = Reshape(layers.0/Transpose_4, layers.0.shape_4)\n"
            "layers.0/MatMul_6 = MatMul(layers.0/Reshape_4, layers.0.out_proj_weight)\n"
            "output = Add(layers.0/MatMul_6, layers.0.out_proj_bias)\n");
    REQUIRE(shown::constant(model, "layers.0.key_weight").values == std::vector<double>{3, 4});
    REQUIRE(shown::constant(model, "layers.0.value_bias").values == std::vector<double>{11, 12});
    REQUIRE(shown::constant(model, "layers.0.out_proj_weight").values == std::vector<double>{13, 14, 15, 16});
    REQUIRE(shown::constant(model, "layers.0.shape").values == std::vector<double>{0, 2, 2, 1});
    constexpr double none = -std::numeric_limits<double>::infinity();
    REQUIRE(shown::constant(model, "layers.0.mask").values == std::vector<double>{0, none, 0, 0});
}

TEST_CASE("onnx_attention: positions are added", "[io]") {
    using Net = Network<Input<2, 1>, PositionalEncoding, PositionEmbedding<>>;
    const std::string model = shown::model<Net>();
    REQUIRE(shown::nodes(model) ==
            "layers.0/Add = Add(input, layers.0.weight)\n"
            "output = Add(layers.0/Add, layers.1.weight)\n");
    REQUIRE(shown::constant(model, "layers.0.weight").values[1] == Approx(0.8414709848));
    REQUIRE(shown::constant(model, "layers.1.weight").values == std::vector<double>{1, 2});
}
