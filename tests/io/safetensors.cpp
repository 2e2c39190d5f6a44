#include <ctnn/io/safetensors.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <ctnn/ctnn.hpp>
#include <data/message_of.hpp>
#include <data/scratch_file.hpp>
#include <limits>
#include <string>
#include <testing.hpp>
#include <utility>
#include <vector>

using namespace ctnn;
using Catch::Contains;
using Catch::EndsWith;
using Catch::StartsWith;

namespace {

using Net = Network<Input<6, 6, 2>, Conv2D<4, 3, ReLU>, BatchNorm<>, Flatten, Dense<12, Tanh>, Reshape<6, 2>,
                    Bidirectional<LSTM<3, Returns::sequence>>, GRU<4, Returns::sequence>,
                    GRU<4, Returns::sequence, Tanh, Sigmoid, Resets::before>, TimeDistributed<Dense<4>>,
                    Residual<TimeDistributed<Dense<4>>>,
                    Concat<SimpleRNN<2>, Sequential<LayerNorm<>, Flatten, Dense<2>>>, Dense<1>>;

template <class N, class T = float>
Parameters<N, T> drawn(std::uint64_t seed = 1) {
    Parameters<N, T> parameters;
    initialize(parameters, seed);
    Random random{seed};
    for (T& value : parameters.state()) value = T(random.template uniform<T>());
    return parameters;
}

template <class P>
bool same_bits(const P& a, const P& b) {
    return std::memcmp(a.data(), b.data(), P::size() * sizeof(typename P::value_type)) == 0;
}

/// A file of this header and these values.
std::string bytes_of(const std::string& header, const std::string& values) {
    std::string size(8, '\0');
    for (std::size_t i = 0; i < 8; ++i) size[i] = static_cast<char>(header.size() >> (8 * i) & 0xFF);
    return size + header + values;
}

template <class N, class T>
std::string refusal(const std::string& content, Parameters<N, T>& parameters,
                    const LoadOptions& options = {}) {
    const ScratchFile file(content, ".safetensors");
    const auto before = parameters;
    const std::string found = message_of<FileError>([&] { load(file.path(), parameters, options); });
    REQUIRE(same_bits(before, parameters));
    REQUIRE_THAT(found, StartsWith(file.path() + ": ") || StartsWith("nothing was thrown"));
    return found.starts_with(file.path()) ? found.substr(file.path().size() + 2) : found;
}
template <class N>
std::string refusal(const std::string& content) {
    auto parameters = drawn<N>(7);
    return refusal(content, parameters);
}

using Small = Network<Input<2>, Dense<3, Tanh>, Dense<1>>;

std::string saved_small() {
    const ScratchFile file("", ".safetensors");
    save(file.path(), drawn<Small>());
    return file.content();
}

std::string replaced(std::string text, const std::string& what, const std::string& by) {
    const std::size_t at = text.find(what);
    REQUIRE(at != text.npos);
    REQUIRE(what.size() == by.size());
    return text.replace(at, what.size(), by);
}

}  // namespace

TEST_CASE("safetensors: what is saved is loaded, bit for bit", "[io]") {
    const auto trained = drawn<Net>();
    const ScratchFile file("", ".safetensors");
    save(file.path(), trained);
    Parameters<Net> loaded;
    load(file.path(), loaded);
    REQUIRE(same_bits(trained, loaded));
    const std::string content = file.content();
    REQUIRE((content.size() - Parameters<Net>::size() * sizeof(float)) % 64 == 0);
    REQUIRE(content.ends_with(
        std::string(reinterpret_cast<const char*>(trained.data()), Parameters<Net>::size() * sizeof(float))));
    save(file.path(), loaded);
    REQUIRE(file.content() == content);
}

TEST_CASE("safetensors: numbers that are none, zeros and denormals keep their bits", "[io]") {
    auto parameters = drawn<Small>();
    const std::array odd{-0.0f, std::numeric_limits<float>::infinity(),
                         std::numeric_limits<float>::denorm_min(), __builtin_bit_cast(float, 0x7FC12345u),
                         __builtin_bit_cast(float, 0xFFA00001u)};
    std::copy(odd.begin(), odd.end(), parameters.data());
    const ScratchFile file("", ".safetensors");
    save(file.path(), parameters);
    Parameters<Small> loaded;
    load(file.path(), loaded);
    REQUIRE(same_bits(parameters, loaded));
}

