#include <ctnn/io/onnx_recurrences.hpp>

#include <ctnn/ctnn.hpp>
#include <io/onnx_shown.hpp>
#include <vector>

#include <testing.hpp>

using namespace ctnn;

TEST_CASE("onnx_recurrences: gates in their order, biases apart", "[io]") {
    using Net =
        Network<Input<3, 2>, LSTM<2, Returns::sequence>, GRU<1, Returns::last, LeakyReLU, HardSigmoid>>;
    const std::string model = shown::model<Net>();
    REQUIRE(shown::nodes(model) ==
            "layers.0/Transpose = Transpose(input), perm 1 0 2\n"
            "layers.0/LSTM = LSTM(layers.0/Transpose, layers.0.kernel, layers.0.recurrent_kernel, "
            "layers.0.bias), activations Sigmoid Tanh Tanh, direction forward, hidden_size 2\n"
            "layers.0/Squeeze = Squeeze(layers.0/LSTM, layers.0.direction)\n"
            "layers.0/Transpose_2 = Transpose(layers.0/Squeeze), perm 1 0 2\n"
            "layers.1/Transpose = Transpose(layers.0/Transpose_2), perm 1 0 2\n"
            ", layers.1/GRU = GRU(layers.1/Transpose, layers.1.kernel, layers.1.recurrent_kernel, "
            "layers.1.bias), activations HardSigmoid LeakyRelu, activation_alpha 0.166667 0.01, "
            "activation_beta 0.5, direction forward, hidden_size 1, linear_before_reset 1\n"
            "output = Squeeze(layers.1/GRU, layers.1.direction)\n");
    REQUIRE(shown::constant(model, "layers.0.kernel").extents == std::vector<std::size_t>{1, 8, 2});
    REQUIRE(shown::constant(model, "layers.0.kernel").values ==
            std::vector<double>{1, 9, 2, 10, 7, 15, 8, 16, 3, 11, 4, 12, 5, 13, 6, 14});
    REQUIRE(shown::constant(model, "layers.0.recurrent_kernel").extents == std::vector<std::size_t>{1, 8, 2});
    REQUIRE(shown::constant(model, "layers.0.recurrent_kernel").values ==
            std::vector<double>{17, 25, 18, 26, 23, 31, 24, 32, 19, 27, 20, 28, 21, 29, 22, 30});
    REQUIRE(shown::constant(model, "layers.0.bias").extents == std::vector<std::size_t>{1, 16});
    REQUIRE(shown::constant(model, "layers.0.bias").values ==
            std::vector<double>{33, 34, 39, 40, 35, 36, 37, 38, 0, 0, 0, 0, 0, 0, 0, 0});
    REQUIRE(shown::constant(model, "layers.1.kernel").extents == std::vector<std::size_t>{1, 3, 2});
    REQUIRE(shown::constant(model, "layers.1.kernel").values == std::vector<double>{41, 44, 42, 45, 43, 46});
    REQUIRE(shown::constant(model, "layers.1.recurrent_kernel").extents == std::vector<std::size_t>{1, 3, 1});
    REQUIRE(shown::constant(model, "layers.1.recurrent_kernel").values == std::vector<double>{47, 48, 49});
    REQUIRE(shown::constant(model, "layers.1.bias").extents == std::vector<std::size_t>{1, 6});
    REQUIRE(shown::constant(model, "layers.1.bias").values == std::vector<double>{50, 51, 52, 53, 54, 55});
}

TEST_CASE("onnx_recurrences: a GRU that resets before its product, as ONNX has it by default", "[io]") {
    using Net = Network<Input<3, 1>, GRU<1, Returns::last, Tanh, Sigmoid, Resets::before>>;
    const std::string model = shown::model<Net>();
    CHECK_THAT(shown::nodes(model),
               Catch::Contains("= GRU(layers.0/Transpose") && !Catch::Contains("linear_before_reset"));
    REQUIRE(shown::constant(model, "layers.0.bias").values == std::vector<double>{7, 8, 9, 0, 0, 0});
}

