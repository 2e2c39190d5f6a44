#include <ctnn/io/read_safetensors.hpp>

#include <algorithm>
#include <cstring>
#include <ctnn/ctnn.hpp>
#include <data/message_of.hpp>
#include <data/scratch_file.hpp>
#include <io/foreign_file.hpp>
#include <string>
#include <testing.hpp>
#include <utility>
#include <vector>

using namespace ctnn;
using Catch::StartsWith;

namespace {

template <class Net>
std::string refusal(const std::string& content, const ReadOptions& options = {}) {
    const ScratchFile file(content, ".safetensors");
    Parameters<Net> parameters;
    std::fill_n(parameters.data(), parameters.size(), 0.5f);
    const auto before = parameters;
    const std::string found =
        message_of<FileError>([&] { read_safetensors(file.path(), parameters, options); });
    const bool untouched =
        std::memcmp(before.data(), parameters.data(), Parameters<Net>::size() * sizeof(float)) == 0;
    REQUIRE(untouched == (found != "nothing was thrown"));
    return found.starts_with(file.path()) ? found.substr(file.path().size() + 2) : found;
}

using Flat = Network<Input<5>, Dense<4, Tanh>, Dense<3>>;

}  // namespace

TEST_CASE("read_safetensors: layers without biases", "[io]") {
    using Bare = Network<Input<5>, Dense<4, Tanh>, NoBias<Dense<3>>>;
    answers_as_pytorch<Bare>(reference::wrapped, {.prefix = "model."});
    REQUIRE(refusal<Network<Input<5>, NoBias<Dense<4, Tanh>>, Dense<3>>>(content_of(reference::wrapped),
                                                                         {.prefix = "model."}) ==
            "\"model.0.bias\" is nothing that layer 0, NoBias<Dense<4, Tanh>>, has "
            "(ReadOptions::names says which module is which layer)");
    const ScratchFile pytorch(file_of({{"weight_ih_l0", {6, 1}}, {"weight_hh_l0", {6, 2}}}), ".safetensors");
    const ScratchFile keras(file_of({{"gru.kernel", {1, 6}}, {"gru.recurrent_kernel", {2, 6}}}),
                            ".safetensors");
    using Gated = Network<Input<3, 1>, NoBias<GRU<2>>>;
    REQUIRE(read_safetensors<Gated>(pytorch.path()).layer<0>().kernel[0] == 2);  // z, PyTorch's second
    REQUIRE(read_safetensors<Gated>(keras.path(), {.layout = from_keras}).layer<0>().kernel[3] == 3);
}

TEST_CASE("read_safetensors: rows that are many, of which pieces of the file end within one", "[io]") {
    using Net = Network<Input<300>, Dense<70>>;
    const ScratchFile file(file_of({{"weight", {70, 300}}}), ".safetensors");
    const auto parameters = read_safetensors<Net>(file.path());
    const auto weight = parameters.layer<0>().weight;
    for (std::size_t i = 0; i < 300; ++i)
        for (std::size_t o = 0; o < 70; ++o)
            if (weight[i * 70 + o] != float(o * 300 + i)) FAIL(i << ", " << o);
}

TEST_CASE("read_safetensors: transposed convolutions along a sequence", "[io]") {
    using Net = Network<Input<3, 2>, Conv1DTranspose<3, 4>>;
    const ScratchFile pytorch(file_of({{"weight", {2, 3, 4}}, {"bias", {3}}}), ".safetensors");
    const ScratchFile keras(file_of({{"kernel", {4, 3, 2}}, {"bias", {3}}}), ".safetensors");
    const auto read = read_safetensors<Net>(pytorch.path());
    REQUIRE(read.layer<0>().weight[(1 * 3 + 2) * 2 + 1] == (1 * 3 + 2) * 4 + 1);  // kernel, filter, channel
    const auto kept = read_safetensors<Net>(keras.path(), {.layout = from_keras});
    REQUIRE(kept.layer<0>().weight[11] == 11);
}

