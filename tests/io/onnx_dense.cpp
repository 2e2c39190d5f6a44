#include <ctnn/io/onnx_dense.hpp>

#include <ctnn/ctnn.hpp>
#include <io/onnx_shown.hpp>
#include <vector>

#include <testing.hpp>

using namespace ctnn;

TEST_CASE("onnx_dense: a matrix as it lies here, and a table with a row of zeros", "[io]") {
    using Net = Network<Input<2, 2>, Dense<3, ReLU>, Embedding<4, 2>>;
    const std::string model = shown::model<Net>();
    REQUIRE(shown::nodes(model) ==
            "layers.0/Flatten = Flatten(input), axis 1\n"
            "layers.0/Gemm = Gemm(layers.0/Flatten, layers.0.weight, layers.0.bias)\n"
            "layers.0/Relu = Relu(layers.0/Gemm)\n"
            "layers.1/GreaterOrEqual = GreaterOrEqual(layers.0/Relu, layers.1.constant_2)\n"
            "layers.1/Less = Less(layers.0/Relu, layers.1.constant)\n"
            "layers.1/And = And(layers.1/GreaterOrEqual, layers.1/Less)\n"
            "layers.1/Where = Where(layers.1/And, layers.0/Relu, layers.1.constant)\n"
            "layers.1/Cast = Cast(layers.1/Where), to 7\n"
            "output = Gather(layers.1.weight, layers.1/Cast), axis 0\n");
    REQUIRE(shown::constant(model, "layers.0.weight").extents == std::vector<std::size_t>{4, 3});
    REQUIRE(shown::constant(model, "layers.0.weight").values ==
            std::vector<double>{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12});
    REQUIRE(shown::constant(model, "layers.0.bias").extents == std::vector<std::size_t>{3});
    REQUIRE(shown::constant(model, "layers.0.bias").values == std::vector<double>{13, 14, 15});
    REQUIRE(shown::constant(model, "layers.1.weight").extents == std::vector<std::size_t>{5, 2});
    REQUIRE(shown::constant(model, "layers.1.weight").values ==
            std::vector<double>{16, 17, 18, 19, 20, 21, 22, 23, 0, 0});
    REQUIRE(shown::constant(model, "layers.1.constant").extents == std::vector<std::size_t>{});
    REQUIRE(shown::constant(model, "layers.1.constant").values == std::vector<double>{4});
}

TEST_CASE("onnx_dense: without biases, here and elsewhere", "[io]") {
    using Net = Network<Input<3, 2>, NoBias<Conv1D<2, 2>>, NoBias<GRU<1>>, NoBias<Dense<2>>>;
    const std::string model = shown::model<Net>();
    REQUIRE(shown::nodes(model) ==
            "layers.0/Transpose = Transpose(input), perm 0 2 1\n"
            "layers.0/Conv = Conv(layers.0/Transpose, layers.0.weight), dilations 1, group 1, kernel_shape "
            "2, pads 0 0, strides 1\n"
            "layers.1/Transpose = Transpose(layers.0/Conv), perm 0 2 1\n"
            "layers.1/Transpose_2 = Transpose(layers.1/Transpose), perm 1 0 2\n"
            ", layers.1/GRU = GRU(layers.1/Transpose_2, layers.1.kernel, layers.1.recurrent_kernel), "
            "activations Sigmoid Tanh, direction forward, hidden_size 1, linear_before_reset 1\n"
            "layers.1/Squeeze = Squeeze(layers.1/GRU, layers.1.direction)\n"
            "output = Gemm(layers.1/Squeeze, layers.2.weight)\n");
    REQUIRE(shown::constant(model, "layers.0.weight").extents == std::vector<std::size_t>{2, 2, 2});
    REQUIRE(shown::constant(model, "layers.0.weight").values == std::vector<double>{1, 5, 3, 7, 2, 6, 4, 8});
    REQUIRE(shown::constant(model, "layers.2.weight").extents == std::vector<std::size_t>{1, 2});
    REQUIRE(shown::constant(model, "layers.2.weight").values == std::vector<double>{18, 19});
}
