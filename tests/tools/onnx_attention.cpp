#include "formats/onnx_attention.hpp"

#include <algorithm>
#include <ctnn/ctnn.hpp>
#include <ctnn/io/onnx.hpp>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include <testing.hpp>

#include "formats/onnx.hpp"
#include "formats/onnx_graph.hpp"

using namespace ctnn_tool;

namespace {

using Net = ctnn::Network<ctnn::Input<3, 4>, ctnn::MultiHeadAttention<2, 4, ctnn::Causal>>;

std::string saved() {
    ctnn::Parameters<Net> parameters;
    ctnn::initialize(parameters, 1);
    return ctnn::detail::onnx_text<Net>(parameters.data());
}

/// What is left of a graph that was changed: one node of attention, or all.
OnnxGraph gathered(const std::function<void(OnnxGraph&)>& change) {
    static const std::string text = saved();
    OnnxGraph graph = read_onnx_graph(text);
    change(graph);
    gather_attention(graph);
    return graph;
}
bool is_one(const std::function<void(OnnxGraph&)>& change) {
    const OnnxGraph graph = gathered(change);
    return graph.nodes.size() == 1 && graph.nodes[0].attention;
}

OnnxNode& node(OnnxGraph& graph, std::string_view operation, std::size_t number = 0) {
    for (OnnxNode& one : graph.nodes)
        if (one.operation == operation && number-- == 0) return one;
    throw std::string("no such node");
}

void put(OnnxGraph& graph, const std::string& name, const Values& values) {
    OnnxConstant& constant = graph.constants.at(name);
    constant.values = std::make_shared<const Values>(values);
}

}  // namespace

TEST_CASE("onnx_attention: all of its nodes become one", "[tools]") {
    const OnnxGraph graph = gathered([](OnnxGraph&) {});
    REQUIRE(graph.nodes.size() == 1);
    REQUIRE(graph.nodes[0].inputs == std::vector<std::string>{"input"});
    const OnnxAttention& found = *graph.nodes[0].attention;
    CHECK((found.steps == 3 && found.heads == 2 && found.is_causal && !found.of_steps_first));
    CHECK(found.values.in_weight.shape == Shape{4, 12});
    CHECK(found.values.out_bias.values == Values(4, 0));
}

TEST_CASE("onnx_attention: another number before the scores goes into the queries", "[tools]") {
    const auto first_of = [](double factor) {
        const OnnxGraph graph =
            gathered([&](OnnxGraph& one) { put(one, "layers.0.constant", Values{factor}); });
        return graph.nodes.at(0).attention->values.in_weight.values[0];
    };
    const double usual = 1 / std::sqrt(2.0);
    CHECK(first_of(3 * usual) == Approx(3 * first_of(usual)));
}

TEST_CASE("onnx_attention: a mask that hides nothing is none, any other is not translated", "[tools]") {
    const double never = -std::numeric_limits<double>::infinity();
    const auto with = [&](const Values& mask) {
        return gathered([&](OnnxGraph& graph) { put(graph, "layers.0.mask", mask); });
    };
    CHECK_FALSE(with(Values(9, 0)).nodes[0].attention->is_causal);
    CHECK(with({0, -1e9, -1e9, 0, 0, -1e9, 0, 0, 0}).nodes[0].attention->is_causal);
    CHECK(with({0, never, never, 0, 0, 0, 0, 0, 0}).nodes.size() > 1);
    CHECK(with({0, never, never, 0, 0, never, 0, 0, 1}).nodes.size() > 1);
    CHECK(with({never, never, never, 0, 0, never, 0, 0, 0}).nodes.size() > 1);
    CHECK(with(Values(8, 0)).nodes.size() > 1);
}

TEST_CASE("onnx_attention: what is no attention stays as it is", "[tools]") {
    CHECK(is_one([](OnnxGraph&) {}));
    CHECK_FALSE(is_one([](OnnxGraph& g) { node(g, "Softmax").attributes["axis"].integer = 2; }));
    CHECK_FALSE(is_one([](OnnxGraph& g) {
        node(g, "Transpose", 1).attributes["perm"].integers = {0, 2, 1, 3};
    }));
    CHECK_FALSE(is_one([](OnnxGraph& g) { put(g, "layers.0.shape_2", {0, 3, 4, 1}); }));
    CHECK_FALSE(is_one([](OnnxGraph& g) { put(g, "layers.0.shape", {0, 3, 3, 2}); }));
    CHECK_FALSE(is_one([](OnnxGraph& g) { put(g, "layers.0.shape_4", {0, 4, 3}); }));
    CHECK_FALSE(is_one([](OnnxGraph& g) { node(g, "MatMul", 1).inputs[0] = "other"; }));
    CHECK_FALSE(is_one([](OnnxGraph& g) { g.outputs.push_back(node(g, "Softmax").outputs[0]); }));
    CHECK_FALSE(is_one(
        [](OnnxGraph& g) { std::swap(node(g, "MatMul", 4).inputs[0], node(g, "MatMul", 4).inputs[1]); }));
    CHECK_FALSE(is_one([](OnnxGraph& g) { g.constants.at("layers.0.query_weight").shape = {16}; }));
    CHECK_FALSE(is_one([](OnnxGraph& g) { node(g, "Reshape", 3).outputs.clear(); }));
    CHECK_FALSE(is_one([](OnnxGraph& g) { node(g, "Add", 4).outputs.clear(); }));
    CHECK_FALSE(is_one([](OnnxGraph& g) { node(g, "MatMul", 4).outputs.push_back("more"); }));
}
