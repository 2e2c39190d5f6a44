// A libFuzzer program for every reader of files: CTNN_READER names the one. What it reads may be refused by
// an exception of its own, and nothing else: another exception, a crash, memory beyond a few times the file's
// size or parameters that a refused file has changed are faults.

#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctnn/io/checkpoint.hpp>
#include <ctnn/io/cifar.hpp>
#include <ctnn/io/csv.hpp>
#include <ctnn/io/idx.hpp>
#include <ctnn/io/map_idx.hpp>
#include <ctnn/io/map_npy.hpp>
#include <ctnn/io/npy.hpp>
#include <ctnn/io/npz.hpp>
#include <ctnn/io/npz_parameters.hpp>
#include <ctnn/io/read_safetensors.hpp>
#include <ctnn/io/safetensors.hpp>
#include <ctnn/train.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "commands/check.hpp"
#include "formats/file_text.hpp"
#include "formats/read_model.hpp"
#include "formats/tensor_file.hpp"
#include "formats/tflite_file.hpp"
#include "model/refusal.hpp"
#include "nets.hpp"
#include "write/header.hpp"
#include "write/safetensors.hpp"
#include "write/table.hpp"
#include "write/tensors.hpp"

namespace {

namespace nn = ctnn;

void read_words(const std::string& path) {
    std::vector<nn::CsvCategory> words{{.column = "1"}};
    try {
        nn::read_csv<fuzzed::Table>(path, {.missing = nn::CsvMissing::filled, .categories = &words});
    } catch (const nn::FileError&) {  // as the reader of numbers says
        if (!words[0].words.empty()) std::abort();
    }
}
void read_csv(const std::string& path) {
    read_words(path);
    nn::read_csv<fuzzed::Table>(path);
    nn::read_csv<fuzzed::Table>(path, {.header = true, .missing = nn::CsvMissing::dropped});
    nn::read_csv_table(path);
}

/// Of data that stay in their file, what is wrong with a sample is seen when it is taken.
template <class Map>
void take_all(Map map) {
    try {
        const auto data = map();
        for (std::size_t i = 0; i < data.size() && i < 4096; ++i) data.input(i), data.target(i);
    } catch (const nn::FileError&) {  // as the reader says
    }
}
void read_idx(const std::string& path) {
    take_all([&] { return nn::map_idx<fuzzed::Image>(path, path); });
    nn::read_idx<fuzzed::Image>(path, path);
}
void read_cifar(const std::string& path) { nn::read_cifar<fuzzed::Cifar>({path}); }
void read_npy(const std::string& path) {
    take_all([&] { return nn::map_npy<fuzzed::Table>(path, path); });
    nn::read_npy<fuzzed::Table>(path, path);
}

/// A file that is refused changes nothing.
template <class Block, class Read>
void leaves_alone(Block& block, Read read) {
    static const Block before = block;
    block = before;
    try {
        read();
    } catch (const nn::FileError&) {
        if (std::memcmp(&block, &before, sizeof block) != 0) std::abort();
        throw;
    }
}
void read_npz(const std::string& path) {
    static nn::Parameters<fuzzed::Table> parameters;
    try {
        leaves_alone(parameters, [&] { nn::read_npz(path, parameters); });
    } catch (const nn::FileError&) {  // as of data
    }
    nn::read_npz<fuzzed::Table>(path);
}
void read_safetensors(const std::string& path) {
    static nn::Parameters<fuzzed::Small> parameters;
    leaves_alone(parameters, [&] { nn::load(path, parameters); });
}
void read_torch(const std::string& path) {
    static nn::Parameters<fuzzed::Deep> parameters;
    leaves_alone(parameters, [&] { nn::read_safetensors(path, parameters); });
}
void read_checkpoint(const std::string& path) {
    static fuzzed::Training trainer{{}, 1};
    static const auto before = trainer.parameters;
    trainer.parameters = before;
    try {
        nn::resume(path, trainer);
    } catch (const nn::FileError&) {
        if (std::memcmp(&trainer.parameters, &before, sizeof before) != 0) std::abort();
        throw;
    }
    if (trainer.history().size() > 1000) std::abort();
}

/// Whatever the program ctnn takes.
void import(const std::string& path) {
    if (const auto tensors = ctnn_tool::read_tensors(path)) {
        ctnn_tool::safetensors_of(*tensors, "a file");
        ctnn_tool::table_of(*tensors);
    }
    ctnn_tool::ImportOptions options{.steps = 3};
    if (ctnn_tool::TfliteFile::is_one(ctnn_tool::file_text(path))) options.steps.reset();  // which says them
    const ctnn_tool::Model model = ctnn_tool::read_model(path, options);
    ctnn_tool::table_of(model);
    if (model.multiply_adds() > 100'000) return;  // slow, and no more than that
    const std::string header = ctnn_tool::header_of(model, "model.hpp", "model", "a file");
    if (!ctnn_tool::difference(model, path, header, "model.hpp").empty()) std::abort();
}
void check(const std::string& path) {
    // One that cannot be read ends the program: else nothing would be checked.
    static const ctnn_tool::Model model = []() noexcept {
        const char* const of = std::getenv("CTNN_MODEL");
        return ctnn_tool::read_model(of ? of : "", {});
    }();
    ctnn_tool::difference(model, "model", ctnn_tool::file_text(path), "header");
}

constexpr struct {
    std::string_view name;
    void (*read)(const std::string& path);
} readers[]{{"csv", read_csv},     {"idx", read_idx},
            {"cifar", read_cifar}, {"npy", read_npy},
            {"npz", read_npz},     {"safetensors", read_safetensors},
            {"torch", read_torch}, {"checkpoint", read_checkpoint},
            {"import", import},    {"keras", import},
            {"check", check}};

auto chosen() {
    const char* const name = std::getenv("CTNN_READER");
    for (const auto& reader : readers)
        if (name && reader.name == name) return reader.read;
    std::fprintf(stderr, "CTNN_READER names none of the readers\n");
    std::exit(2);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    static const auto read = chosen();
    static const int file = memfd_create("fuzzed", 0);
    static const std::string path = "/proc/self/fd/" + std::to_string(file);
    if (ftruncate(file, 0) != 0 || pwrite(file, bytes, size, 0) != static_cast<ssize_t>(size)) std::abort();
    try {
        read(path);
    } catch (const nn::FileError&) {
    } catch (const nn::DataError&) {
    } catch (const ctnn_tool::Refusal&) {
    }
    return 0;
}
