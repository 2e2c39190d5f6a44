#include "formats/nam.hpp"

#include <cmath>
#include <string>

#include <data/message_of.hpp>
#include <testing.hpp>

#include "formats/json.hpp"
#include "model/refusal.hpp"

using namespace ctnn_tool;

namespace {

Model model_of(const std::string& architecture, const std::string& config, const std::string& weights) {
    return read_nam(
        parsed_json(R"({"version": "0.5.4", "architecture": ")" + architecture + R"(", "config": {)" +
                    config + R"(}, "weights": [)" + weights + R"(], "sample_rate": 44100})"),
        {.steps = 3});
}

std::string refusal(const std::string& architecture, const std::string& config, const std::string& weights) {
    return message_of<Refusal>([&] { model_of(architecture, config, weights); });
}

const std::string lstm = R"("input_size": 1, "hidden_size": 1, "num_layers": 1)",
                  conv = R"("channels": 1, "dilations": [1, 2], "batchnorm": true, "activation": "ReLU")";

/// One stack of one channel; `more` stands before the rest of what it is told.
std::string wave(const std::string& more, const std::string& behind = "") {
    return R"("layers": [{)" + more +
           R"("input_size": 1, "condition_size": 1, "channels": 1}], "head_scale": 1)" + behind;
}
const std::string small = R"("kernel_size": 2, "dilations": [1], "activation": "Tanh", "gated": false,
                            "head_size": 1, "head_bias": true, )";
const std::string later = R"("kernel_sizes": [2, 3], "dilations": [1, 4], "activation": [{"type": "LeakyReLU",
    "negative_slope": 0.01}, "LeakyReLU"], "gating_mode": ["gated", "gated"], "secondary_activation": "Sigmoid",
    "head": {"out_channels": 1, "kernel_size": 2, "bias": false}, "bottleneck": 1, "groups_input": 1,
    "layer1x1": {"active": true, "groups": 1}, "head1x1": {"active": false, "out_channels": 1, "groups": 1},
    "conv_pre_film": {"active": false, "shift": true}, "conv_post_film": false, )";

std::string refused_wave(const std::string& told, const std::string& behind = "") {
    return refusal("WaveNet", wave(told, behind), "1,2,3,4,5,6,7,8,9");
}

}  // namespace

TEST_CASE("nam: an LSTM, which begins with its h and c", "[tools]") {
    // i, f and o are open: W and U of i f g o, row by row, then their biases, h, c, the head.
    const Model model = model_of("LSTM", lstm, "0,0, 0,0, 1,2, 0,0, 100,100,0,100, 0.5,-1.5, 2,0.25");
    CHECK(model.declaration() ==
          "ctnn::Network<ctnn::Input<3, 1>, ctnn::WithInitialState<ctnn::LSTM<1, "
          "ctnn::Returns::sequence>>, ctnn::TimeDistributed<ctnn::Dense<1>>>");
    CHECK(model.run({1, 0, 0})[0] == Approx(2 * std::tanh(std::tanh(2.0) - 1.5) + 0.25));
    REQUIRE(model.comments.size() == 1);
    CHECK_THAT(model.comments[0], Catch::Contains(" 22050 steps of 0."));
}

TEST_CASE("nam: a ConvNet, with norms and without, and a Linear", "[tools]") {
    const Model normed = model_of("ConvNet", conv, "1,10, 0,1,2,0,0.001, 3,1, 0,1,1,-5,0.001, 2,1");
    CHECK(normed.layers().size() == 7);
    CHECK(normed.declaration().find(
              "ctnn::NoBias<ctnn::Conv1D<1, 2, ctnn::Linear, ctnn::Conv1DOptions{.padding = ctnn::causal, "
              ".dilation = 2}>>, ctnn::BatchNorm<std::ratio<1, 10>, std::ratio<1, 1000>>, "
              "ctnn::Activation<ctnn::ReLU>") != std::string::npos);
    const double first = 20 / std::sqrt(1.001), second = first / std::sqrt(1.001) - 5;
    CHECK(normed.run({1, 0, 0})[0] == Approx(2 * second + 1));
    const Model plain =
        model_of("ConvNet", R"("channels": 1, "dilations": [1], "batchnorm": false, "activation":
                                 {"type": "Tanh"})",
                 "1,10,0.5, 2,1");
    CHECK(plain.run({0, 0.1, 0})[2] == Approx(2 * std::tanh(0.6) + 1));
    const Model linear = model_of("Linear", R"("receptive_field": 2, "bias": true)", "10,1,0.5");
    CHECK(linear.run({1, 2, 3}) == Values{10.5, 21.5, 32.5});
}

