#include <ctnn/io/onnx_pools.hpp>

#include <ctnn/ctnn.hpp>
#include <io/onnx_shown.hpp>
#include <vector>

#include <testing.hpp>

using namespace ctnn;

TEST_CASE("onnx_pools: images", "[io]") {
    using Net =
        Network<Input<9, 9, 2>, MaxPool2D<Size2D(3, 2), PoolOptions{.stride = 2, .padding = pad(1, 2, 0, 1)}>,
                AvgPool2D<2, PoolOptions{.stride = 1, .padding = same, .count_padding = true}>,
                Upsample2D<Size2D(2, 3)>, ZeroPad2D<pad(1, 2, 3, 4)>, MaxPool2D<2>, GlobalAvgPool2D>;
    const std::string model = shown::model<Net>();
    REQUIRE(shown::nodes(model) ==
            "layers.0/Transpose = Transpose(input), perm 0 3 1 2\n"
            "layers.0/MaxPool = MaxPool(layers.0/Transpose), kernel_shape 3 2, pads 1 0 2 1, strides 2 2\n"
            "layers.1/AveragePool = AveragePool(layers.0/MaxPool), count_include_pad 1, kernel_shape 2 2, "
            "pads 0 0 1 1, strides 1 1\n"
            "layers.2/Resize = Resize(layers.1/AveragePool, , layers.2.scales), "
            "coordinate_transformation_mode asymmetric, mode nearest, nearest_mode floor\n"
            "layers.3/Pad = Pad(layers.2/Resize, layers.3.pads), mode constant\n"
            "layers.4/Max = Max(layers.3/Pad, layers.4.constant)\n"
            "layers.4/MaxPool = MaxPool(layers.4/Max), kernel_shape 2 2, pads 0 0 0 0, strides 2 2\n"
            "layers.5/GlobalAveragePool = GlobalAveragePool(layers.4/MaxPool)\n"
            "output = Flatten(layers.5/GlobalAveragePool), axis 1\n");
    REQUIRE(shown::constant(model, "layers.2.scales").extents == std::vector<std::size_t>{4});
    REQUIRE(shown::constant(model, "layers.2.scales").values == std::vector<double>{1, 1, 2, 3});
    REQUIRE(shown::constant(model, "layers.3.pads").extents == std::vector<std::size_t>{8});
    REQUIRE(shown::constant(model, "layers.3.pads").values == std::vector<double>{0, 0, 1, 3, 0, 0, 2, 4});
}

TEST_CASE("onnx_pools: sequences, and zeros that no window reaches", "[io]") {
    using Net =
        Network<Input<9, 2>, MaxPool1D<2, Pool1DOptions{.stride = 1, .padding = causal}>,
                AvgPool1D<2, Pool1DOptions{.stride = 8, .padding = pad(0, 0, 0, 3)}>, GlobalMaxPool1D>;
    const std::string model = shown::model<Net>();
    REQUIRE(shown::nodes(model) ==
            "layers.0/Transpose = Transpose(input), perm 0 2 1\n"
            "layers.0/MaxPool = MaxPool(layers.0/Transpose), kernel_shape 2, pads 1 0, strides 1\n"
            "layers.1/AveragePool = AveragePool(layers.0/MaxPool), count_include_pad 0, kernel_shape 2, pads "
            "0 1, strides 8\n"
            "layers.2/GlobalMaxPool = GlobalMaxPool(layers.1/AveragePool)\n"
            "output = Flatten(layers.2/GlobalMaxPool), axis 1\n");
}