TEST_CASE("read_safetensors: a part of a file, by its prefix or by names", "[io]") {
    answers_as_pytorch<Flat>(reference::dense);
    answers_as_pytorch<Flat>(reference::wrapped, {.prefix = "model."});
    answers_as_pytorch<Flat>(reference::wrapped, {.names = {"model.0", "model.2"}});
    answers_as_pytorch<Flat>(reference::wrapped, {.prefix = "model.", .names = {"0", "2"}});
    const std::string content = content_of(reference::wrapped);
    REQUIRE(refusal<Flat>(content) == "\"unused.bias\" is of no layer of this network");
    REQUIRE(refusal<Flat>(content, {.prefix = "other."}) ==
            "no tensor's name begins with \"other.\", but one is \"model.0.bias\"");
    REQUIRE(refusal<Flat>(content, {.names = {"model.0", "model.3"}}) ==
            "there is no module \"model.3\", which ReadOptions::names has for layer 1, Dense<3>, the first "
            "here is "
            "\"model.0\"");
    REQUIRE(refusal<Flat>(content, {.names = {"model.0"}}) ==
            "ReadOptions::names has 1 module, but there are 2 layers with parameters");
    REQUIRE(refusal<Flat>(content, {.names = {"model.0", "model.2", "unused"}}) ==
            "ReadOptions::names has 3 modules, but there are 2 layers with parameters");
    REQUIRE(refusal<Flat>(content, {.names = {"model.2", "model.0"}}) ==
            "\"model.2.weight\" is 3 x 4, but layer 0, Dense<4, Tanh>, takes 4 x 5: made for 4 inputs?");
}

TEST_CASE("read_safetensors: what does not fit is said with the layer", "[io]") {
    const std::string content = content_of(reference::dense);
    REQUIRE(refusal<Network<Input<5>, Dense<4>, Dense<3>, Dense<1>>>(content) ==
            "there is nothing for layer 2, Dense<1>, which takes weight, 1 x 3");
    REQUIRE(refusal<Network<Input<5>, Dense<4>>>(content) == "\"2.bias\" is of no layer of this network");
    REQUIRE_THAT(
        (refusal<Network<Input<5>, Dense<8>, Dense<3>>>(content)),
        StartsWith("\"0.weight\" is 4 x 5, but layer 0, Dense<8>, takes 8 x 5: made for 4 outputs?"));
    REQUIRE_THAT((refusal<Network<Input<4>, Dense<5>, Dense<3>>>(content)),
                 StartsWith("\"0.weight\" is 4 x 5, but layer 0, Dense<5>, takes 5 x 4: transposed?"));
    REQUIRE_THAT((refusal<Network<Input<5>, Dense<4>, LayerNorm<>>>(content)),
                 StartsWith("\"2.weight\" is 3 x 4, but layer 1, LayerNorm<std::ratio<1, 100000>>, takes 4"));
    REQUIRE_THAT(
        (refusal<Network<Input<5, 3>, LSTM<8, Returns::sequence>, LSTM<8>, Dense<2>>>(
            content_of(reference::lstm), {.names = {"rnn", "rnn_l1", "head"}})),
        StartsWith("\"rnn.weight_ih_l0\" is 16 x 3, but layer 0, LSTM<8, Returns::sequence>, takes 32 x 3: "
                   "made for 4 units?"));
    REQUIRE(
        refusal<Network<Input<5>, Dense<3>>>(file_of({{"a.weight", {3, 5}}, {"a.scale", {3}}})) ==
        "\"a.scale\" is nothing that layer 0, Dense<3>, has (ReadOptions::names says which module is which "
        "layer)");
    REQUIRE(refusal<Network<Input<5>, BatchNorm<>>>(
                file_of({{"a.weight", {5}}, {"a.bias", {5}}, {"a.running_mean", {5}}}))
                .starts_with("\"a\" has no running_var, of which layer 0, BatchNorm"));
}

TEST_CASE("read_safetensors: modules out of order are told apart by their shapes, or not at all", "[io]") {
    using Net = Network<Input<3>, Dense<4>, Dense<2>>;
    const auto parts = [](std::size_t middle) {
        return file_of({{"decoder.weight", {2, middle}}, {"encoder.weight", {middle, 3}}});
    };
    const ScratchFile file(parts(4), ".safetensors");
    const auto parameters = read_safetensors<Net>(file.path());
    REQUIRE(parameters.layer<0>().weight[1 * 4 + 2] == 8 + 2 * 3 + 1);
    REQUIRE(parameters.layer<1>().weight[3 * 2 + 1] == 1 * 4 + 3);
    REQUIRE(parameters.layer<0>().bias[0] == 0);
    REQUIRE_THAT((refusal<Network<Input<3>, Dense<5>, Dense<2>>>(parts(4))),
                 StartsWith("\"decoder.weight\" is 2 x 4, but layer 0, Dense<5>, takes 5 x 3"));
}

