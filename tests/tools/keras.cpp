#include "formats/keras.hpp"

#include <zlib.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>

#include <ctnn/data/file_error.hpp>
#include <ctnn/io/stored_number.hpp>
#include <ctnn/io/zip_file.hpp>
#include <data/message_of.hpp>
#include <data/scratch_file.hpp>
#include <reference/keras.hpp>
#include <reference/keras_files.hpp>
#include <reference/keras_graphs.hpp>
#include <testing.hpp>

#include "formats/read_model.hpp"
#include "formats/tensor_file.hpp"
#include "model/refusal.hpp"

using namespace ctnn_tool;

namespace {

Model model_of(const std::string& bytes, const ImportOptions& options = {}) {
    const ScratchFile file(bytes, ".keras");
    CHECK_FALSE(read_tensors(file.path(), true).has_value());
    return read_model(file.path(), options);
}

std::string refusal(const std::string& bytes, const ImportOptions& options = {}) {
    const ScratchFile file(bytes, ".h5");
    try {
        read_model(file.path(), options);
    } catch (const ctnn::FileError& error) {
        return std::string(error.what()).substr(file.path().size() + 2);
    }
    return "nothing was thrown";
}

/// With other text of the same length.
std::string replaced(std::string bytes, const std::string& from, std::string to) {
    REQUIRE(to.size() <= from.size());
    to.resize(from.size(), ' ');
    const std::size_t at = bytes.find(from);
    REQUIRE(at != bytes.npos);
    return bytes.replace(at, from.size(), to);
}

/// A zip file of entries as they are, whose config.json was changed, with its checksum made right.
std::string resealed(std::string bytes) {
    const ScratchFile file(bytes, ".keras");
    const ctnn::detail::ZipFile zip(file.path());
    const ctnn::detail::ZipEntry& config = *zip.find("config.json");
    const auto sum = static_cast<std::uint32_t>(
        crc32_z(0, reinterpret_cast<const Bytef*>(bytes.data()) + config.first, config.size));
    std::string before(4, '\0'), after(4, '\0');
    ctnn::detail::put_little_endian(config.checksum, before.data());
    ctnn::detail::put_little_endian(sum, after.data());
    for (std::size_t at = bytes.find(before); at != bytes.npos; at = bytes.find(before, at + 4))
        bytes.replace(at, 4, after);
    return bytes;
}

void require_answers(const Model& model, const Values& x, const Values& y) {
    const auto size = static_cast<std::ptrdiff_t>(size_of(model.input()));
    Values found;
    for (auto sample = x.begin(); sample != x.end(); sample += size) {
        const Values one = model.run({sample, sample + size});
        found.insert(found.end(), one.begin(), one.end());
    }
    REQUIRE(found.size() == y.size());
    for (std::size_t i = 0; i < y.size(); ++i) CHECK(found[i] == Approx(y[i]).epsilon(2e-5).margin(1e-6));
}

}  // namespace

TEST_CASE("keras: a .keras file of images", "[tools]") {
    const Model model = model_of(keras_file("images.keras"));
    require_answers(model, golden::images_x, golden::images_y);
    CHECK_THAT(model.declaration(),
               Catch::StartsWith(
                   "ctnn::Network<ctnn::Input<6, 5, 2>, ctnn::Conv2D<3, ctnn::Size2D{3, 2}, ctnn::ReLU, "
                   "ctnn::ConvOptions{.stride = 2, .padding = ctnn::same}>") &&
                   Catch::EndsWith("ctnn::Permute<2, 0, 1>, ctnn::Flatten, ctnn::Dense<3, ctnn::Softmax>>"));
}

TEST_CASE("keras: an image is enlarged between its pixels where the config says so", "[tools]") {
    const std::string bytes = replaced(keras_file("images.keras"), "\"interpolation\": \"nearest\"",
                                       "\"interpolation\":\"bilinear\"");
    CHECK_THAT(model_of(resealed(bytes)).declaration(),
               Catch::Contains("ctnn::Upsample2D<ctnn::Size2D{1, 2}, ctnn::Interpolation::bilinear>"));
}