TEST_CASE("onnx_recurrences: both ways", "[io]") {
    using Net =
        Network<Input<3, 2>, Bidirectional<SimpleRNN<2, Returns::sequence>>, Bidirectional<SimpleRNN<1>>>;
    const std::string model = shown::model<Net>();
    REQUIRE(shown::nodes(model) ==
            "layers.0/Transpose = Transpose(input), perm 1 0 2\n"
            "layers.0/RNN = RNN(layers.0/Transpose, layers.0.kernel, layers.0.recurrent_kernel, "
            "layers.0.bias), activations Tanh Tanh, direction bidirectional, hidden_size 2\n"
            "layers.0/Transpose_2 = Transpose(layers.0/RNN), perm 2 0 1 3\n"
            "layers.0/Reshape = Reshape(layers.0/Transpose_2, layers.0.shape)\n"
            "layers.1/Transpose = Transpose(layers.0/Reshape), perm 1 0 2\n"
            ", layers.1/RNN = RNN(layers.1/Transpose, layers.1.kernel, layers.1.recurrent_kernel, "
            "layers.1.bias), activations Tanh Tanh, direction bidirectional, hidden_size 1\n"
            "layers.1/Transpose_2 = Transpose(layers.1/RNN), perm 1 0 2\n"
            "output = Reshape(layers.1/Transpose_2, layers.1.shape)\n");
    REQUIRE(shown::constant(model, "layers.0.kernel").extents == std::vector<std::size_t>{2, 2, 2});
    REQUIRE(shown::constant(model, "layers.0.kernel").values ==
            std::vector<double>{1, 3, 2, 4, 11, 13, 12, 14});
    REQUIRE(shown::constant(model, "layers.0.recurrent_kernel").extents == std::vector<std::size_t>{2, 2, 2});
    REQUIRE(shown::constant(model, "layers.0.recurrent_kernel").values ==
            std::vector<double>{5, 7, 6, 8, 15, 17, 16, 18});
    REQUIRE(shown::constant(model, "layers.0.bias").extents == std::vector<std::size_t>{2, 4});
    REQUIRE(shown::constant(model, "layers.0.bias").values == std::vector<double>{9, 10, 0, 0, 19, 20, 0, 0});
}

TEST_CASE("onnx_recurrences: what is remembered before the first step, learned and given", "[io]") {
    using Net = Network<Input<3, 2>, WithInitialState<LSTM<1, Returns::sequence>>,
                        Bidirectional<WithInitialState<NoBias<SimpleRNN<2>>, Initial::given>>>;
    const std::string model = shown::model<Net>();
    REQUIRE(shown::nodes(model) ==
            "layers.0/Transpose = Transpose(input), perm 1 0 2\n"
            "layers.0/Shape = Shape(layers.0/Transpose), start 1, end 2\n"
            "layers.0/Concat = Concat(layers.0.directions, layers.0/Shape, layers.0.units), axis 0\n"
            "layers.0/Expand = Expand(layers.0.h0, layers.0/Concat)\n"
            "layers.0/Expand_2 = Expand(layers.0.c0, layers.0/Concat)\n"
            "layers.0/LSTM = LSTM(layers.0/Transpose, layers.0.kernel, layers.0.recurrent_kernel, "
            "layers.0.bias, , layers.0/Expand, layers.0/Expand_2), activations Sigmoid Tanh Tanh, direction "
            "forward, hidden_size 1\n"
            "layers.0/Squeeze = Squeeze(layers.0/LSTM, layers.0.direction)\n"
            "layers.0/Transpose_2 = Transpose(layers.0/Squeeze), perm 1 0 2\n"
            "layers.1/Transpose = Transpose(layers.0/Transpose_2), perm 1 0 2\n"
            "layers.1/Shape = Shape(layers.1/Transpose), start 1, end 2\n"
            "layers.1/Concat = Concat(layers.1.directions, layers.1/Shape, layers.1.units), axis 0\n"
            "layers.1/Expand = Expand(layers.1.h0, layers.1/Concat)\n"
            ", layers.1/RNN = RNN(layers.1/Transpose, layers.1.kernel, layers.1.recurrent_kernel, , , "
            "layers.1/Expand), activations Tanh Tanh, direction bidirectional, hidden_size 2\n"
            "layers.1/Transpose_2 = Transpose(layers.1/RNN), perm 1 0 2\n"
            "output = Reshape(layers.1/Transpose_2, layers.1.shape)\n");
    REQUIRE(shown::constant(model, "layers.0.h0").extents == std::vector<std::size_t>{1, 1, 1});
    REQUIRE(shown::constant(model, "layers.0.h0").values == std::vector<double>{17});
    REQUIRE(shown::constant(model, "layers.0.c0").extents == std::vector<std::size_t>{1, 1, 1});
    REQUIRE(shown::constant(model, "layers.0.c0").values == std::vector<double>{18});
    REQUIRE(shown::constant(model, "layers.1.kernel").extents == std::vector<std::size_t>{2, 2, 1});
    REQUIRE(shown::constant(model, "layers.1.kernel").values == std::vector<double>{19, 20, 25, 26});
    REQUIRE(shown::constant(model, "layers.1.recurrent_kernel").extents == std::vector<std::size_t>{2, 2, 2});
    REQUIRE(shown::constant(model, "layers.1.recurrent_kernel").values ==
            std::vector<double>{21, 23, 22, 24, 27, 29, 28, 30});
    REQUIRE(shown::constant(model, "layers.1.h0").extents == std::vector<std::size_t>{2, 1, 2});
    REQUIRE(shown::constant(model, "layers.1.h0").values == std::vector<double>{31, 32, 33, 34});
}
