#pragma once

#include <stdexcept>
#include <string>
#include <vector>

#include "formats/import_options.hpp"

namespace ctnn_tool {

/// What was typed cannot be understood.
struct UsageError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

struct Arguments {
    std::string command{};
    std::vector<std::string> files{};
    std::string header{}, safetensors{}, name = "model";
    ImportOptions import{};
};

/// Throws UsageError.
Arguments parsed_arguments(const std::vector<std::string>& words);

extern const char* const usage;

}  // namespace ctnn_tool