TEST_CASE("safetensors: double, and each type of number", "[io]") {
    const auto trained = drawn<Small, double>();
    const ScratchFile file("", ".safetensors");
    Parameters<Small, double> loaded;
    save(file.path(), trained);
    load(file.path(), loaded);
    REQUIRE(same_bits(trained, loaded));
    Parameters<Small> single;
    load(file.path(), single);
    for (std::size_t i = 0; i < single.size(); ++i) REQUIRE(single.data()[i] == float(trained.data()[i]));
    for (const auto& [numbers, most] : {std::pair{StoredAs::f32, 0x1p-24}, std::pair{StoredAs::f16, 0x1p-11},
                                        std::pair{StoredAs::bf16, 0x1p-8}}) {
        save(file.path(), trained, {.numbers = numbers});
        load(file.path(), loaded);
        for (std::size_t i = 0; i < loaded.size(); ++i)
            REQUIRE(std::abs(loaded.data()[i] - trained.data()[i]) <= most * std::abs(trained.data()[i]));
    }
}

TEST_CASE("safetensors: the header says what there is", "[io]") {
    const ScratchFile file("", ".safetensors");
    save(file.path(), drawn<Small>(), {.numbers = StoredAs::f16, .about = {{"by", "a \"test\"\n"}}});
    const std::string content = file.content();
    const std::string header = content.substr(8, content.size() - 8 - 13 * 2);
    REQUIRE(header.substr(0, header.find_last_not_of(' ') + 1) ==
            "{\"__metadata__\":{\"ctnn.format\":\"1\",\"ctnn.version\":\"0.1.0\",\"ctnn.network\":\"ctnn::"
            "Network<"
            "ctnn::Input<2>, ctnn::Dense<3, ctnn::Tanh>, ctnn::Dense<1>>\",\"by\":\"a \\\"test\\\"\\u000a\"},"
            "\"layers.0.weight\":{\"dtype\":\"F16\",\"shape\":[2,3],\"data_offsets\":[0,12]},"
            "\"layers.0.bias\":{\"dtype\":\"F16\",\"shape\":[3],\"data_offsets\":[12,18]},"
            "\"layers.1.weight\":{\"dtype\":\"F16\",\"shape\":[3,1],\"data_offsets\":[18,24]},"
            "\"layers.1.bias\":{\"dtype\":\"F16\",\"shape\":[1],\"data_offsets\":[24,26]}}");
}

TEST_CASE("safetensors: what a file cannot say of itself is not saved", "[io]") {
    const ScratchFile file("as it was", ".safetensors");
    const auto parameters = drawn<Small>();
    const auto refused = [&](const SaveOptions& options) {
        return message_of<FileError>([&] { save(file.path(), parameters, options); });
    };
    REQUIRE_THAT(refused({.about = {{"a", "1"}, {"a", "2"}}}),
                 EndsWith(": SaveOptions::about has \"a\" twice: nothing was written"));
    REQUIRE_THAT(refused({.about = {{"ctnn.format", "1"}}}),
                 EndsWith(": SaveOptions::about has \"ctnn.format\" twice: nothing was written"));
    REQUIRE_THAT(refused({.about = {{"a", "\xFF"}}}),
                 EndsWith(": SaveOptions::about has what is not UTF-8: nothing was written"));
    REQUIRE(file.content() == "as it was");
}

TEST_CASE("safetensors: a number beyond what it is to be kept as is not saved", "[io]") {
    const ScratchFile file("as it was", ".safetensors");
    auto parameters = drawn<Small>();
    parameters.layer<1>().weight[1] = 70000;
    REQUIRE_THAT(message_of<FileError>([&] { save(file.path(), parameters, {.numbers = StoredAs::f16}); }),
                 EndsWith(": \"layers.1.weight\" holds 70000, which is beyond F16: nothing was written"));
    REQUIRE(file.content() == "as it was");
    parameters.layer<1>().weight[1] = std::numeric_limits<float>::infinity();
    save(file.path(), parameters, {.numbers = StoredAs::f16});
    Parameters<Small> loaded;
    load(file.path(), loaded);
    REQUIRE(loaded.layer<1>().weight[1] == std::numeric_limits<float>::infinity());
}

TEST_CASE("safetensors: a number beyond what the parameters hold is not loaded", "[io]") {
    const ScratchFile file("", ".safetensors");
    auto parameters = drawn<Small, double>();
    parameters.layer<0>().bias[2] = 1e300;
    save(file.path(), parameters);
    REQUIRE(refusal<Small>(file.content()) == "\"layers.0.bias\" holds 1e+300, which is beyond float");
}

