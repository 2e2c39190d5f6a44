#include "formats/skip.hpp"

#include <string>

#include <data/message_of.hpp>
#include <testing.hpp>

#include "formats/rtneural.hpp"
#include "formats/torch_json.hpp"
#include "model/refusal.hpp"

using namespace ctnn_tool;

namespace {

/// A model of one dense layer, with `more` beside its layers.
std::string amplifier(const std::string& more, const std::string& weight = "[[2]]") {
    return R"({"in_shape": [null, null, )" + std::string(weight == "[[2]]" ? "1" : "2") + R"(], )" + more +
           R"("layers": [{"type": "dense", "activation": "", "weights": [)" + weight + "]}]}";
}

Model model_of(const std::string& text) { return read_rtneural(parsed_json(text), {.steps = 2}); }

}  // namespace

TEST_CASE("skip: AIDA-X leads the input around its layers, behind one gain and before another", "[tools]") {
    CHECK(model_of(amplifier(R"("in_skip": 0, "in_gain": 0, "out_gain": null, )")).layers().size() == 1);
    const Model skip = model_of(amplifier(R"("in_skip": 1, )"));
    CHECK(skip.declaration() ==
          "ctnn::Network<ctnn::Input<2, 1>, "
          "ctnn::Residual<ctnn::TimeDistributed<ctnn::NoBias<ctnn::Dense<1>>>>>");
    CHECK(skip.run({1, 10}) == Values{3, 30});
    CHECK(skip.streams());
    CHECK(skip.parts()[0].path == "layers.0.0.weight");

    const Model all = model_of(amplifier(R"("in_skip": 1, "in_gain": 20, "out_gain": -20, )"));
    CHECK(all.layers().size() == 3);
    CHECK(all.run({1, 10})[1] == Approx(30));
    const Model out = model_of(amplifier(R"("out_gain": -100, )"));
    CHECK(out.run({1, 10}) == Values{0, 0});
}

TEST_CASE("skip: what a file recorded is compared with the translation", "[tools]") {
    const auto note = [](const std::string& more) { return model_of(amplifier(more)).notes.at(0); };
    CHECK(note(R"("in_skip": 1, "input_batch": [1, 2, 4], "output_batch": [[3], [6], [12]], )") ==
          "the translation is within 0 of what it recorded, whose largest is 12");
    CHECK(note(R"("input_batch": [1, 2, 4], "output_batch": [3, 6, 12], )") ==
          "WARNING: the translation is off by 4 of what it recorded, whose largest is 12");
    CHECK(note(R"("input_batch": [1, 2, 4], "output_batch": [3, 6], )") ==
          "what it recorded was not compared: its output is 2");
    CHECK(note(R"("input_batch": [1, "x"], "output_batch": [3, 6], )") ==
          "what it recorded was not compared: \"input_batch\" has the text \"x\" where a number should be");
}

TEST_CASE("skip: of several features it is the first that is led around, and that has a gain", "[tools]") {
    const Model model = model_of(amplifier(R"("in_skip": 1, "in_gain": 20, )", "[[2], [5]]"));
    CHECK(model.declaration() ==
          "ctnn::Network<ctnn::Input<2, 2>, ctnn::TimeDistributed<ctnn::NoBias<ctnn::Dense<2>>>, "
          "ctnn::Add<ctnn::Sequential<ctnn::TimeDistributed<ctnn::NoBias<ctnn::Dense<1>>>>, "
          "ctnn::TimeDistributed<ctnn::NoBias<ctnn::Dense<1>>>>>");
    CHECK(model.run({1, 1, 0, 2}) == Values{35, 10});
    CHECK(model.parts()[1].path == "layers.1.0.0.weight");
}

TEST_CASE("skip: what is not translated is said", "[tools]") {
    const auto refusal = [](const std::string& text) { return message_of<Refusal>([&] { model_of(text); }); };
    CHECK(refusal(amplifier(R"("in_skip": 2, )")) ==
          "\"in_skip\" is 2: more than one feature led around is not translated");
    CHECK(refusal(amplifier(R"("in_skip": 1, )", "[[1, 2], [3, 4]]")) ==
          "the first feature of 2 x 2 cannot be added to 2 x 2");
    CHECK(refusal(amplifier(R"("in_gain": "loud", )")) == "\"in_gain\" is the text \"loud\", not a number");
}

TEST_CASE("skip: Automated-GuitarAmpModelling's models", "[tools]") {
    const std::string text = R"({"model_data": {"model": "SimpleRNN", "skip": 1}, "state_dict": {
        "rec.weight_ih_l0": [[0], [0], [1], [0]], "rec.weight_hh_l0": [[0], [0], [0], [0]],
        "rec.bias_ih_l0": [100, 0, 0, 0], "rec.bias_hh_l0": [0, 0, 0, 100],
        "lin.weight": [[2]], "lin.bias": [0.5]}})";
    const Model model = read_torch_json(parsed_json(text), {.steps = 1});
    CHECK(model.declaration() ==
          "ctnn::Network<ctnn::Input<1, 1>, ctnn::Residual<ctnn::LSTM<1, "
          "ctnn::Returns::sequence>, ctnn::TimeDistributed<ctnn::Dense<1>>>>");
    CHECK(model.run({1})[0] == Approx(1.5 + 2 * std::tanh(std::tanh(1.0))));
}
