#include "formats/rtneural.hpp"

#include <cmath>
#include <string>

#include <ctnn/data/file_error.hpp>
#include <data/message_of.hpp>
#include <data/scratch_file.hpp>
#include <testing.hpp>

#include "formats/read_model.hpp"
#include "model/refusal.hpp"

using namespace ctnn_tool;

namespace {

/// A file with these layers, each in braces.
std::string model_text(const std::string& shape, const std::string& layers) {
    return R"({"in_shape": )" + shape + R"(, "layers": [)" + layers + "]}";
}

Model model_of(const std::string& shape, const std::string& layers, const ImportOptions& options = {}) {
    return read_rtneural(parsed_json(model_text(shape, layers)), options);
}

std::string refusal(const std::string& layers, const std::string& shape = "[null, null, 1]") {
    return message_of<Refusal>([&] { model_of(shape, layers); });
}

const std::string dense = R"({"type": "dense", "activation": "tanh", "shape": [null, null, 2], )"
                          R"("weights": [[[0.5, -1]], [0.25, 0]]})";

}  // namespace

TEST_CASE("rtneural: layers are spelt as the library does, and computed", "[tools]") {
    const Model flat = model_of("[null, 1]", R"({"type": "dense", "activation": "relu", "shape": [null, 2],
                                                 "weights": [[[0.5, -1]], [0.25, 0]]})");
    CHECK(flat.declaration() == "ctnn::Network<ctnn::Input<1>, ctnn::Dense<2, ctnn::ReLU>>");
    CHECK(flat.run({2}) == Values{1.25, 0});
    CHECK_FALSE(flat.streams());

    const Model steps = model_of("[null, null, 1]", dense, {.steps = 3});
    CHECK(steps.declaration() ==
          "ctnn::Network<ctnn::Input<3, 1>, ctnn::TimeDistributed<ctnn::Dense<2, ctnn::Tanh>>>");
    CHECK(steps.streams());
    CHECK(steps.notes.empty());
    CHECK(model_of("[null, null, 1]", dense).input() == Shape{64, 1});
    CHECK(model_of("[null, null, 1]", dense).notes.size() == 1);

    const Model causal =
        model_of("[null, 3, 1]", R"({"type": "conv1d", "activation": "", "shape": [null, 3, 1],
        "kernel_size": [2], "dilation": [2], "groups": 1, "weights": [[[[10]], [[1]]], [0.5]]})");
    CHECK(causal.declaration() ==
          "ctnn::Network<ctnn::Input<3, 1>, ctnn::Conv1D<1, 2, ctnn::Linear, "
          "ctnn::Conv1DOptions{.padding = ctnn::causal, .dilation = 2}>>");
    CHECK(causal.run({1, 2, 3}) == Values{1.5, 2.5, 13.5});
    const Model valid = model_of("[null, 3, 1]", R"({"type": "conv1d", "activation": "softmax",
        "shape": [null, 1, 1], "dilation": [2], "weights": [[[[10]], [[1]]], [0.5]]})");
    CHECK(valid.output() == Shape{1, 1});
    const std::string lost =
        R"({"type": "conv1d", "activation": "", "shape": [null, 98, 1], "weights": [[[[1]], [[1]], [[1]]]]})";
    CHECK(model_of("[null, 100, 1]", lost, {.steps = 50}).output() == Shape{48, 1});
    CHECK(valid.run({1, 2, 3}) == Values{1});

    const Model last = model_of("[null, 2, 1]",
                                R"({"type": "lstm", "activation": "tanh", "shape": [null, 1],
                                    "weights": [[[0, 0, 0, 0]], [[0, 0, 0, 0]], [0, 0, 1, 0]]})");
    CHECK(last.declaration() == "ctnn::Network<ctnn::Input<2, 1>, ctnn::LSTM<1>>");

    const Model unbiased =
        model_of("[null, 2, 1]", R"({"type": "gru", "activation": "tanh", "shape": [null, 2, 1],
        "weights": [[[0, 0, 1]], [[0, 0, 0]]]})");
    CHECK(unbiased.declaration() ==
          "ctnn::Network<ctnn::Input<2, 1>, ctnn::NoBias<ctnn::GRU<1, ctnn::Returns::sequence>>>");
    CHECK(unbiased.run({1, 0})[0] == Approx(std::tanh(1.0) / 2));

    const Model norm = model_of("[null, 2]", R"({"type": "batchnorm", "activation": "", "shape": [null, 2],
        "epsilon": 0.0010000000474974513, "weights": [[3, 4], [1, 2], [0, 1], [-0.0005, 1]]})");
    CHECK(norm.declaration() ==
          "ctnn::Network<ctnn::Input<2>, ctnn::BatchNorm<std::ratio<1, 10>, std::ratio<1, 1000>>>");
}

TEST_CASE("rtneural: a layer that is not translated is named", "[tools]") {
    CHECK(refusal(dense + R"(, {"type": "peephole", "shape": [null, null, 1], "weights": []})") ==
          "layer 1: type \"peephole\" is not translated");
    CHECK(refusal(R"({"type": "dense", "activation": "maxout", "weights": [[[1]]]})") ==
          "layer 0: activation \"maxout\" is not translated");
    CHECK(refusal(R"({"type": "lstm", "activation": "relu", "weights": []})") ==
          "layer 0: activation \"relu\" of a recurrent layer is not translated");
    CHECK(refusal(R"({"type": "conv2d", "padding": "valid", "weights": [[[[[1]]]]]})") ==
          "layer 0: conv2d takes time x features x channels, not 64 x 1");
}

