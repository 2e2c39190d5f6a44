// Writes into the folder that the argument names what ctnn makes of models whose content is in this tree.

#include <optional>
#include <string>

#include <ctnn/data/write_file.hpp>

#include <reference/keras_files.hpp>
#include <reference/onnx.hpp>
#include <reference/onnx_graphs.hpp>

#include "formats/json.hpp"
#include "formats/keras.hpp"
#include "formats/nam.hpp"
#include "formats/onnx.hpp"
#include "formats/rtneural.hpp"
#include "formats/torch_json.hpp"
#include "write/header.hpp"
#include "write/safetensors.hpp"

using namespace ctnn_tool;

namespace {

void write(const std::string& folder, const std::string& name, const Model& model) {
    ctnn::detail::write_file(folder + '/' + name + ".hpp", header_of(model, name, name, "a test"));
    ctnn::detail::write_file(folder + '/' + name + ".safetensors", safetensors_of(model, "a test"));
}

/// What is read of a file that is written beside the headers.
void write_keras(const std::string& folder, const std::string& name, const std::string& file) {
    const std::string path = folder + '/' + file;
    ctnn::detail::write_file(path, keras_file(file));
    write(folder, name,
          read_keras(path, {.steps = name == "keras_gru" ? std::optional<std::size_t>(4) : std::nullopt}));
}

const char* const amplifier =
    R"({"in_shape": [null, null, 2], "in_skip": 1, "in_gain": 3, "out_gain": -6, "layers": [
    {"type": "gru", "activation": "tanh", "shape": [null, null, 2], "weights": [[[1, 0.5, -1, 0.25, 0.5, 1],
     [0.5, -0.5, 1, 1, -1, 0.25]], [[0.5, 0.5, 0.5, 0.5, 0.5, 0.5], [1, -1, 1, -1, 1, -1]]]},
    {"type": "prelu", "activation": "", "weights": [[[0.5, 0.25]]]},
    {"type": "batchnorm", "activation": "relu", "epsilon": 0.001, "weights": [[0.5, 1], [1, 2]]},
    {"type": "conv1d", "activation": "softmax", "kernel_size": [2], "dilation": [2], "groups": 2,
     "weights": [[[[1, -1]], [[0.5, 2]]], [0, 1]]},
    {"type": "dense", "activation": "elu", "weights": [[[0.5], [-1]]]}]})";

const char* const last_step = R"({"in_shape": [null, 5, 1], "layers": [
    {"type": "lstm", "activation": "tanh", "shape": [null, 2], "weights": [[[1, 0.5, -1, 0.25, 0.5, 1, 2, -2]],
     [[1, 1, 0, 0, 1, 1, 0, 0], [0.5, 0, 0.5, 0, 0.5, 0, 0.5, 0]], [0, 0, 1, 1, 0, 0, 0, 0]]},
    {"type": "dense", "activation": "", "shape": [null, 3], "weights": [[[1, 2, 3], [4, 5, 6]], [0, 0, 1]]},
    {"type": "activation", "activation": "softmax", "shape": [null, 3], "weights": []}]})";

const char* const conv_net =
    R"({"version": "0.5.4", "architecture": "ConvNet", "config": {"channels": 1, "dilations": [1, 2],
    "batchnorm": true, "activation": "Tanh"}, "weights": [1, 10, 0, 1, 2, 0, 0.001, 3, 1, 0, 1, 1, -5, 0.001, 2, 1]})";

const char* const recurrent =
    R"({"a.weight_ih_l0": [[0.5]], "a.weight_hh_l0": [[0.25]], "a.bias_ih_l0": [0.5], "b.weight": [[2]]})";

}  // namespace

int main(int, char** arguments) {
    const std::string folder = arguments[1];
    write(folder, "images", read_onnx(golden::images, {}));
    write(folder, "reshaped", read_onnx(golden::reshaped, {}));
    write(folder, "pooled", read_onnx(golden::pooled, {}));
    write(folder, "sequence", read_onnx(golden::sequence, {}));
    write(folder, "blocks", read_onnx(golden::blocks, {}));
    write(folder, "gated", read_onnx(golden::gated, {}));
    write(folder, "both_ways", read_onnx(golden::both_ways, {}));
    write(folder, "bordered", read_onnx(golden::bordered, {}));
    write(folder, "painted", read_onnx(golden::painted, {}));
    write(folder, "lengthened", read_onnx(golden::lengthened, {}));
    write(folder, "words", read_onnx(golden::words, {}));
    write(folder, "begun", read_onnx(golden::begun, {}));
    write(folder, "begun_gru", read_onnx(golden::begun_gru, {}));
    write(folder, "cells", read_onnx(golden::lstm, {}));
    write(folder, "last_of_rnn", read_onnx(golden::rnn, {}));
    write(folder, "causal", read_onnx(golden::causal, {}));
    write(folder, "convolved", read_onnx(golden::convolved, {}));
    write(folder, "amplifier", read_rtneural(parsed_json(amplifier), {.steps = 6}));
    write(folder, "last_step", read_rtneural(parsed_json(last_step), {}));
    write(folder, "conv_net", read_nam(parsed_json(conv_net), {.steps = 8}));
    write_keras(folder, "keras_images", "images.keras");
    write_keras(folder, "keras_sequence", "sequence.h5");
    write_keras(folder, "keras_gru", "gru.keras");
    write_keras(folder, "keras_gated", "gated.keras");
    write_keras(folder, "keras_reset_before", "reset_before.keras");
    write(folder, "recurrent",
          read_torch_json(parsed_json(recurrent), {.steps = 4, .activations = {"selu"}}));
}
