#pragma once

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <string>
#include <string_view>
#include <system_error>

#include <ctnn/io/file_error.hpp>

namespace ctnn::detail {

// A new file beside `place`, open for writing, and its name; null, with errno set, if there can be none.
inline std::FILE* open_draft(const std::string& place, std::string& name) {
    for (int i = 0; i < 100; ++i) {
        name = place + ".part" + (i > 0 ? std::to_string(i) : "");
        std::FILE* const file = std::fopen(name.c_str(), "wbx");  // x: never one that is there, nor a link
        if (file || errno != EEXIST) return file;
    }
    return nullptr;
}

// Writes a file: beside its place first, then renamed, so that it is there whole or not at all, and what was
// there before stays until then. Links are followed and permissions kept; a device, a folder or a file that
// is read-only is not replaced.
[[gnu::cold]] inline void write_file(const std::string& path, std::string_view text) {
    namespace fs = std::filesystem;
    const auto fail = [&](const std::string& found) {
        throw FileError(path.c_str(), "writing", "a file that can be written", found);
    };
    if (path.find('\0') != path.npos) fail("a path with a zero character");

    std::error_code wrong;
    const bool link = fs::is_symlink(fs::symlink_status(path, wrong));
    const std::string place = link ? fs::canonical(path, wrong).string() : path;
    if (link && wrong) fail(wrong.message());

    constexpr auto writing = fs::perms::owner_write | fs::perms::group_write | fs::perms::others_write;
    const auto status = fs::status(place, wrong);
    const bool replaces = fs::exists(status);
    if (replaces && !fs::is_regular_file(status))
        fail(fs::is_directory(status) ? "a folder" : "something that is no file");
    if (replaces && (status.permissions() & writing) == fs::perms::none) fail("a read-only file");

    std::string draft;
    const auto reason = [] { return std::generic_category().message(errno); };
    std::FILE* const file = open_draft(place, draft);
    if (!file) fail(reason());
    std::string found;
    wrong.clear();
    if (replaces) fs::permissions(draft, status.permissions(), wrong);
    if (wrong) found = wrong.message();
    if (std::fwrite(text.data(), 1, text.size(), file) != text.size() && found.empty()) found = reason();
    if (std::fclose(file) != 0 && found.empty()) found = reason();
    if (found.empty() && std::rename(draft.c_str(), place.c_str()) != 0) found = reason();
    if (found.empty()) return;
    std::remove(draft.c_str());
    fail(found);
}

}  // namespace ctnn::detail
