#pragma once

#include <cerrno>
#include <cstdio>
#include <ctnn/data/file_error.hpp>
#include <ctnn/data/file_system.hpp>
#include <string>
#include <string_view>

namespace ctnn::detail {

/// A new file beside `place`, open for writing, and its name; null, with errno set, if there can be none.
inline std::FILE* open_draft(const std::string& place, const FileStatus& old, std::string& name) {
    for (int i = 0; i < 100; ++i) {
        name = place + ".part" + (i > 0 ? std::to_string(i) : "");
        std::FILE* const file = new_file(name, old);
        if (file || errno != EEXIST) return file;
    }
    return nullptr;
}

/// All that the library writes goes through here: into a draft of its own beside the file's place, from there
/// to the disk, then renamed. So the file is there whole or not at all, what was there before stays until
/// then, and of two that write at once one wins. Links are followed and permissions kept; a device, a folder
/// or a file that is read-only is not replaced. Throws FileError when it cannot.
[[gnu::cold]] inline void write_file(const std::string& path, std::string_view text) {
    const auto fail = [&](const std::string& found) {
        throw FileError(path.c_str(), "writing", "a file that can be written", found);
    };
    if (path.find('\0') != path.npos) fail("a path with a zero character");
    const std::string place = behind_links(path);
    if (place.empty() && !path.empty()) fail(reason());
    const FileStatus old = status_of(place);
    if (old.exists && !old.regular) fail(old.folder ? "a folder" : "something that is no file");
    if (old.exists && old.read_only) fail("a read-only file");

    std::string draft, found;
    std::FILE* const file = open_draft(place, old, draft);
    if (!file) fail(reason());
    if (std::fwrite(text.data(), 1, text.size(), file) != text.size() || !reaches_the_disk(file))
        found = reason();
    if (std::fclose(file) != 0 && found.empty()) found = reason();
    if (found.empty() && !renamed(draft, place)) found = reason();
    if (found.empty()) return;
    std::remove(draft.c_str());
    fail(found);
}

}  // namespace ctnn::detail
