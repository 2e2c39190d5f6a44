#include <ctnn/io/onnx_norms.hpp>

#include <ctnn/ctnn.hpp>
#include <io/onnx_shown.hpp>
#include <vector>

#include <testing.hpp>

using namespace ctnn;

TEST_CASE("onnx_norms: channels, what was gathered, and roots of mean squares", "[io]") {
    using Net = Network<Input<3, 2>, BatchNorm<>, LayerNorm<>, RMSNorm<>>;
    const std::string model = shown::model<Net>();
    REQUIRE(shown::nodes(model) ==
            "layers.0/Transpose = Transpose(input), perm 0 2 1\n"
            "layers.0/BatchNormalization = BatchNormalization(layers.0/Transpose, layers.0.gamma, "
            "layers.0.beta, layers.0.mean, layers.0.variance), epsilon 1e-05\n"
            "layers.1/Transpose = Transpose(layers.0/BatchNormalization), perm 0 2 1\n"
            "layers.1/LayerNormalization = LayerNormalization(layers.1/Transpose, layers.1.gamma, "
            "layers.1.beta), axis -1, epsilon 1e-05\n"
            "layers.2/Mul = Mul(layers.1/LayerNormalization, layers.1/LayerNormalization)\n"
            "layers.2/ReduceMean = ReduceMean(layers.2/Mul), axes -1, keepdims 1\n"
            "layers.2/Add = Add(layers.2/ReduceMean, layers.2.constant)\n"
            "layers.2/Sqrt = Sqrt(layers.2/Add)\n"
            "layers.2/Div = Div(layers.1/LayerNormalization, layers.2/Sqrt)\n"
            "output = Mul(layers.2/Div, layers.2.gamma)\n");
    REQUIRE(shown::constant(model, "layers.0.gamma").extents == std::vector<std::size_t>{2});
    REQUIRE(shown::constant(model, "layers.0.gamma").values == std::vector<double>{1, 2});
    REQUIRE(shown::constant(model, "layers.0.beta").extents == std::vector<std::size_t>{2});
    REQUIRE(shown::constant(model, "layers.0.beta").values == std::vector<double>{3, 4});
    REQUIRE(shown::constant(model, "layers.0.mean").extents == std::vector<std::size_t>{2});
    REQUIRE(shown::constant(model, "layers.0.mean").values == std::vector<double>{11, 12});
    REQUIRE(shown::constant(model, "layers.0.variance").extents == std::vector<std::size_t>{2});
    REQUIRE(shown::constant(model, "layers.0.variance").values == std::vector<double>{13, 14});
    REQUIRE(shown::constant(model, "layers.1.beta").extents == std::vector<std::size_t>{2});
    REQUIRE(shown::constant(model, "layers.1.beta").values == std::vector<double>{7, 8});
    REQUIRE(shown::constant(model, "layers.2.gamma").extents == std::vector<std::size_t>{2});
    REQUIRE(shown::constant(model, "layers.2.gamma").values == std::vector<double>{9, 10});
}

TEST_CASE("onnx_norms: groups as channels of their own, and norms without scale and shift", "[io]") {
    using Net = Network<Input<3, 4>, GroupNorm<2>, NoAffine<InstanceNorm<>>>;
    const std::string model = shown::model<Net>();
    REQUIRE(shown::nodes(model) ==
            "layers.0/Transpose = Transpose(input), perm 0 2 1\n"
            "layers.0/Reshape = Reshape(layers.0/Transpose, layers.0.shape)\n"
            "layers.0/InstanceNormalization = InstanceNormalization(layers.0/Reshape, layers.0.ones, "
            "layers.0.zeros), epsilon 1e-05\n"
            "layers.0/Reshape_2 = Reshape(layers.0/InstanceNormalization, layers.0.shape_2)\n"
            "layers.0/Mul = Mul(layers.0/Reshape_2, layers.0.gamma)\n"
            "layers.0/Add = Add(layers.0/Mul, layers.0.beta)\n"
            "layers.1/InstanceNormalization = InstanceNormalization(layers.0/Add, layers.1.gamma, "
            "layers.1.beta), epsilon 1e-05\n"
            "output = Transpose(layers.1/InstanceNormalization), perm 0 2 1\n");
    REQUIRE(shown::constant(model, "layers.0.gamma").extents == std::vector<std::size_t>{4, 1});
    REQUIRE(shown::constant(model, "layers.0.gamma").values == std::vector<double>{1, 2, 3, 4});
    REQUIRE(shown::constant(model, "layers.1.gamma").values == std::vector<double>{1, 1, 1, 1});
    REQUIRE(shown::constant(model, "layers.1.beta").values == std::vector<double>{0, 0, 0, 0});
}
