#include "formats/onnx_patterns.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include <reference/onnx_graphs.hpp>
#include <reference/onnx_patterns.hpp>
#include <testing.hpp>

#include "formats/onnx.hpp"
#include "formats/onnx_windows.hpp"
#include "model/refusal.hpp"

using namespace ctnn_tool;

namespace {

/// Of theirs, what lies where ours is: channels first here and there, as `notes` say of what goes in or out.
Values in_our_order(const Values& theirs, const Shape& ours, const std::vector<std::string>& notes,
                    const std::string& of) {
    const bool turned = std::any_of(notes.begin(), notes.end(), [&](const std::string& note) {
        return note.find("its " + of) == 0 && note.find("channels last") != note.npos;
    });
    if (!turned) return theirs;
    Shape shape{ours.back()};
    std::vector<std::size_t> order;
    for (std::size_t axis = 0; axis + 1 < ours.size(); ++axis) {
        shape.push_back(ours[axis]);
        order.push_back(axis + 1);
    }
    order.push_back(0);
    return permuted({shape, theirs}, order).values;
}

}  // namespace

TEST_CASE("onnx_patterns: several nodes that are one layer, or layers that stand for a node", "[tools]") {
    for (const golden::OnnxPattern& pattern : golden::onnx_patterns) {
        const Model model = read_onnx(golden::from_hex(pattern.onnx), {});
        CAPTURE(model.declaration(), model.notes);
        REQUIRE(size_of(model.input()) == pattern.x.size());
        const Values y = in_our_order(pattern.y, model.output(), model.notes, "output");
        const Values found = model.run(in_our_order(pattern.x, model.input(), model.notes, "input"));
        REQUIRE(found.size() == y.size());
        for (std::size_t i = 0; i < y.size(); ++i) CHECK(std::abs(found[i] - y[i]) < 1e-6);
    }
}

TEST_CASE("onnx_patterns: what is declared", "[tools]") {
    const auto layers = [](std::size_t i) {
        const std::string text =
            without_namespace(read_onnx(golden::from_hex(golden::onnx_patterns[i].onnx), {}).declaration());
        return text.substr(text.find(">, ") + 3);
    };
    CHECK(layers(0) == "LayerNorm<std::ratio<1, 100000>>, TimeDistributed<Dense<1>>>");
    CHECK(layers(2) == "RMSNorm<std::ratio<1, 1000000>>>");
    CHECK(layers(5) == "Dense<2>>");  // with what is before and behind it
    CHECK(layers(9) ==
          "Activation<HardSwish>, Activation<HardSigmoid>, "
          "BatchNorm<std::ratio<1, 10>, std::ratio<1, 1000000000>>>");
    CHECK(layers(12) == "Conv1D<2, 2, ReLU, Conv1DOptions{.padding = causal, .dilation = 2}>>");
    CHECK(layers(15) ==
          "Concat<Sequential<Conv2D<2, 2>, Flatten>, Sequential<Conv2D<3, 3>, Flatten>>, Dense<1>>");
    CHECK(layers(30) ==
          "WaveNet<WaveNetStack<2, Dilated<2, 1, 3>, 2, Tanh, "
          "WaveNetOptions{.gated = true, .head_bias = true, .head_kernel = 2}>>>");
    CHECK(layers(31) ==
          "WaveNet<WaveNetStack<2, Dilated<2, 1>, 2, SiLU, WaveNetOptions{.head_bias = true}>, "
          "WaveNetStack<2, Dilated<2, 2>, 1, SiLU, WaveNetOptions{.head_bias = true}>>>");
    CHECK(layers(32) == "MultiHeadAttention<2, 4, Causal>>");
    CHECK(layers(33) == "Residual<MultiHeadAttention<2, 4, Causal>>>");
    CHECK(layers(34) == "MultiHeadAttention<2, 4>>");
}

TEST_CASE("onnx_patterns: zeros that auto_pad and ceil_mode ask for", "[tools]") {
    const ctnn::Size2D two{1, 2};
    CHECK(padding_below({5, 1}, two, two) == ctnn::pad(0, 0, 1, 0));
    CHECK(padding_below({4, 7, 1}, {2, 4}, {1, 3}) == ctnn::pad(1, 0, 2, 1));
    CHECK(padding_to_end({5, 1}, two, two, ctnn::pad(0, 0, 0, 0)) == ctnn::pad(0, 0, 0, 1));
    CHECK(padding_to_end({4, 1}, two, two, ctnn::pad(0, 0, 0, 0)) == ctnn::pad(0, 0, 0, 0));
    CHECK_THROWS_WITH(padding_to_end({4, 1}, {1, 1}, {1, 3}, ctnn::pad(0, 0, 0, 1)),
                      "a pool whose last window has nothing of its input");
}