TEST_CASE("rtneural: sizes that do not fit", "[tools]") {
    CHECK(refusal(R"({"type": "dense", "activation": "", "weights": [[[1, 2], [3, 4]], [0, 0]]})") ==
          "layer 0: the weight is 2 x 2, but it should be 1 x 2");
    CHECK(refusal(R"({"type": "dense", "activation": "", "weights": [[[1, 2]], [0]]})") ==
          "layer 0: the bias is 1, but it should be 2");
    CHECK(refusal(R"({"type": "dense", "weights": [[[1, 2]]], "shape": [null, null, 3]})") ==
          "layer 0: its output is 64 x 2, but the file says 64 x 3");
    CHECK(
        refusal(
            R"({"type": "conv1d", "dilation": 4000000000, "weights": [[[[1]], [[1]]]], "shape": [0, 1, 1]})",
            "[null, 64, 1]") == "layer 0: the kernel reaches over 1 x 4000000001 of an input that is 64 x 1");
    CHECK(refusal(R"({"type": "conv1d", "groups": 0, "weights": [[[[1]], [[1]]]]})") ==
          "layer 0: 0 groups do not divide 1 channels and 1 filters");
    CHECK(refusal(R"({"type": "conv1d", "strides": 0, "weights": [[[[1]], [[1]]]]})") ==
          "layer 0: a stride or dilation of 0 goes nowhere");
    CHECK(refusal(R"({"type": "conv1d", "kernel_size": [5], "weights": [[[[1]], [[1]]]]})") ==
          "layer 0: \"kernel_size\" is 5, but the arrays have 2");
    CHECK(refusal(R"({"type": "conv1d", "weights": [1]})") ==
          "layer 0: \"weights\" is a list of numbers, not of arrays");
    CHECK(refusal(R"({"type": "dense", "weights": [[1e39]]})") ==
          "layer 0: the weight is 1, but it should be inputs x units");
    CHECK(refusal(R"({"type": "dense", "weights": [[[1e39]]]})") ==
          "layer 0: value 0 of the weight is 1e+39, which no float is");
    CHECK(refusal(R"({"type": "prelu", "weights": [[[1, 2, 3]]]})") ==
          "layer 0: there are 3 slopes for 64 x 1 values");
    CHECK(refusal(R"({"type": "batchnorm", "epsilon": 0, "weights": [[0], [1]]})") ==
          "layer 0: an epsilon of 0 is not translated; ctnn takes fractions from 1e-9 to 1e6");
    CHECK(refusal(R"({"type": "batchnorm", "epsilon": 0.001, "weights": [[0], [-1]]})") ==
          "layer 0: a variance and epsilon are -0.999, of which there is no root");
}

TEST_CASE("rtneural: a file that says little cannot ask for much", "[tools]") {
    CHECK(refusal(dense, "[null, 4000000000, 1]") ==
          "an input of 4000000000 x 1 has more than 1048576 values");
    CHECK(refusal(dense, "[null, 4000000000, 4000000000, 4000000000]") ==
          "an input of 4000000000 x 4000000000 x 4000000000 has more than 1048576 values");
    CHECK(refusal(dense, "[null, 1000000, 1]") ==
          "layer 0: an output of 1000000 x 2 has more than 1048576 values");
    CHECK(refusal(dense, "[null, 1]") == "layer 0: its output is 2, but the file says 0 x 2");
    CHECK(refusal(dense, "[]") == "\"in_shape\" is not a list of 2 to 4 extents");
    CHECK(refusal(dense, "[null, null]") == "\"in_shape\" does not say how many features there are");
    CHECK(refusal(dense, "7") == "\"in_shape\" is not a list of 2 to 4 extents");
    CHECK(refusal("1") == "\"layers\" is not a list of layers");
    CHECK(refusal("[]") == "layer 0: it is a list where an object should be");
    CHECK(refusal("{}") == "layer 0: there is no \"type\"");
    CHECK(refusal(R"({"type": "dense"})") == "layer 0: there is no \"weights\"");
    CHECK(refusal(R"({"type": "dense", "weights": {}})") ==
          "layer 0: \"weights\" should be a list of 1 to 2 arrays, but it is an object");
}

TEST_CASE("rtneural: a file that ends anywhere, or of which any byte is another, is read or refused",
          "[tools]") {
    const std::string whole = model_text("[null, 2, 1]", dense + R"(, {"type": "prelu", "activation": "",
        "shape": [null, 2, 2], "weights": [[[0.5, 1]]]})");
    const auto outcome = [](const std::string& text) {
        try {
            read_rtneural(parsed_json(text), {});
        } catch (const Refusal& refusal) {
            REQUIRE(std::string(refusal.what()).size() > 5);
            return false;
        }
        return true;
    };
    REQUIRE(outcome(whole));
    for (std::size_t size = 0; size < whole.size(); ++size) REQUIRE_FALSE(outcome(whole.substr(0, size)));
    for (std::size_t at = 0; at < whole.size(); ++at)
        for (const char sign : {'0', '9', '-', '"', '[', '}', ',', 'e', '\0', '\xFF'}) {
            std::string changed = whole;
            changed[at] = sign;
            outcome(changed);
        }
}

TEST_CASE("rtneural: the file is named first", "[tools]") {
    const ScratchFile file("{\"x\": 1}", ".json");
    CHECK(message_of<ctnn::FileError>([&] {
              read_model(file.path(), {});
          }).starts_with(file.path() + ": it is JSON, but of no kind that is known"));
    file.write("");
    CHECK(message_of<ctnn::FileError>([&] { read_model(file.path(), {}); }) ==
          file.path() + ": the file is empty");
    file.write("<xml>");
    CHECK(message_of<ctnn::FileError>([&] { read_model(file.path(), {}); }) ==
          file.path() + ": its format is not known");
}
