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

TEST_CASE("nam: what is not translated, or does not fit", "[tools]") {
    CHECK(refusal("WaveNet", "", "1") == "architecture \"WaveNet\" is not translated");
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