TEST_CASE("keras: an .h5 file of sequences, of Keras 2", "[tools]") {
    const Model model = model_of(keras_file("sequence.h5"));
    require_answers(model, golden::sequence_x, golden::sequence_y);
    CHECK_THAT(model.declaration(),
               Catch::Contains("ctnn::Bidirectional<ctnn::LSTM<2, ctnn::Returns::sequence, ctnn::Tanh, "
                               "ctnn::KerasHardSigmoid>>") &&
                   Catch::Contains("ctnn::NoBias<ctnn::SimpleRNN<2, ctnn::Returns::last, ctnn::ReLU>>"));
    CHECK(model_of(keras_file("sequence.h5"), {.steps = 9}).input() == Shape{9});
}

TEST_CASE("keras: a chain of layers with steps that the file leaves open", "[tools]") {
    for (const char* name : {"gru.keras", "gru.h5"}) {
        const Model model = model_of(keras_file(name), {.steps = 4});
        require_answers(model, golden::gru_x, golden::gru_y);
        CHECK(model.notes.empty());
        CHECK(model.streams());
        CHECK(model_of(keras_file(name)).input() == Shape{64, 4});
        CHECK(model_of(keras_file(name)).notes.size() == 1);
    }
}

TEST_CASE("keras: a GRU that resets before its product", "[tools]") {
    const Model model = model_of(keras_file("reset_before.keras"));
    require_answers(model, golden::reset_before_x, golden::reset_before_y);
    CHECK_THAT(
        model.declaration(),
        Catch::Contains("ctnn::GRU<3, ctnn::Returns::sequence, ctnn::Tanh, ctnn::Sigmoid, "
                        "ctnn::Resets::before>") &&
            Catch::Contains("ctnn::Bidirectional<ctnn::NoBias<ctnn::GRU<2, ctnn::Returns::last, ctnn::ReLU, "
                            "ctnn::Sigmoid, ctnn::Resets::before>>>"));
}

TEST_CASE("keras: a model within a model", "[tools]") {
    for (const char* name : {"nested.keras", "nested_2_13.keras", "nested.h5"}) {
        const Model model = model_of(keras_file(name));
        require_answers(model, golden::nested_x, golden::nested_y);
        CHECK(model.layers().size() == 5);
    }
}

TEST_CASE("keras: a model within a model that has many layers", "[tools]") {
    const Model model = model_of(keras_file("deep.h5"));
    CHECK(model.layers().size() == 80);
    CHECK(model.run({0.5}) == Values{80.5});
}

TEST_CASE("keras: inputs that are scaled as they were when it was trained", "[tools]") {
    const Model model = model_of(keras_file("scaled.keras"));
    require_answers(model, golden::scaled_x, golden::scaled_y);
}

TEST_CASE("keras: branches that are added, of Keras 3 and 2", "[tools]") {
    for (const char* name : {"residual.keras", "residual.h5"}) {
        const Model model = model_of(keras_file(name));
        require_answers(model, golden::residual_x, golden::residual_y);
        CHECK_THAT(
            model.declaration(),
            Catch::Contains("ctnn::Add<ctnn::Sequential<ctnn::NoBias<ctnn::Conv2D<3, 1, ctnn::Linear") &&
                Catch::Contains("ctnn::Residual<ctnn::NoBias<ctnn::Conv2D<3, 3, ctnn::Linear"));
    }
    const Model convolved = model_of(keras_file("convolved.keras"));
    require_answers(convolved, golden::convolved_x, golden::convolved_y);
    CHECK(convolved.streams());
}

TEST_CASE("keras: branches behind each other, and gates of fewer axes", "[tools]") {
    const Model towers = model_of(keras_file("towers.keras"));
    require_answers(towers, golden::towers_x, golden::towers_y);
    CHECK_THAT(towers.declaration(), Catch::StartsWith("ctnn::Network<ctnn::Input<4, 4, 2>, ctnn::Concat<"));
    const Model gated = model_of(keras_file("gated.keras"));
    require_answers(gated, golden::gated_x, golden::gated_y);
    CHECK_THAT(gated.declaration(),
               Catch::Contains("ctnn::Multiply<ctnn::Sequential<ctnn::GlobalAvgPool2D, ctnn::Dense<2, "
                               "ctnn::ReLU>, ctnn::Dense<4, ctnn::Sigmoid>, ctnn::Reshape<1, 1, 4>, "
                               "ctnn::Upsample2D<ctnn::Size2D{3, 4}>>, ctnn::Activation<ctnn::Linear>>"));
}