TEST_CASE("nam: a WaveNet, whose head's scale goes into its weights", "[tools]") {
    // Rechannel; two taps, bias; mixin; output, bias, which nobody takes; head, bias; scale.
    const Model model = model_of("WaveNet", wave(small), "2, 1,0.5,0.25, -1, 70,80, 3,1, 0.5");
    CHECK(model.declaration() ==
          "ctnn::Network<ctnn::Input<3, 1>, ctnn::WaveNet<ctnn::WaveNetStack<1, ctnn::Dilated<2, 1>, 1, "
          "ctnn::Tanh, "
          "ctnn::WaveNetOptions{.head_bias = true}>>>");
    CHECK(model.multiply_adds() == 3 * (1 + 2 + 1 + 1));
    const Values y = model.run({0.1, 0.2, 0});
    CHECK(y[0] == Approx(0.5 * (3 * std::tanh(0.1 + 0.25 - 0.1) + 1)));
    CHECK(y[1] == Approx(0.5 * (3 * std::tanh(0.2 + 0.2 + 0.25 - 0.2) + 1)));
    REQUIRE(model.comments.size() == 1);
    CHECK_THAT(model.comments[0], Catch::Contains(" 1 steps of 0."));
}

TEST_CASE("nam: a WaveNet of later versions, as far as there are layers for it", "[tools]") {
    const Model model =
        model_of("WaveNet", wave(later), "1, 1,1,1,1,0,0, 1,0, 1,0, 1,1,1,1,1,1,0,0, 1,0, 9,9, 1,1, 1");
    CHECK(
        model.declaration() ==
        "ctnn::Network<ctnn::Input<3, 1>, ctnn::WaveNet<ctnn::WaveNetStack<1, ctnn::InTurn<ctnn::Dilated<2, "
        "1>, "
        "ctnn::Dilated<3, 4>>, 1, ctnn::LeakyReLU, ctnn::WaveNetOptions{.gated = true, .head_kernel = 2}>>>");
    const auto gated = [](double z, double gate) { return z / (1 + std::exp(-gate)); };
    const double z = gated(2, 1), x = 1 + z;
    CHECK(model.run({1, 0, 0})[0] == Approx(z + gated(x + 1, x)));
    CHECK_THAT(model.comments[0], Catch::Contains(" 10 steps of 0."));

    const std::string steep = R"("kernel_size": 1, "dilations": [1], "head_size": 1, "head_bias": false,
        "activation": {"type": "LeakyReLU", "negative_slope": 0.3}, "gated": false, )";
    const Model other = model_of("WaveNet", wave(steep), "1, 1,0, 1, 9,9, 1, 1");
    CHECK_THAT(other.declaration(), Catch::Contains("ctnn::LeakyReLUOf<std::ratio<3, 10>>"));
    CHECK(other.run({1, -1, 0})[1] == Approx(-0.6));
}

TEST_CASE("nam: of models of one sound, the last", "[tools]") {
    const auto one = [](const char* bias) {
        return R"({"model": {"version": "0.7.0", "architecture": "Linear", "config": {"receptive_field": 1,
                  "bias": true}, "weights": [1, )" +
               std::string(bias) + "]}}";
    };
    const auto models = [](const std::string& all) {
        return model_of("SlimmableContainer", R"("submodels": [)" + all + "]", "");
    };
    CHECK(models(one("5") + ", " + one("7")).run({1, 0, 0})[0] == 8);
    CHECK(message_of<Refusal>([&] { models(""); }) == "config: \"submodels\" is not a list of models");
    CHECK(message_of<Refusal>([&] { models("{}"); }) == "submodels: there is no \"model\"");
    CHECK(message_of<Refusal>([&] { models(R"({"model": {}})"); }) ==
          "config: the last of \"submodels\" is no model");
}

TEST_CASE("nam: what is not translated of a WaveNet is named", "[tools]") {
    for (const char* const name : {"groups_input", "groups_input_mixin", "bottleneck"})
        CHECK(refused_wave('"' + std::string(name) + "\": 2, " + small) ==
              "config: \"" + std::string(name) + "\" is not translated");
    CHECK(refused_wave(R"("layer1x1": {"active": false, "groups": 1}, )" + small) ==
          "config: \"layer1x1\" is not translated");
    for (const char* const name :
         {"head1x1", "conv_pre_film", "conv_post_film", "activation_pre_film", "novelty"})
        CHECK(refused_wave('"' + std::string(name) + "\": {\"active\": true}, " + small) ==
              "config: \"" + std::string(name) + "\" is not translated");
    CHECK(refused_wave(small, R"(, "condition_dsp": {})") == "config: \"condition_dsp\" is not translated");
    CHECK(refused_wave(small, R"(, "condition_dsp": {"active": false})") ==
          "config: \"condition_dsp\" is not translated");
    CHECK(refused_wave(small, R"(, "head": {"channels": 8})") == "config: \"head\" is not translated");
    CHECK(refused_wave(R"("gating_mode": "blended", )" + small) ==
          "config: gating mode \"blended\" is not translated");
    CHECK(refused_wave(R"("gating_mode": "gated", "secondary_activation": "ReLU", )" + small) ==
          "config: a gate of another activation than Sigmoid is not translated");
    const std::string open = R"("kernel_size": 2, "dilations": [1, 2], "head_size": 1, "head_bias": true, )";
    CHECK(refused_wave(open + R"("activation": ["ReLU", "Tanh"], )") ==
          "config: \"activation\" differs from layer to layer, which is not translated");
    CHECK(refused_wave(open + R"("activation": ["ReLU"], )") == "config: a list of 1 for 2 layers");
    CHECK(refused_wave(open + R"("activation": {"type": "LeakyReLU", "negative_slope": -0.5}, )") ==
          "a LeakyReLU's slope of -0.5 is not translated; ctnn takes fractions from 1e-9 to 1e6");
    CHECK(refused_wave(open + R"("activation": 7, )") == "config: an activation is the number 7");
}

