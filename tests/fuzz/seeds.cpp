// Writes, for every reader of readers.cpp, a folder with files that are right: seeds FOLDER

#include <array>
#include <ctnn/data/write_file.hpp>
#include <ctnn/io/checkpoint.hpp>
#include <ctnn/io/header.hpp>
#include <ctnn/io/safetensors.hpp>
#include <filesystem>
#include <reference/npy.hpp>
#include <string>
#include <tools/tflite_graph.hpp>

#include "nets.hpp"
#include "seeds.hpp"

namespace {

using namespace std::string_literals;

std::string npy(const std::string& type, const std::string& shape, const std::string& elements) {
    const std::string header =
        "{'descr': '" + type + "', 'fortran_order': False, 'shape': (" + shape + "), }\n";
    return "\x93NUMPY\1\0"s + char(header.size()) + '\0' + header + elements;
}

/// A convolution in eight bits and a dense layer of what it gives and its input.
std::string tflite_seed() {
    tflite::Graph graph;
    graph.tensor({1, 2, 2, 1}, tflite::bytes, tflite::scales({0.5f}, {1}));
    const flat::Field one = flat::number(1), same = flat::number(std::int8_t{0});
    const int weight =
        graph.constant<std::int8_t>({1, 2, 2, 1}, {1, 2, 3, 4}, tflite::bytes, tflite::scales({2}, {0}));
    const int image = graph.add(3, {0, weight}, {1, 2, 2, 1}, {same, one, one});
    const int sum = graph.add(0, {0, image}, {1, 2, 2, 1});
    graph.add(9, {sum, graph.constant({1, 4}, {1, 2, 3, 4})}, {1, 1});
    return graph.file();
}

}  // namespace

int main(int, char** arguments) {
    const std::filesystem::path all = arguments[1];
    const auto place = [&](const std::string& reader, const std::string& name) {
        std::filesystem::create_directories(all / reader);
        return (all / reader / name).string();
    };
    const auto write = [&](const std::string& reader, const std::string& name, const std::string& bytes) {
        ctnn::detail::write_file(place(reader, name), bytes);
    };
    write("csv", "numbers", "a,\"b \"\"c\"\"\",class\r\n1,2.5e-3,0\n-3, 4 ,2\n\n# no\n");
    write("csv", "columns", "1;2,5;1\n\t-0x1;nan;2\n");
    write("idx", "bytes", "\0\0\x08\3\0\0\0\1\0\0\0\2\0\0\0\2\1\2\3\4"s);
    write("idx", "floats", "\0\0\x0D\2\0\0\0\1\0\0\0\4\x3F\x80\0\0\xC0\x20\0\0\0\0\0\0\x42\x28\0\0"s);
    write("cifar", "one", std::string(3073, '\1'));
    write("npy", "floats", npy("<f4", "1, 2", "\0\0\x80\x3F\0\0\x20\xC0"s));
    write("npy", "integers", npy(">i2", "2,", "\1\0\2\0"s));
    write("npy", "samples_of_nothing", npy("<f4", "2, 0", ""));
    write("npz", "empty", "PK\5\6"s + std::string(18, '\0'));
    write("npz", "named", golden::named);

    ctnn::Parameters<fuzzed::Small> small;
    ctnn::initialize(small, 1);
    ctnn::save(place("safetensors", "small"), small);
    ctnn::save(place("safetensors", "halves"), small, {.numbers = ctnn::StoredAs::f16});
    ctnn::Parameters<fuzzed::Deep> deep;
    ctnn::initialize(deep, 1);
    ctnn::save(place("torch", "ours"), deep);
    ctnn::save_header(place("check", "header"), small, std::array{1.f, 2.f}, {.name = "model"});

    fuzzed::Training trainer{{}, 1};
    const ctnn::Dataset<fuzzed::Small> data({{1, 2}, {3, 4}, {5, 6}}, {{1, 2}, {3, 4}, {5, 6}});
    trainer.fit(data, {.epochs = 2, .early_stopping = {.patience = 2}, .progress = nullptr});
    ctnn::save_checkpoint(place("checkpoint", "two_epochs"), trainer);

    for (const Seeds& seeds : {onnx_seeds(), torch_seeds()})
        for (const auto& [name, bytes] : seeds) write("import", name, bytes);
    for (const auto& [name, bytes] : keras_seeds()) write("keras", name, bytes);
    write("import", "rtneural",
          R"({"in_shape":[null,2],"layers":[{"type":"dense","activation":"tanh","shape":[null,2],)"
          R"("weights":[[[0.5,1],[-1,2]],[0,1]]}]})");
    write("import", "nam",
          R"({"version":"0.5.0","architecture":"Linear","config":{"receptive_field":2,"bias":true},)"
          R"("weights":[1,2,3]})");
    write("import", "tflite", tflite_seed());
}