TEST_CASE("keras: graphs within models, and branches that begin within others", "[tools]") {
    const Model within = model_of(keras_file("within.keras"));
    require_answers(within, golden::within_x, golden::within_y);
    CHECK_THAT(within.declaration(),
               Catch::Contains("ctnn::Concat<ctnn::Residual<ctnn::Dense<4, ctnn::Tanh>>, ctnn::Dense<2>>"));
    require_answers(model_of(keras_file("skips.keras")), golden::skips_x, golden::skips_y);
}

TEST_CASE("keras: sums, differences, products and quotients as Python writes them", "[tools]") {
    for (const char* name : {"operated.keras", "operated.h5"}) {
        const Model model = model_of(keras_file(name));
        require_answers(model, golden::operated_x, golden::operated_y);
    }
    const std::string old = keras_file("operated.h5");
    const auto changed = [&](const std::string& from, const std::string& to) {
        return refusal(replaced(old, from, to));
    };
    CHECK(changed("\"math.negative\"", "\"nn.relu\"") ==
          "layer \"negative\" (TFOpLambda): its function \"nn.relu\" is not translated");
    const std::string quotient = "layer \"true_divide\" (TFOpLambda): ";
    CHECK(changed("{\"y\": 4, \"name\"", "{\"z\": 4, \"name\"") ==
          quotient + "it is called with \"z\": not translated");
    CHECK(changed("{\"y\": 4, \"name\": null}", "{\"name\": null}") ==
          quotient + "it is called with other values than it takes: not translated");
    CHECK(changed("[\"_CONSTANT_VALUE\", -1, 1, {\"y\"", "[\"_CONSTANT_VALUE\", -1,{},{\"y\"")
              .starts_with("layer \"subtract_1\" (TFOpLambda): "));
    CHECK(changed("{\"y\": [0.5, 2.0], \"name\": null}", "{\"y\": [0.5, 2, 3]}") ==
          "layer \"multiply\" (TFOpLambda): a constant of 3 for 3 x 2 is not translated");
}

TEST_CASE("keras: a graph that no branches make is named", "[tools]") {
    CHECK(refusal(keras_file("shared.keras")) ==
          "layer \"shared\" (Dense): it is called 2 times: layers that several share are not translated");
    CHECK(refusal(keras_file("crossed.keras")) ==
          "layer \"crossed\" (Multiply): it joins branches that do not begin in one value: not translated");
    CHECK(refusal(keras_file("several.keras")) == "it has 2 inputs, of which one is translated");
    CHECK(refusal(keras_file("greatest.keras")) ==
          "layer \"greatest\" (Maximum): values joined by a Maximum are not translated");
    const auto of_skips = [](const std::string& from, const std::string& to) {
        return refusal(resealed(replaced(keras_file("skips.keras"), from, to)));
    };
    CHECK_THAT(of_skips("\"axis\": 1", "\"axis\": 0"),
               Catch::EndsWith(": another \"axis\" than one of its 3 is not translated"));
    const std::string outputs = "\"output_layers\": [\"concatenate\", 0, 0]";
    CHECK(of_skips(outputs, "\"output_layers\": []") == "it has 0 outputs, of which one is translated");
    CHECK(of_skips(outputs, "\"output_layers\": [\"add\", 0, 0]")
              .ends_with(" on are not joined: not translated"));
    CHECK_THAT(of_skips("\"keras_history\": [\"dense\", 0, 0]", "\"keras_history\": [\"dense\", 0, 1]"),
               Catch::EndsWith(": it takes another value than the first of \"dense\": not translated"));
}

