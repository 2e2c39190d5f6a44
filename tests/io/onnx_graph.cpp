#include <ctnn/io/onnx_graph.hpp>

#include <ctnn/ctnn.hpp>
#include <io/onnx_shown.hpp>
#include <string>

#include <testing.hpp>

using namespace ctnn;
using namespace ctnn::detail;

TEST_CASE("onnx_graph: nodes, constants and names of their own", "[io]") {
    OnnxGraph graph(StoredAs::f32);
    const std::string a = graph.node("Relu", "layers.0", {"input"});
    const std::string b =
        graph.node("Relu", "layers.0", {a, graph.constant("layers.0", 2.5), graph.constant("layers.0", -1)},
                   {{"one", 7}, {"real", 0.5}, {"text", "linear"}});
    REQUIRE(a == "layers.0/Relu");
    REQUIRE(b == "layers.0/Relu_2");
    REQUIRE(graph.comes_from("Relu", b));
    REQUIRE_FALSE(graph.comes_from("Tanh", b));
    REQUIRE_FALSE(graph.comes_from("Relu", "input"));
    const std::string last =
        graph.node_with("LSTM", "layers.1", {b, "", graph.integers("layers.1.shape", {-1, 3})},
                        {{"some", OnnxIntegers{-1, 300}}, {"reals", std::vector<float>{1, 0.25f}}}, 1);
    const std::string model = graph.model({"input", {2, 3}}, {last, {4}});
    REQUIRE(shown::nodes(model) ==
            "layers.0/Relu = Relu(input)\n"
            "layers.0/Relu_2 = Relu(layers.0/Relu, layers.0.constant, layers.0.constant_2), one 7, real 0.5, "
            "text "
            "linear\n"
            ", output = LSTM(layers.0/Relu_2, , layers.1.shape), some -1 300, reals 1 0.25\n");
    REQUIRE(shown::constant(model, "layers.0.constant_2").values == std::vector<double>{-1});
    REQUIRE(shown::constant(model, "layers.0.constant_2").extents.empty());
    REQUIRE(shown::constant(model, "layers.1.shape").values == std::vector<double>{-1, 3});
}

TEST_CASE("onnx_graph: what is read later is renamed with what gives it", "[io]") {
    OnnxGraph graph(StoredAs::f32);
    const std::string a = graph.node("Tanh", "layers.0", {"input"});
    graph.node("Exp", "layers.1", {a});
    REQUIRE(shown::nodes(graph.model({"input", {2}}, {a, {2}})) ==
            "output = Tanh(input)\nlayers.1/Exp = Exp(output)\n");
}

TEST_CASE("onnx_graph: an output of its own, whatever comes out", "[io]") {
    OnnxGraph graph(StoredAs::f64);
    REQUIRE(graph.number_type() == OnnxGraph::double_type);
    REQUIRE(shown::nodes(graph.model({"input", {2}}, {"input", {2}})) == "output = Identity(input)\n");
}