TEST_CASE("safetensors: another network's file is refused with the layer that differs", "[io]") {
    const std::string content = saved_small();
    REQUIRE(refusal<Network<Input<2>, Dense<4, Tanh>, Dense<1>>>(content) ==
            "\"layers.0.weight\" is 2 x 3, but layer 0, Dense<4, Tanh>, takes 2 x 4: made for 3 outputs?");
    REQUIRE(refusal<Network<Input<3>, Dense<3, Tanh>, Dense<1>>>(content) ==
            "\"layers.0.weight\" is 2 x 3, but layer 0, Dense<3, Tanh>, takes 3 x 3: made for 2 inputs?");
    REQUIRE(refusal<Network<Input<3>, Dense<2, Tanh>, Dense<1>>>(content) ==
            "\"layers.0.weight\" is 2 x 3, but layer 0, Dense<2, Tanh>, takes 3 x 2: transposed?");
    REQUIRE(refusal<Network<Input<2>, Dense<3, Tanh>, Dense<1>, Dense<1>>>(content) ==
            "there is no \"layers.2.weight\", which layer 2, Dense<1>, takes");
    REQUIRE(refusal<Network<Input<2>, Dense<3, Tanh>>>(content) ==
            "\"layers.1.weight\" is no part of this network");
    REQUIRE(refusal<Network<Input<2>, Dense<3, ReLU>, Dense<1>>>(content) ==
            "it is of ctnn::Network<ctnn::Input<2>, ctnn::Dense<3, ctnn::Tanh>, ctnn::Dense<1>>, but these "
            "parameters are of ctnn::Network<ctnn::Input<2>, ctnn::Dense<3, ctnn::ReLU>, ctnn::Dense<1>>: "
            "LoadOptions::same_network says whether that may be");
    Parameters<Network<Input<2>, Dense<3, ReLU>, Dense<1>>> other;
    const ScratchFile file(content, ".safetensors");
    load(file.path(), other, {.same_network = false});
    REQUIRE(other.layer<1>().bias[0] == drawn<Small>().layer<1>().bias[0]);

    using Sixteen = Network<Input<5, 2>, LSTM<16>>;
    save(file.path(), drawn<Sixteen>());
    REQUIRE(refusal<Network<Input<5, 2>, LSTM<8>>>(file.content()) ==
            "\"layers.0.kernel\" is 2 x 64, but layer 0, LSTM<8>, takes 2 x 32: made for 16 units?");
}

TEST_CASE("safetensors: other types and other libraries' names are refused", "[io]") {
    REQUIRE(refusal<Small>(replaced(saved_small(), "\"dtype\":\"F32\"", "\"dtype\":\"I32\"")) ==
            "\"layers.0.weight\" is of I32, but parameters are made of F64, F32, F16 or BF16");
    REQUIRE(refusal<Small>(
                bytes_of("{\"fc.bias\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}", "1234")) ==
            "there is no \"layers.0.weight\", which layer 0, Dense<3, Tanh>, takes, but \"fc.bias\": "
            "read_safetensors takes files of other libraries");
    REQUIRE(refusal<Small>(replaced(saved_small(), "ctnn.format\":\"1\"", "ctnn.format\":\"7\"")) ==
            "it has ctnn's format \"7\", and this version reads 1");
}

TEST_CASE("safetensors: a network without parameters has a file too", "[io]") {
    const ScratchFile file("", ".safetensors");
    Parameters<Network<Input<2>, Activation<Tanh>>> parameters;
    save(file.path(), parameters);
    load(file.path(), parameters);
    REQUIRE(file.content().size() % 64 == 0);
}

TEST_CASE("safetensors: what cannot be read or written is a FileError with the facts", "[io]") {
    Parameters<Small> parameters;
    REQUIRE_THROWS_WITH(save("/nowhere/x.safetensors", parameters),
                        "/nowhere/x.safetensors: writing: expected a file that can be written, found No such "
                        "file or directory");
    REQUIRE_THROWS_WITH(load("/nowhere/x.safetensors", parameters),
                        "/nowhere/x.safetensors: byte 0: expected a readable file, found \"No such file or "
                        "directory\"");
    REQUIRE_THROWS_WITH(load("/", parameters), "/: byte 0: expected a readable file, found a folder");
}

TEST_CASE("safetensors: a file cut anywhere, or with more behind it, is refused", "[io]") {
    const std::string content = saved_small();
    for (std::size_t size = 0; size < content.size(); ++size)
        REQUIRE(refusal<Small>(content.substr(0, size)) != "nothing was thrown");
    REQUIRE(refusal<Small>(content + "four") == "4 bytes at the end belong to no tensor");
}

TEST_CASE("safetensors: a file with any byte of its header changed is refused or read, and nothing else",
          "[io]") {
    const std::string content = saved_small();
    auto parameters = drawn<Small>(7);
    for (std::size_t at = 0; at < content.size() - 13 * 4; ++at)
        for (const int flip : {1, 2, 4, 8, 16, 32, 64, 128}) {
            std::string changed = content;
            changed[at] = static_cast<char>(changed[at] ^ flip);
            const ScratchFile file(changed, ".safetensors");
            static_cast<void>(
                message_of<FileError>([&] { load(file.path(), parameters, {.same_network = false}); }));
        }
}