TEST_CASE("keras: what is not translated is named", "[tools]") {
    const std::string gru = keras_file("gru.h5"), sequence = keras_file("sequence.h5");
    const auto of_gru = [&](const std::string& from, const std::string& to) {
        return refusal(replaced(gru, from, to));
    };
    const std::string place = "layer \"gru\" (GRU): ";
    CHECK(of_gru("\"reset_after\": true", "\"reset_after\":false") ==
          place + "the bias is 2 x 9, but it should be 9");
    CHECK(of_gru("\"tanh\"", "\"tahn\"") == place + "activation \"tahn\" is not translated");
    CHECK(of_gru("\"tanh\"", "\"celu\"") == place + "activation \"celu\" is not translated");
    CHECK(of_gru("\"use_bias\": true", "\"use_bias\":false") ==
          place + "the file has 1 array more of it than it takes");
    CHECK(of_gru("\"class_name\": \"GRU\"", "\"class_name\": \"GPU\"") ==
          "layer \"gru\" (GPU): it is not translated");
    CHECK(of_gru("\"class_name\": \"Sequential\"", "\"class_name\": \"Subclassed\"") ==
          "a model of class \"Subclassed\" is not translated");
    CHECK(of_gru("\"batch_input_shape\"", "\"batch_output_form\"") ==
          "the file does not say what the first layer takes");
    CHECK(of_gru("[null, null, 4]", "[null, null, 5]") ==
          place + "the kernel is 4 x 9, but it should be 5 x 9");
    CHECK(of_gru("gru/gru_cell/bias:0", "gru/gru_cell/bias:1")
              .ends_with("there is no \"model_weights/gru/gru/gru_cell/bias:1\""));
    CHECK(of_gru("model_config", "nodel_config").starts_with("it is HDF5 without a \"model_config\": "));
    CHECK_THAT(refusal(replaced(sequence, "\"merge_mode\": \"concat\"", "\"merge_mode\": \"sum\"")),
               Catch::EndsWith("(Bidirectional): a merge_mode other than \"concat\" is not translated"));
    CHECK(of_gru("\"reset_after\"", "\"dense_after\"") ==
          place + "\"dense_after\" in its config is not understood");
    CHECK(refusal(keras_file("images.keras"), {.steps = 3}) == "the input is 6 x 5 x 2 and has no steps");
}

TEST_CASE("keras: what its config says of a class or a call that is another is refused", "[tools]") {
    const std::string gru = keras_file("gru.keras");
    const auto of_gru = [&](const std::string& from, const std::string& to) {
        return refusal(resealed(replaced(gru, from, to)));
    };
    const std::string place = "layer \"gru\" (GRU): ";
    const std::string own = "\"registered_name\": null, \"name\": \"gru\"", call = "\"kwargs\": {}}]}]";
    REQUIRE(of_gru("\"units\": 3", "\"units\":3 ") == "nothing was thrown");
    CHECK(of_gru(own, "\"registered_name\":\"A>B\",\"name\":\"gru\"") ==
          place + "its class is \"A>B\" and not Keras's own: not translated");
    CHECK(of_gru("\"module\": \"keras.layers\", \"class_name\": \"GRU\"",
                 "\"module\":\"__main__\",\"class_name\":\"GRU\"") ==
          place + "its class is \"__main__\" and not Keras's own: not translated");
    const std::string node =
        "{\"shape\": [null], \"keras_history\": [\"input_layer\", 0, 0]}}], \"kwargs\": {}}";
    const auto called = [&](const std::string& with) {
        return of_gru(node, "{\"keras_history\":[\"input_layer\",0,0]}}],\"kwargs\":{" + with + "}}");
    };
    CHECK(called("\"training\":false") == "nothing was thrown");
    CHECK(called("\"mask\":null") == "nothing was thrown");
    CHECK(called("\"training\":true") == place + "it is called with \"training\": not translated");
    const std::string old_node = "[{\"args\": [{\"class_name\": \"__keras_tensor__\", \"config\": " + node;
    CHECK(of_gru(old_node, "[[[\"input_layer\",0,0,{}]]") == "nothing was thrown");
    CHECK(of_gru(old_node, "[[[\"input_layer\",0,0,{\"mask\":[\"x\",0,0]}]]") ==
          place + "it is called with \"mask\": not translated");
}

TEST_CASE("keras: a file that ends early, or any byte of it another, is read or refused", "[tools]") {
    const std::string whole = keras_file("gru.h5");
    for (std::size_t size = 0; size + 1024 < whole.size(); size += 97)
        REQUIRE(refusal(whole.substr(0, size)) != "nothing was thrown");
    for (std::size_t at = 0; at < whole.size(); at += 3) {
        std::string changed = whole;
        changed[at] = static_cast<char>(changed[at] + (at % 2 == 0 ? 1 : 0x7F));
        REQUIRE(refusal(changed).size() > 10);
    }
}
