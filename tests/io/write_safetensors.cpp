#include <ctnn/io/write_safetensors.hpp>

#include <cstring>
#include <string>
#include <vector>

#include <ctnn/ctnn.hpp>
#include <data/message_of.hpp>
#include <data/scratch_file.hpp>
#include <io/foreign_file.hpp>
#include <testing.hpp>

using namespace ctnn;

namespace {

std::string bytes_of(detail::SafetensorsFile& file, const detail::StoredTensor& tensor) {
    std::string bytes(detail::as_size(tensor.end - tensor.begin), '\0');
    file.read_at(tensor, 0, bytes.data(), bytes.size() / (tensor.type->bits / 8));
    return bytes;
}

/// What PyTorch wrote, read and written, has the same tensors, by name, shape and bits.
template <class Net>
void require_as_pytorch(const reference::ForeignFile& reference, const std::vector<std::string>& names = {}) {
    const ScratchFile theirs(content_of(reference), ".safetensors"), ours("", ".safetensors");
    const auto parameters = read_safetensors<Net>(theirs.path(), {.names = names});
    write_safetensors(ours.path(), parameters, {.names = names});
    detail::SafetensorsFile expected(theirs.path()), found(ours.path());
    std::size_t counters = 0;
    for (const detail::StoredTensor& tensor : expected.tensors()) {
        if (tensor.name.ends_with("num_batches_tracked")) {
            ++counters;
            continue;
        }
        CAPTURE(tensor.name);
        const detail::StoredTensor* const own = found.find(tensor.name);
        REQUIRE(own);
        CHECK(own->shape == tensor.shape);
        CHECK(bytes_of(found, *own) == bytes_of(expected, tensor));
    }
    CHECK(found.tensors().size() + counters == expected.tensors().size());
    CHECK(*found.about("format") == "pt");
}

template <class Net>
void require_round_trip(const WriteOptions& options) {
    Parameters<Net> parameters, back;
    initialize(parameters, 3);
    for (std::size_t i = 0; i < parameters.size(); ++i) parameters.data()[i] += float(i % 7) / 8;
    const ScratchFile file("", ".safetensors");
    write_safetensors(file.path(), parameters, options);
    read_safetensors(file.path(), back,
                     {.layout = options.layout, .prefix = options.prefix, .names = options.names});
    CHECK(std::memcmp(parameters.data(), back.data(), parameters.size() * sizeof(float)) == 0);
}

using Flat = Network<Input<5>, Dense<4, Tanh>, Dense<3>>;

}  // namespace

TEST_CASE("write_safetensors: what an nn.Sequential calls its tensors, and how they lie", "[io]") {
    require_as_pytorch<Flat>(reference::dense);
    require_as_pytorch<Network<Input<8, 7, 2>, Conv2D<6, 3, Linear, ConvOptions{.padding = pad(1)}>,
                               BatchNorm<>, Activation<ReLU>, MaxPool2D<2>,
                               NoBias<Conv2D<6, Size2D{2, 1}, Tanh, ConvOptions{.groups = 3}>>, Flatten,
                               BatchNorm<>, Dense<3>>>(reference::images);
    require_as_pytorch<
        Network<Input<3, 4, 2>, Conv2DTranspose<3, Size2D{3, 2}, Linear, ConvTransposeOptions{.stride = 2}>,
                Flatten, Dense<2>>>(reference::upwards);
    require_as_pytorch<Network<Input<5, 3>, GRU<4, Returns::sequence>, TimeDistributed<Dense<3>>>>(
        reference::gru, {"rnn", "head"});
}

TEST_CASE("write_safetensors: back again, bit for bit", "[io]") {
    using Net = Network<Input<4, 3>, Bidirectional<LSTM<2, Returns::sequence>>, LSTM<4, Returns::sequence>,
                        TimeDistributed<Residual<Dense<4, ReLU>, Dense<4>>>, SimpleRNN<2>>;
    require_round_trip<Net>({});
    require_round_trip<Net>({.layout = for_keras, .prefix = "model."});
    require_round_trip<Net>({.names = {"rnn", "lstm_l0", "head.0", "head.1", "last"}});
}

TEST_CASE("write_safetensors: what is not written", "[io]") {
    Parameters<Flat> parameters;
    initialize(parameters, 3);
    const ScratchFile file("as it was", ".safetensors");
    const auto refusal = [&](const WriteOptions& options) {
        const std::string found =
            message_of<FileError>([&] { write_safetensors(file.path(), parameters, options); });
        CHECK(file.content() == "as it was");
        return found.substr(file.path().size());
    };
    CHECK(refusal({.names = {"one"}}) ==
          ": WriteOptions::names has 1 module, but there are 2 layers with parameters: nothing was written");
    CHECK(refusal({.names = {"one", "one"}}) ==
          ": two tensors would be called \"one.weight\" (WriteOptions::names): nothing was written");
    CHECK(refusal({.prefix = "\xFF"}) == ": WriteOptions has a name that is not UTF-8: nothing was written");
    parameters.data()[0] = 1e6f;
    CHECK(refusal({.numbers = StoredAs::f16}) ==
          ": \"0.weight\" holds 1e+06, which is beyond F16: nothing was written");
}
