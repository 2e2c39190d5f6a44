#include <ctnn/io/onnx_convolutions.hpp>

#include <ctnn/ctnn.hpp>
#include <io/onnx_shown.hpp>
#include <vector>

#include <testing.hpp>

using namespace ctnn;

TEST_CASE("onnx_convolutions: images: kernels turned, channels first in between", "[io]") {
    using Net = Network<Input<5, 4, 2>,
                        Conv2D<2, Size2D(1, 2), ReLU,
                               ConvOptions{.stride = {2, 1}, .padding = pad(1, 0, 2, 3), .dilation = {1, 2}}>,
                        BatchNorm<>, Conv2D<2, 1, Softmax, ConvOptions{.groups = 2}>>;
    const std::string model = shown::model<Net>();
    REQUIRE(shown::nodes(model) ==
            "layers.0/Transpose = Transpose(input), perm 0 3 1 2\n"
            "layers.0/Conv = Conv(layers.0/Transpose, layers.0.weight, layers.0.bias), dilations 1 2, group "
            "1, kernel_shape 1 2, pads 1 2 0 3, strides 2 1\n"
            "layers.0/Relu = Relu(layers.0/Conv)\n"
            "layers.1/BatchNormalization = BatchNormalization(layers.0/Relu, layers.1.gamma, layers.1.beta, "
            "layers.1.mean, layers.1.variance), epsilon 1e-05\n"
            "layers.2/Conv = Conv(layers.1/BatchNormalization, layers.2.weight, layers.2.bias), dilations 1 "
            "1, group 2, kernel_shape 1 1, pads 0 0 0 0, strides 1 1\n"
            "layers.2/Softmax = Softmax(layers.2/Conv), axis 1\n"
            "output = Transpose(layers.2/Softmax), perm 0 2 3 1\n");
    REQUIRE(shown::constant(model, "layers.0.weight").extents == std::vector<std::size_t>{2, 2, 1, 2});
    REQUIRE(shown::constant(model, "layers.0.weight").values == std::vector<double>{1, 5, 3, 7, 2, 6, 4, 8});
    REQUIRE(shown::constant(model, "layers.0.bias").extents == std::vector<std::size_t>{2});
    REQUIRE(shown::constant(model, "layers.0.bias").values == std::vector<double>{9, 10});
    REQUIRE(shown::constant(model, "layers.2.weight").extents == std::vector<std::size_t>{2, 1, 1, 1});
    REQUIRE(shown::constant(model, "layers.2.weight").values == std::vector<double>{15, 16});
}

TEST_CASE("onnx_convolutions: sequences", "[io]") {
    using Net = Network<Input<5, 2>, Conv1D<3, 2, Linear, Conv1DOptions{.padding = causal, .dilation = 2}>>;
    const std::string model = shown::model<Net>();
    REQUIRE(shown::nodes(model) ==
            "layers.0/Transpose = Transpose(input), perm 0 2 1\n"
            "layers.0/Conv = Conv(layers.0/Transpose, layers.0.weight, layers.0.bias), dilations 2, group 1, "
            "kernel_shape 2, pads 2 0, strides 1\n"
            "output = Transpose(layers.0/Conv), perm 0 2 1\n");
    REQUIRE(shown::constant(model, "layers.0.weight").extents == std::vector<std::size_t>{3, 2, 2});
    REQUIRE(shown::constant(model, "layers.0.weight").values ==
            std::vector<double>{1, 7, 4, 10, 2, 8, 5, 11, 3, 9, 6, 12});
}

TEST_CASE("onnx_convolutions: the other way", "[io]") {
    using Net =
        Network<Input<2, 2, 1>,
                Conv2DTranspose<2, Size2D(1, 2), Linear,
                                ConvTransposeOptions{
                                    .stride = {2, 3}, .padding = pad(0, 0, 1, 0), .output_padding = {1, 2}}>>;
    const std::string model = shown::model<Net>();
    REQUIRE(shown::nodes(model) ==
            "layers.0/Transpose = Transpose(input), perm 0 3 1 2\n"
            "layers.0/ConvTranspose = ConvTranspose(layers.0/Transpose, layers.0.weight, layers.0.bias), "
            "dilations 1 1, group 1, kernel_shape 1 2, pads 0 1 0 0, strides 2 3, output_padding 1 2\n"
            "output = Transpose(layers.0/ConvTranspose), perm 0 2 3 1\n");
    REQUIRE(shown::constant(model, "layers.0.weight").extents == std::vector<std::size_t>{1, 2, 1, 2});
    REQUIRE(shown::constant(model, "layers.0.weight").values == std::vector<double>{1, 3, 2, 4});
    REQUIRE(shown::constant(model, "layers.0.bias").extents == std::vector<std::size_t>{2});
    REQUIRE(shown::constant(model, "layers.0.bias").values == std::vector<double>{5, 6});
}

TEST_CASE("onnx_convolutions: the other way along a sequence", "[io]") {
    using Net = Network<Input<2, 1>,
                        Conv1DTranspose<2, 2, Linear,
                                        Conv1DTransposeOptions{
                                            .stride = 3, .padding = pad(0, 0, 1, 0), .output_padding = 2}>>;
    const std::string model = shown::model<Net>();
    REQUIRE(shown::nodes(model) ==
            "layers.0/Transpose = Transpose(input), perm 0 2 1\n"
            "layers.0/ConvTranspose = ConvTranspose(layers.0/Transpose, layers.0.weight, layers.0.bias), "
            "dilations 1, group 1, kernel_shape 2, pads 1 0, strides 3, output_padding 2\n"
            "output = Transpose(layers.0/ConvTranspose), perm 0 2 1\n");
    REQUIRE(shown::constant(model, "layers.0.weight").extents == std::vector<std::size_t>{1, 2, 2});
    REQUIRE(shown::constant(model, "layers.0.weight").values == std::vector<double>{1, 3, 2, 4});
}
