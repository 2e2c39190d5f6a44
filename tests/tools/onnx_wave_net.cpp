#include "formats/onnx_wave_net.hpp"

#include <algorithm>
#include <ctnn/core/random.hpp>
#include <ctnn/ctnn.hpp>
#include <ctnn/io/onnx.hpp>
#include <memory>
#include <string>

#include <testing.hpp>

#include "formats/onnx_constants.hpp"
#include "model/plain_layers.hpp"

using namespace ctnn_tool;

namespace {

using Net =
    ctnn::Network<ctnn::Input<4, 1>, ctnn::WaveNet<ctnn::WaveNetStack<2, ctnn::Dilated<2, 1, 3>, 2>,
                                                   ctnn::WaveNetStack<2, ctnn::Dilated<1, 1>, 1, ctnn::Tanh,
                                                                      ctnn::WaveNetOptions{.gated = true}>>>;

OnnxGraph graph_of(const std::string& bytes) {
    OnnxGraph graph = read_onnx_graph(bytes);
    fold_constants(graph);
    return graph;
}

const std::string& saved() {
    static const std::string bytes = [] {
        ctnn::Parameters<Net> parameters;
        ctnn::Random random{4};
        for (float& value : parameters.trained()) value = random.uniform<float>() - 0.5f;
        return ctnn::detail::onnx_text<Net>(parameters.data());
    }();
    return bytes;
}

/// A single Tanh is all that there is to translate here.
Model tanh_alone(OnnxGraph graph) {
    Model model({1});
    if (graph.nodes.size() == 1 && graph.nodes[0].operation == "Tanh")
        model.add(std::make_unique<ActivationLayer>(Shape{1}, *activation_named("tanh")));
    return model;
}

std::ptrdiff_t wave_nets(const OnnxGraph& graph) {
    return std::count_if(graph.nodes.begin(), graph.nodes.end(),
                         [](const OnnxNode& node) { return node.wave_net != nullptr; });
}

OnnxNode& node_at(OnnxGraph& graph, const std::string& place) {
    for (OnnxNode& node : graph.nodes)
        if (node.place == "node layers.0." + place) return node;
    FAIL("no " + place);
    return graph.nodes[0];
}

/// Whether what `change` makes of the graph is a WaveNet still.
template <class Change>
bool is_wave_net(const Change& change) {
    OnnxGraph graph = graph_of(saved());
    change(graph);
    gather_wave_nets(graph, tanh_alone);
    return wave_nets(graph) == 1;
}

}  // namespace

TEST_CASE("onnx_wave_net: one node stands for all, and takes the features", "[tools]") {
    OnnxGraph graph = graph_of(saved());
    CHECK(gather_wave_nets(graph, tanh_alone).empty());
    REQUIRE(graph.nodes.size() == 3);  // axes are turned before it and behind it
    const OnnxNode& node = graph.nodes[1];
    REQUIRE(node.wave_net);
    CHECK(node.operation == "WaveNet");
    CHECK(node.inputs == graph.nodes[0].outputs);
    CHECK(node.outputs == std::vector<std::string>{graph.nodes[2].inputs[0]});
    REQUIRE(node.wave_net->stacks.size() == 2);
    CHECK(node.wave_net->stacks[0].layers == std::vector<DilatedKernel>{{2, 1}, {2, 3}});
    CHECK(node.wave_net->stacks[1].gated);
}

TEST_CASE("onnx_wave_net: what computes another thing is none", "[tools]") {
    CHECK(is_wave_net([](OnnxGraph&) {}));
    const auto pads = [](std::int64_t before, std::int64_t behind) {
        return [=](OnnxGraph& graph) {
            node_at(graph, "0.1.conv/Conv").attributes["pads"].integers = {before, behind};
        };
    };
    CHECK(is_wave_net(pads(3, 0)));
    CHECK_FALSE(is_wave_net(pads(0, 3)));
    CHECK_FALSE(is_wave_net(pads(3, 1)));
    CHECK_FALSE(is_wave_net(pads(4, -1)));
    CHECK_FALSE(is_wave_net([](OnnxGraph& graph) {  // a value within is the graph's output too
        graph.outputs.push_back(node_at(graph, "0.0/Tanh").outputs[0]);
    }));
    CHECK_FALSE(is_wave_net(
        [](OnnxGraph& graph) { node_at(graph, "0.1.conv/Conv").attributes["strides"].integers = {2}; }));
    CHECK_FALSE(is_wave_net(
        [](OnnxGraph& graph) { node_at(graph, "0.1.conv/Conv").attributes["group"].integer = 2; }));
    CHECK_FALSE(is_wave_net([](OnnxGraph& graph) {  // channels of something else than the features
        node_at(graph, "0.rechannel/Conv").inputs[0] = "elsewhere";
    }));
    CHECK_FALSE(is_wave_net([](OnnxGraph& graph) {  // a mix of something else than the features
        node_at(graph, "0.1.mixin/Conv").inputs[0] = "elsewhere";
    }));
    CHECK_FALSE(is_wave_net([](OnnxGraph& graph) {  // the second layer takes what the first one took
        OnnxNode& conv = node_at(graph, "0.1.conv/Conv");
        conv.inputs[0] = node_at(graph, "0.0.conv/Conv").inputs[0];
    }));
    CHECK_FALSE(is_wave_net([](OnnxGraph& graph) { node_at(graph, "1.0/Sigmoid").operation = "Tanh"; }));
    CHECK_FALSE(is_wave_net([](OnnxGraph& graph) {  // halves that are not behind each other
        OnnxNode& slice = node_at(graph, "1.0/Slice");
        slice.inputs[2] = slice.inputs[1];
    }));
}

TEST_CASE("onnx_wave_net: biases", "[tools]") {
    const auto with_bias = [](const char* place, double value) {
        return [=](OnnxGraph& graph) {
            OnnxNode& conv = node_at(graph, place);
            const std::size_t filters = graph.constants.at(conv.inputs[1]).shape[0];
            graph.constants["b"] = {{filters}, std::make_shared<const Values>(filters, value)};
            conv.inputs.push_back("b");
        };
    };
    CHECK(is_wave_net(with_bias("0.rechannel/Conv", 0)));
    CHECK_FALSE(is_wave_net(with_bias("0.rechannel/Conv", 1)));
    OnnxGraph graph = graph_of(saved()), other = graph_of(saved());
    with_bias("0.0.mixin/Conv", 0.25)(other);
    gather_wave_nets(graph, tanh_alone);
    gather_wave_nets(other, tanh_alone);
    REQUIRE(wave_nets(other) == 1);
    const Tensor &plain = graph.nodes[1].wave_net->parts[2], &more = other.nodes[1].wave_net->parts[2];
    REQUIRE(plain.values.size() == 2);
    for (std::size_t i = 0; i < 2; ++i) CHECK(more.values[i] == plain.values[i] + 0.25);
}

TEST_CASE("onnx_wave_net: another activation is said", "[tools]") {
    OnnxGraph graph = graph_of(saved());
    node_at(graph, "1.0/Tanh").operation = "Sqrt";
    CHECK(gather_wave_nets(graph, tanh_alone) ==
          "node layers.0.1.0/Mul: a WaveNet with such an activation is not translated");
    CHECK(wave_nets(graph) == 0);
    graph = graph_of(saved());
    node_at(graph, "0.1/Tanh").operation = "LeakyRelu";
    CHECK(gather_wave_nets(graph, tanh_alone)
              .ends_with(": a WaveNet with several activations is not translated"));
}
