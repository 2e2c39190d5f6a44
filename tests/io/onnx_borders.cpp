#include <ctnn/io/onnx_borders.hpp>

#include <ctnn/ctnn.hpp>
#include <io/onnx_shown.hpp>
#include <vector>

#include <testing.hpp>

using namespace ctnn;

TEST_CASE("onnx_borders: images, with the channels on either side", "[io]") {
    using Net = Network<Input<5, 6, 2>, Cropping2D<pad(1, 0, 0, 2)>, ReflectionPad2D<pad(2, 1, 3, 0)>,
                        Cropping2D<pad(1, 2, 3, 1)>>;
    const std::string model = shown::model<Net>();
    REQUIRE(shown::nodes(model) ==
            "layers.0/Slice = Slice(input, layers.0.starts, layers.0.ends, layers.0.axes)\n"
            "layers.1/Transpose = Transpose(layers.0/Slice), perm 0 3 1 2\n"
            "layers.1/Pad = Pad(layers.1/Transpose, layers.1.pads), mode reflect\n"
            "layers.2/Slice = Slice(layers.1/Pad, layers.2.starts, layers.2.ends, layers.2.axes)\n"
            "output = Transpose(layers.2/Slice), perm 0 2 3 1\n");
    REQUIRE(shown::constant(model, "layers.0.starts").extents == std::vector<std::size_t>{2});
    REQUIRE(shown::constant(model, "layers.0.starts").values == std::vector<double>{1, 0});
    REQUIRE(shown::constant(model, "layers.0.ends").extents == std::vector<std::size_t>{2});
    REQUIRE(shown::constant(model, "layers.0.ends").values == std::vector<double>{5, 4});
    REQUIRE(shown::constant(model, "layers.0.axes").extents == std::vector<std::size_t>{2});
    REQUIRE(shown::constant(model, "layers.0.axes").values == std::vector<double>{1, 2});
    REQUIRE(shown::constant(model, "layers.1.pads").extents == std::vector<std::size_t>{8});
    REQUIRE(shown::constant(model, "layers.1.pads").values == std::vector<double>{0, 0, 2, 3, 0, 0, 1, 0});
    REQUIRE(shown::constant(model, "layers.2.starts").extents == std::vector<std::size_t>{2});
    REQUIRE(shown::constant(model, "layers.2.starts").values == std::vector<double>{1, 3});
    REQUIRE(shown::constant(model, "layers.2.ends").extents == std::vector<std::size_t>{2});
    REQUIRE(shown::constant(model, "layers.2.ends").values == std::vector<double>{5, 6});
    REQUIRE(shown::constant(model, "layers.2.axes").extents == std::vector<std::size_t>{2});
    REQUIRE(shown::constant(model, "layers.2.axes").values == std::vector<double>{2, 3});
}

TEST_CASE("onnx_borders: sequences", "[io]") {
    using Net = Network<Input<7, 2>, Cropping1D<pad(0, 0, 3, 1)>, ReplicationPad1D<pad(0, 0, 1, 2)>,
                        Cropping1D<pad(0, 0, 1, 0)>>;
    const std::string model = shown::model<Net>();
    REQUIRE(shown::nodes(model) ==
            "layers.0/Slice = Slice(input, layers.0.starts, layers.0.ends, layers.0.axes)\n"
            "layers.1/Transpose = Transpose(layers.0/Slice), perm 0 2 1\n"
            "layers.1/Pad = Pad(layers.1/Transpose, layers.1.pads), mode edge\n"
            "layers.2/Slice = Slice(layers.1/Pad, layers.2.starts, layers.2.ends, layers.2.axes)\n"
            "output = Transpose(layers.2/Slice), perm 0 2 1\n");
    REQUIRE(shown::constant(model, "layers.0.starts").extents == std::vector<std::size_t>{1});
    REQUIRE(shown::constant(model, "layers.0.starts").values == std::vector<double>{3});
    REQUIRE(shown::constant(model, "layers.0.ends").extents == std::vector<std::size_t>{1});
    REQUIRE(shown::constant(model, "layers.0.ends").values == std::vector<double>{6});
    REQUIRE(shown::constant(model, "layers.0.axes").extents == std::vector<std::size_t>{1});
    REQUIRE(shown::constant(model, "layers.0.axes").values == std::vector<double>{1});
    REQUIRE(shown::constant(model, "layers.1.pads").extents == std::vector<std::size_t>{6});
    REQUIRE(shown::constant(model, "layers.1.pads").values == std::vector<double>{0, 0, 1, 0, 0, 2});
    REQUIRE(shown::constant(model, "layers.2.axes").extents == std::vector<std::size_t>{1});
    REQUIRE(shown::constant(model, "layers.2.axes").values == std::vector<double>{2});
}
