#include <ctnn/io/onnx_compositions.hpp>

#include <ctnn/ctnn.hpp>
#include <io/onnx_shown.hpp>
#include <vector>

#include <testing.hpp>

using namespace ctnn;

TEST_CASE("onnx_compositions: steps, residuals and branches", "[io]") {
    using Net =
        Network<Input<2, 3>, TimeDistributed<Dense<3>>, Residual<TimeDistributed<Dense<3>>, Activation<Tanh>>,
                Concat<Activation<Tanh>, Activation<Linear>>,
                Add<Activation<Tanh>, Activation<ReLU>, Activation<Linear>>,
                Multiply<Activation<Tanh>, Sequential<Activation<ReLU>, Activation<ELU>>>>;
    const std::string model = shown::model<Net>();
    REQUIRE(shown::nodes(model) ==
            "layers.0/Reshape = Reshape(input, layers.0.shape)\n"
            "layers.0/Gemm = Gemm(layers.0/Reshape, layers.0.weight, layers.0.bias)\n"
            "layers.0/Reshape_2 = Reshape(layers.0/Gemm, layers.0.shape_2)\n"
            "layers.1.0/Reshape = Reshape(layers.0/Reshape_2, layers.1.0.shape)\n"
            "layers.1.0/Gemm = Gemm(layers.1.0/Reshape, layers.1.0.weight, layers.1.0.bias)\n"
            "layers.1.0/Reshape_2 = Reshape(layers.1.0/Gemm, layers.1.0.shape_2)\n"
            "layers.1.1/Tanh = Tanh(layers.1.0/Reshape_2)\n"
            "layers.1/Add = Add(layers.0/Reshape_2, layers.1.1/Tanh)\n"
            "layers.2.0/Tanh = Tanh(layers.1/Add)\n"
            "layers.2/Concat = Concat(layers.2.0/Tanh, layers.1/Add), axis -1\n"
            "layers.3.0/Tanh = Tanh(layers.2/Concat)\n"
            "layers.3.1/Relu = Relu(layers.2/Concat)\n"
            "layers.3/Add = Add(layers.3.0/Tanh, layers.3.1/Relu)\n"
            "layers.3/Add_2 = Add(layers.3/Add, layers.2/Concat)\n"
            "layers.4.0/Tanh = Tanh(layers.3/Add_2)\n"
            "layers.4.1.0/Relu = Relu(layers.3/Add_2)\n"
            "layers.4.1.1/Elu = Elu(layers.4.1.0/Relu), alpha 1\n"
            "output = Mul(layers.4.0/Tanh, layers.4.1.1/Elu)\n");
    REQUIRE(shown::constant(model, "layers.1.0.weight").extents == std::vector<std::size_t>{3, 3});
    REQUIRE(shown::constant(model, "layers.1.0.weight").values ==
            std::vector<double>{13, 14, 15, 16, 17, 18, 19, 20, 21});
}

TEST_CASE("onnx_compositions: channels stay first where all have them there", "[io]") {
    using Net = Network<Input<3, 3, 2>, Residual<Conv2D<2, 1>>, Concat<Conv2D<1, 1>, Conv2D<2, 1>>,
                        Add<Conv2D<1, 1>, Sequential<Conv2D<1, 1>, LayerNorm<>>>>;
    const std::string model = shown::model<Net>();
    REQUIRE(shown::nodes(model) ==
            "layers.0.0/Transpose = Transpose(input), perm 0 3 1 2\n"
            "layers.0.0/Conv = Conv(layers.0.0/Transpose, layers.0.0.weight, layers.0.0.bias), dilations 1 "
            "1, group 1, kernel_shape 1 1, pads 0 0 0 0, strides 1 1\n"
            "layers.0/Transpose = Transpose(layers.0.0/Conv), perm 0 2 3 1\n"
            "layers.0/Add = Add(input, layers.0/Transpose)\n"
            "layers.1.0/Transpose = Transpose(layers.0/Add), perm 0 3 1 2\n"
            "layers.1.0/Conv = Conv(layers.1.0/Transpose, layers.1.0.weight, layers.1.0.bias), dilations 1 "
            "1, group 1, kernel_shape 1 1, pads 0 0 0 0, strides 1 1\n"
            "layers.1.1/Transpose = Transpose(layers.0/Add), perm 0 3 1 2\n"
            "layers.1.1/Conv = Conv(layers.1.1/Transpose, layers.1.1.weight, layers.1.1.bias), dilations 1 "
            "1, group 1, kernel_shape 1 1, pads 0 0 0 0, strides 1 1\n"
            "layers.1/Concat = Concat(layers.1.0/Conv, layers.1.1/Conv), axis 1\n"
            "layers.2.0/Conv = Conv(layers.1/Concat, layers.2.0.weight, layers.2.0.bias), dilations 1 1, "
            "group 1, kernel_shape 1 1, pads 0 0 0 0, strides 1 1\n"
            "layers.2.1.0/Conv = Conv(layers.1/Concat, layers.2.1.0.weight, layers.2.1.0.bias), dilations 1 "
            "1, group 1, kernel_shape 1 1, pads 0 0 0 0, strides 1 1\n"
            "layers.2.1.1/Transpose = Transpose(layers.2.1.0/Conv), perm 0 2 3 1\n"
            "layers.2.1.1/LayerNormalization = LayerNormalization(layers.2.1.1/Transpose, "
            "layers.2.1.1.gamma, layers.2.1.1.beta), axis -1, epsilon 1e-05\n"
            "layers.2/Transpose = Transpose(layers.2.0/Conv), perm 0 2 3 1\n"
            "output = Add(layers.2/Transpose, layers.2.1.1/LayerNormalization)\n");
    REQUIRE(shown::constant(model, "layers.2.1.0.weight").extents == std::vector<std::size_t>{1, 3, 1, 1});
    REQUIRE(shown::constant(model, "layers.2.1.0.weight").values == std::vector<double>{20, 21, 22});
}

TEST_CASE("onnx_compositions: heads are rows of values, one behind the other", "[io]") {
    using Net = Network<Input<2, 2>, Heads<Dense<2, Tanh>, Activation<ReLU>>>;
    REQUIRE(shown::nodes(shown::model<Net>()) ==
            "layers.0.0/Flatten = Flatten(input), axis 1\n"
            "layers.0.0/Gemm = Gemm(layers.0.0/Flatten, layers.0.0.weight, layers.0.0.bias)\n"
            "layers.0.0/Tanh = Tanh(layers.0.0/Gemm)\n"
            "layers.0.1/Relu = Relu(input)\n"
            "layers.0/Flatten = Flatten(layers.0.1/Relu), axis 1\n"
            "output = Concat(layers.0.0/Tanh, layers.0/Flatten), axis -1\n");
}

TEST_CASE("onnx_compositions: what is repeated, once for each time", "[io]") {
    REQUIRE(shown::nodes(shown::model<Network<Input<2>, Repeated<2, Dense<2>>>>()) ==
            "layers.0.0/Gemm = Gemm(input, layers.0.0.weight, layers.0.0.bias)\n"
            "output = Gemm(layers.0.0/Gemm, layers.0.0.weight_2, layers.0.0.bias_2)\n");
}