TEST_CASE("nam: a WaveNet that does not fit", "[tools]") {
    CHECK(refusal("WaveNet", R"("layers": [])", "1") == "config: \"layers\" is not a list of objects");
    CHECK(refusal("WaveNet", R"("layers": ["x"])", "1") == "config: a layer is the text \"x\"");
    CHECK(refused_wave(small) == "\"weights\" has 9 numbers, which are too few");
    CHECK(refusal("WaveNet", wave(small), "1,2,3,4,5,6,7,8,9,10,11") ==
          "\"weights\" has 11 numbers, but its layers take 10");
    const std::string rest = R"("activation": "Tanh", "head_size": 1, "head_bias": true, )";
    CHECK(refused_wave(R"("kernel_size": 0, "dilations": [1], )" + rest) == "config: a kernel of size 0");
    CHECK(refused_wave(R"("kernel_size": 2, "dilations": [], )" + rest) ==
          "config: \"dilations\" is not a list of numbers");
    CHECK(refused_wave(R"("kernel_size": 2, "dilations": [1, 0.5], )" + rest) ==
          "config: \"dilations\" has what is no whole number from 1 on");
    CHECK(refused_wave(R"("kernel_size": [3, 2], "dilations": [1], )" + rest) ==
          "config: \"kernel_size\" is a list");
    CHECK(refused_wave(R"("head": [1], )" + small) == "config: \"head\" is a list");
    CHECK(refused_wave(R"("kernel_sizes": [2, 3], "dilations": [1], )" + rest) ==
          "config: 2 kernel sizes for 1 dilations");
    CHECK(refused_wave(R"("kernel_size": 4000000000, "dilations": [1], )" + rest) ==
          "\"weights\" has 9 numbers, which are too few");
    const std::string two =
        R"("kernel_size": 1, "dilations": [1], "activation": "Tanh", "head_size": 1, "head_bias": false, )";
    const auto stack = [&](const char* channels, const char* inputs) {
        return "{" + two + R"("condition_size": 1, "channels": )" + channels + R"(, "input_size": )" +
               inputs + "}";
    };
    const std::string many = "1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1";
    CHECK(refusal("WaveNet", R"("layers": [)" + stack("1", "1") + ", " + stack("1", "2") + "]", many) ==
          "config: a stack takes 2 channels and 1 of the condition, but is given 1 and 1");
    CHECK(refusal("WaveNet", R"("layers": [)" + stack("1", "1") + ", " + stack("2", "1") + "]", many) ==
          "a head of 1 values before a stack of 2 channels");
    CHECK(refused_wave(R"("kernel_size": 2, "dilations": [1], "activation": "Tanh", "head_size": 0,
                          "head_bias": true, )") ==
          "config: a stack of 0 channels, or a head of 0 values or steps");
}

TEST_CASE("nam: what is not translated, or does not fit", "[tools]") {
    CHECK(refusal("Transformer", "", "1") == "architecture \"Transformer\" is not translated");
    CHECK(refusal("LSTM", lstm, "1,2") == "\"weights\" has 2 numbers, which are too few");
    CHECK(refusal("LSTM", lstm, "0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,1") ==
          "\"weights\" has 17 numbers, but its layers take 16");
    CHECK(refusal("LSTM", R"("input_size": 1, "hidden_size": 4000000000, "num_layers": 1)", "1") ==
          "\"weights\" has 1 numbers, which are too few");
    CHECK(refusal("LSTM", R"("input_size": 1, "hidden_size": 0, "num_layers": 4000000000)", "1") ==
          "config: an LSTM of no layers or units");
    CHECK(refusal("LSTM", R"("input_size": 0, "hidden_size": 1, "num_layers": 1)", "1") ==
          "an input of 3 x 0 has no values");
    CHECK(refusal("LSTM", R"("input_size": 1)", "1") == "config: there is no \"hidden_size\"");
    CHECK(refusal("ConvNet", R"("channels": 1, "dilations": [], "batchnorm": true, "activation": "ReLU")",
                  "1") == "config: \"dilations\" is not a list of numbers");
    CHECK(refusal("ConvNet", R"("channels": 1, "dilations": [0], "batchnorm": true, "activation": "ReLU")",
                  "1") == "config: a dilation is no whole number from 1 on");
    CHECK(refusal("ConvNet", R"("channels": 1, "dilations": [1], "batchnorm": 1, "activation": "ReLU")",
                  "1") == "config: \"batchnorm\" is the number 1");
    CHECK(refusal("ConvNet", R"("channels": 1, "dilations": [1], "batchnorm": true, "activation": "Snake")",
                  "1") == "config: activation \"Snake\" is not translated");
}
