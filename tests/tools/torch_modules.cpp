#include "formats/torch_modules.hpp"

#include <string>

#include <data/message_of.hpp>
#include <testing.hpp>

#include "formats/json.hpp"
#include "formats/torch_json.hpp"
#include "model/refusal.hpp"

using namespace ctnn_tool;

namespace {

Model model_of(const std::string& text, const ImportOptions& options = {}) {
    return read_torch_json(parsed_json(text), options);
}

std::string refusal(const std::string& text, const ImportOptions& options = {}) {
    return message_of<Refusal>([&] { model_of(text, options); });
}

const std::string two =
    R"({"a.weight": [[1, 2], [3, 4], [5, 6]], "a.bias": [0, 0, 1], "b.weight": [[1, 1, -1]]})";

}  // namespace

TEST_CASE("torch_modules: Linear modules one behind the other", "[tools]") {
    const Model linear = model_of(two);
    CHECK(linear.declaration() ==
          "ctnn::Network<ctnn::Input<2>, ctnn::Dense<3>, ctnn::NoBias<ctnn::Dense<1>>>");
    CHECK(linear.run({1, 10}) == Values{21 + 43 - 66});
    CHECK(linear.notes.size() == 1);
    const Model relu = model_of(two, {.activations = {"relu", "tanh"}});
    CHECK(relu.declaration() ==
          "ctnn::Network<ctnn::Input<2>, ctnn::Dense<3, ctnn::ReLU>, ctnn::NoBias<ctnn::Dense<1, "
          "ctnn::Tanh>>>");
    CHECK(relu.notes.empty());
    CHECK(refusal(two, {.activations = {"relu", "tanh", "tanh"}}) ==
          "3 activations for 2 modules that take one");
    CHECK(refusal(two, {.activations = {"spike"}}) == "module \"a\": activation \"spike\" is not known");
}

TEST_CASE("torch_modules: convolutions are told how they go", "[tools]") {
    const std::string conv = R"({"weight": [[[1, 10, 100]], [[0, 0, 1]]], "bias": [0, 0.5]})";
    const Model model = model_of(conv, {.steps = 4, .stride = 2, .causal = true});
    CHECK(model.declaration() ==
          "ctnn::Network<ctnn::Input<4, 1>, ctnn::Conv1D<2, 3, ctnn::Linear, "
          "ctnn::Conv1DOptions{.stride = 2, .padding = ctnn::causal}>>");
    CHECK(model.run({1, 2, 3, 4}) == Values{100, 1.5, 321, 3.5});
    CHECK(model_of(conv, {.steps = 4, .groups = 2}).input() == Shape{4, 2});
    CHECK(refusal(conv, {.steps = 2}) ==
          "module \"\": the kernel reaches over 1 x 3 of an input that is 2 x 1");
}

TEST_CASE("torch_modules: what is none of ours is named", "[tools]") {
    CHECK(
        refusal(R"({"a.in_proj_weight": [[1], [1], [1]], "a.in_proj_bias": [0, 0, 0]})") ==
        "module \"a\": attention, whose heads no file counts, is not translated: read_safetensors reads it");
    CHECK(refusal(R"({"n.weight": [1, 2], "n.bias": [0, 0]})") ==
          "module \"n\": a module with a weight of 2 is not translated");
    CHECK(refusal(R"({"c.weight": [[[[1]]]]})") ==
          "module \"c\": a module with a weight of 1 x 1 x 1 x 1 is not translated");
    CHECK(refusal(R"({"r.weight_ih_l0": [[1], [1], [1], [1]], "r.weight_hh_l0": [[1], [1], [1], [1]],
                      "r.weight_ih_l0_reverse": [[1]]})") ==
          "module \"r\": \"weight_ih_l0_reverse\", of two directions, is not translated");
    CHECK(refusal(R"({"r.weight_ih_l0": [[1], [1]], "r.weight_hh_l0": [[1], [1]]})") ==
          "module \"r\": a recurrent weight of 2 x 1 is neither an RNN's nor a GRU's nor an LSTM's");
    CHECK(refusal(R"({"r.weight_ih_l0": [[1]], "r.weight_hh_l0": [[1]], "r.weight_ih_l2": [[1]]})") ==
          "module \"r\": it has more tensors than those of its layers");
    CHECK(refusal(R"({"a.weight": [[1]], "a.b.weight": {}})") ==
          "\"a.b.weight\" has an object where a number should be");
}
