// ctnn import | show | check: see commands/arguments.cpp for what it says of itself.

#include <cstdio>
#include <ctnn/data/file_error.hpp>
#include <ctnn/data/write_file.hpp>
#include <exception>
#include <new>
#include <string>
#include <vector>

#include "commands/arguments.hpp"
#include "commands/check.hpp"
#include "formats/file_text.hpp"
#include "formats/read_model.hpp"
#include "formats/tensor_file.hpp"
#include "model/refusal.hpp"
#include "write/header.hpp"
#include "write/safetensors.hpp"
#include "write/table.hpp"
#include "write/tensors.hpp"

namespace {

using namespace ctnn_tool;

/// "lstm.json" of "models/lstm.json": a header shall not depend on where a file lay.
std::string last_part(const std::string& path) { return path.substr(path.find_last_of("/\\") + 1); }

/// What a file of tensors, or of layers, becomes as safetensors: the first keeps its names.
std::string values_of(const std::string& path, const ImportOptions& options, const std::string& origin) {
    if (const auto tensors = read_tensors(path)) return safetensors_of(*tensors, origin);
    return safetensors_of(read_model(path, options), origin);
}

int import(const Arguments& arguments) {
    const std::string& path = arguments.files[0];
    const std::string origin = "imported from " + last_part(path);
    std::string header, values;
    std::vector<std::string> notes;
    try {
        if (!arguments.header.empty()) {
            const Model model = read_model(path, arguments.import);
            std::string about = origin;
            for (const std::string& comment : model.comments) about += '\n' + comment;
            header = header_of(model, arguments.header, arguments.name, about);
            notes = model.notes;
        }
        if (!arguments.safetensors.empty()) values = values_of(path, arguments.import, origin);
    } catch (const Refusal& refusal) {
        throw ctnn::FileError(path, refusal.what());
    }
    if (!arguments.header.empty()) ctnn::detail::write_file(arguments.header, header);
    if (!arguments.safetensors.empty()) ctnn::detail::write_file(arguments.safetensors, values);
    for (const std::string& note : notes) std::fprintf(stderr, "%s: %s\n", path.c_str(), note.c_str());
    return 0;
}

int show(const Arguments& arguments) {
    const std::string& path = arguments.files[0];
    try {
        if (const auto tensors = read_tensors(path, /*only_shapes*/ true)) {
            std::fputs(table_of(*tensors).c_str(), stdout);
            return 0;
        }
    } catch (const Refusal& refusal) {
        throw ctnn::FileError(path, refusal.what());
    }
    const Model model = read_model(path, arguments.import);
    std::fputs(table_of(model).c_str(), stdout);
    for (const std::string& note : model.notes) std::printf("%s\n", note.c_str());
    return 0;
}

int compare(const Arguments& arguments) {
    const std::string &path = arguments.files[0], &header = arguments.files[1];
    const Model model = read_model(path, arguments.import);
    std::string found;
    try {
        found = difference(model, path, file_text(header), header);
    } catch (const Refusal& refusal) {
        throw ctnn::FileError(header, refusal.what());
    }
    if (found.empty()) return 0;
    std::fprintf(stderr, "%s\n", found.c_str());
    return 1;
}

int run(const Arguments& arguments) {
    if (arguments.command == "show") return show(arguments);
    return arguments.command == "check" ? compare(arguments) : import(arguments);
}

}  // namespace

int main(int count, char** words) {
    const std::vector<std::string> all(words + (count > 0 ? 1 : 0), words + count);
    if (all == std::vector<std::string>{"--help"} || all == std::vector<std::string>{"-h"}) {
        std::fputs(ctnn_tool::usage, stdout);
        return 0;
    }
    ctnn_tool::Arguments arguments;
    try {
        arguments = ctnn_tool::parsed_arguments(all);
        return run(arguments);
    } catch (const ctnn_tool::UsageError& error) {
        std::fprintf(stderr, "%s\n\n%s", error.what(), ctnn_tool::usage);
        return 2;
    } catch (const std::bad_alloc&) {
        std::fprintf(stderr, "there is not enough memory\n");
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s%s\n", error.what(),
                     arguments.command == "import" ? "; nothing was written" : "");
    }
    return 1;
}
