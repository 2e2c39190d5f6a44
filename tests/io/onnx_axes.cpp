#include <ctnn/io/onnx_axes.hpp>

#include <ctnn/ctnn.hpp>
#include <io/onnx_shown.hpp>
#include <vector>

#include <testing.hpp>

using namespace ctnn;

namespace {

using Uneven = placed<AdaptiveMaxPool1D<2>, Shape<5, 3>>;
static_assert(std::is_same_v<detail::OnnxLayer<Uneven>::unknown, Uneven>);
static_assert(std::is_void_v<detail::OnnxLayer<placed<AdaptiveAvgPool1D<2>, Shape<5, 3>>>::unknown>);

}  // namespace

TEST_CASE("onnx_axes: an axis is where the graph has it, the channels first or last", "[io]") {
    const std::string model =
        shown::model<Network<Input<3, 4>, Slice<1, 0, 2>, AdaptiveAvgPool1D<2>, GLU<>, SumOver<1>>>();
    REQUIRE(shown::nodes(model) ==
            "layers.0/Slice = Slice(input, layers.0.starts, layers.0.ends, layers.0.axes)\n"
            "layers.1/Transpose = Transpose(layers.0/Slice), perm 0 2 1\n"
            "layers.1/MatMul = MatMul(layers.1/Transpose, layers.1.columns)\n"
            "layers.2/Slice = Slice(layers.1/MatMul, layers.2.starts, layers.2.ends, layers.2.axes)\n"
            "layers.2/Slice_2 = Slice(layers.1/MatMul, layers.2.starts_2, layers.2.ends_2, layers.2.axes_2)\n"
            "layers.2/Sigmoid = Sigmoid(layers.2/Slice_2)\n"
            "layers.2/Mul = Mul(layers.2/Slice, layers.2/Sigmoid)\n"
            "output = ReduceSum(layers.2/Mul, layers.3.axes), keepdims 0\n");
    REQUIRE(shown::constant(model, "layers.1.columns").extents == std::vector<std::size_t>{3, 2});
    REQUIRE(shown::constant(model, "layers.1.columns").values ==
            std::vector<double>{0.5, 0, 0.5, 0.5, 0, 0.5});
}

TEST_CASE("onnx_axes: between pixels, joined rows, a constant", "[io]") {
    using Net =
        Network<Input<2, 2, 1>, Upsample2D<2, Interpolation::bilinear>, MaxOver<0>, Scale<std::ratio<1, 2>>>;
    REQUIRE(shown::nodes(shown::model<Net>()) ==
            "layers.0/Transpose = Transpose(input), perm 0 3 1 2\n"
            "layers.0/Resize = Resize(layers.0/Transpose, , layers.0.scales), "
            "coordinate_transformation_mode half_pixel, mode linear\n"
            "layers.1/ReduceMax = ReduceMax(layers.0/Resize), axes 2, keepdims 0\n"
            "layers.2/Mul = Mul(layers.1/ReduceMax, layers.2.constant)\n"
            "output = Transpose(layers.2/Mul), perm 0 2 1\n");
}
