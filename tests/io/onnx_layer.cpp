#include <ctnn/io/onnx_layer.hpp>

#include <ctnn/ctnn.hpp>
#include <io/onnx_shown.hpp>
#include <string>
#include <vector>

#include <testing.hpp>

using namespace ctnn;
using namespace ctnn::detail;

TEST_CASE("onnx_layer: channels go first and last, once", "[io]") {
    OnnxGraph graph(StoredAs::f32);
    const OnnxValue image{"input", {5, 4, 3}}, row{"input", {7}};
    REQUIRE(channels_last(graph, "a", image).name == "input");
    REQUIRE(channels_first(graph, "a", row).name == "input");
    const OnnxValue turned = channels_first(graph, "a", image), again = channels_first(graph, "a", turned);
    REQUIRE(turned.channels_first);
    REQUIRE(again.name == turned.name);
    const OnnxValue back = channels_last(graph, "b", turned);
    REQUIRE_FALSE(back.channels_first);
    const OnnxValue steps = channels_first(graph, "c", {"input", {6, 2}});
    const OnnxValue flat = flattened(graph, "d", turned);
    REQUIRE(flat.extents == std::vector<std::size_t>{60});
    const std::string model = graph.model(image, reshaped(graph, "e", flat, {5, 12}, -1));
    REQUIRE(shown::nodes(model) ==
            "a/Transpose = Transpose(input), perm 0 3 1 2\n"
            "b/Transpose = Transpose(a/Transpose), perm 0 2 3 1\n"
            "c/Transpose = Transpose(input), perm 0 2 1\n"
            "d/Transpose = Transpose(a/Transpose), perm 0 2 3 1\n"
            "d/Flatten = Flatten(d/Transpose), axis 1\n"
            "output = Reshape(d/Flatten, e.shape)\n");
    REQUIRE(shown::constant(model, "e.shape").values == std::vector<double>{-1, 5, 12});
    REQUIRE(steps.extents == std::vector<std::size_t>{6, 2});
}

TEST_CASE("onnx_layer: tensors turned", "[io]") {
    const double matrix[6] = {1, 2, 3, 4, 5, 6};
    REQUIRE(turned(matrix, {2, 3}, {1, 0}) == std::vector<double>{1, 4, 2, 5, 3, 6});
    REQUIRE(turned(matrix, {2, 3}, {0, 1}) == std::vector<double>{1, 2, 3, 4, 5, 6});
    const double cube[8] = {0, 1, 2, 3, 4, 5, 6, 7};
    REQUIRE(turned(cube, {2, 2, 2}, {2, 0, 1}) == std::vector<double>{0, 2, 4, 6, 1, 3, 5, 7});
}