TEST_CASE("read_safetensors: Keras's lie as here", "[io]") {
    using Net = Network<Input<4, 4, 1>, Conv2D<2, 3>, BatchNorm<>, Flatten, Dense<3>>;
    const ScratchFile file(file_of({{"conv2d/kernel", {3, 3, 1, 2}},
                                    {"conv2d/bias", {2}},
                                    {"conv2d_bn/gamma", {2}},
                                    {"conv2d_bn/beta", {2}},
                                    {"conv2d_bn/moving_mean", {2}},
                                    {"conv2d_bn/moving_variance", {2}},
                                    {"dense/kernel", {8, 3}},
                                    {"dense/bias", {3}}}),
                           ".safetensors");
    const auto parameters = read_safetensors<Net>(file.path(), {.layout = from_keras});
    std::vector<float> values(parameters.data(), parameters.data() + parameters.size());
    const std::vector<float> state{24, 25, 26, 27};
    REQUIRE(std::equal(state.begin(), state.end(), values.end() - 4));
    values.resize(values.size() - 4);
    std::vector<float> wanted;
    for (std::size_t i = 0; i < 55; ++i)
        if (i < 24 || i >= 28) wanted.push_back(float(i));
    REQUIRE(values == wanted);
}

TEST_CASE("read_safetensors: Keras's recurrent layers, both ways", "[io]") {
    using Net = Network<Input<4, 2>, Bidirectional<GRU<3>>>;
    const auto content = file_of({{"both/backward_gru/kernel", {2, 9}},
                                  {"both/backward_gru/recurrent_kernel", {3, 9}},
                                  {"both/backward_gru/bias", {2, 9}},
                                  {"both/forward_gru/kernel", {2, 9}},
                                  {"both/forward_gru/recurrent_kernel", {3, 9}},
                                  {"both/forward_gru/bias", {2, 9}}});
    const ScratchFile file(content, ".safetensors");
    const auto parameters = read_safetensors<Net>(file.path(), {.layout = from_keras});
    REQUIRE((parameters.data()[0] == 63 && parameters.data()[63] == 0 && parameters.data()[125] == 62));
    REQUIRE(refusal<Network<Input<4, 2>, GRU<3>>>(
                file_of({{"gru/kernel", {2, 9}}, {"gru/recurrent_kernel", {3, 9}}, {"gru/bias", {9}}}),
                {.layout = from_keras})
                .starts_with("\"gru/bias\" is 9, but layer 0, GRU<3>, takes 2 x 9"));
}

TEST_CASE("read_safetensors: into parameters of double, from any numbers", "[io]") {
    std::string content = content_of(reference::dense);
    const ScratchFile file(content, ".safetensors");
    const auto parameters = read_safetensors<Flat, double>(file.path());
    REQUIRE(parameters.layer<0>().bias[1] == (37.0 - 50) / 128);
    for (std::size_t size = 0; size < content.size(); size += 3)
        REQUIRE(refusal<Flat>(content.substr(0, size)) != "nothing was thrown");
    const std::size_t at = content.find("F32");
    REQUIRE(refusal<Flat>(content.replace(at, 3, "I32")) ==
            "\"0.bias\" is of I32, but parameters are made of F64, F32, F16 or BF16");
}

TEST_CASE("read_safetensors: a file with any bit of its header changed is refused or read, and nothing else",
          "[io]") {
    const std::string content = content_of(reference::dense);
    for (std::size_t at = 0; at < 8 + std::strlen(reference::dense.header); ++at)
        for (const int flip : {1, 4, 16, 128}) {
            std::string changed = content;
            changed[at] = static_cast<char>(changed[at] ^ flip);
            static_cast<void>(refusal<Flat>(changed, {.names = {"0", "2"}}));
        }
}
