#include <ctnn/io/onnx_values.hpp>

#include <ctnn/ctnn.hpp>
#include <io/onnx_shown.hpp>
#include <vector>

#include <testing.hpp>

using namespace ctnn;

TEST_CASE("onnx_values: one value at a time, and values moved", "[io]") {
    using Net = Network<Input<2, 3, 4>, Dropout<std::ratio<1, 2>>, Activation<Softmax>, Reshape<4, 6>,
                        Permute<1, 0>, PReLU<>, PReLU<Slopes::by_channel>, PReLU<Slopes::by_value>, Flatten>;
    const std::string model = shown::model<Net>();
    REQUIRE(shown::nodes(model) ==
            "layers.1/Flatten = Flatten(input), axis 1\n"
            "layers.1/Softmax = Softmax(layers.1/Flatten), axis -1\n"
            "layers.1/Reshape = Reshape(layers.1/Softmax, layers.1.shape)\n"
            "layers.2/Reshape = Reshape(layers.1/Reshape, layers.2.shape)\n"
            "layers.3/Transpose = Transpose(layers.2/Reshape), perm 0 2 1\n"
            "layers.4/PRelu = PRelu(layers.3/Transpose, layers.4.slope)\n"
            "layers.5/PRelu = PRelu(layers.4/PRelu, layers.5.slope)\n"
            "layers.6/PRelu = PRelu(layers.5/PRelu, layers.6.slope)\n"
            "output = Flatten(layers.6/PRelu), axis 1\n");
    REQUIRE(shown::constant(model, "layers.6.slope").extents == std::vector<std::size_t>{6, 4});
    REQUIRE(shown::constant(model, "layers.6.slope").values ==
            std::vector<double>{6,  7,  8,  9,  10, 11, 12, 13, 14, 15, 16, 17,
                                18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29});
    REQUIRE(shown::constant(model, "layers.1.shape").extents == std::vector<std::size_t>{4});
    REQUIRE(shown::constant(model, "layers.1.shape").values == std::vector<double>{0, 2, 3, 4});
}
