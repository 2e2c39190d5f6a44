#pragma once

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <string>
#include <string_view>
#include <system_error>

#include <ctnn/io/file_error.hpp>

namespace ctnn::detail {

// Writes a file: beside its place first, then renamed, so that it is there whole or not at all, and what was
// there before stays until then. A device or a folder is not replaced.
[[gnu::cold]] inline void write_file(const std::string& path, std::string_view text) {
    const auto fail = [&](const std::string& found) {
        throw FileError(path, "writing", "a file that can be written", found);
    };
    std::error_code ignored;
    const auto status = std::filesystem::status(path, ignored);
    if (std::filesystem::exists(status) && !std::filesystem::is_regular_file(status))
        fail(std::filesystem::is_directory(status) ? "a folder" : "something that is no file");

    const std::string draft = path + ".part";
    const auto reason = [] { return std::generic_category().message(errno); };
    std::FILE* const file = std::fopen(draft.c_str(), "wb");
    if (!file) fail(reason());
    std::string found;
    if (std::fwrite(text.data(), 1, text.size(), file) != text.size()) found = reason();
    if (std::fclose(file) != 0 && found.empty()) found = reason();
    if (found.empty() && std::rename(draft.c_str(), path.c_str()) != 0) found = reason();
    if (found.empty()) return;
    std::remove(draft.c_str());
    fail(found);
}

}  // namespace ctnn::detail
