#pragma once

#include <atomic>
#include <cerrno>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <ctnn/core/code.hpp>
#include <ctnn/core/random.hpp>
#include <ctnn/data/file_error.hpp>
#include <ctnn/data/file_system.hpp>
#include <string>
#include <string_view>

namespace ctnn::detail::inline CTNN_CODE {

#ifdef _WIN32
inline constexpr const char* separators = "/\\";
#else
inline constexpr const char* separators = "/";
#endif

/// Numbers that no other call is likely to draw, in this process or in another.
inline Random draws_of_its_own() {
    static std::atomic<std::uint64_t> calls{0};
    const auto now = std::chrono::system_clock::now().time_since_epoch().count();
    const std::uint64_t number = process_number();
    Random process{number << 32 | ++calls};
    return Random{process() ^ static_cast<std::uint64_t>(now)};
}

/// A new file beside `place`, open for writing, and its name: x.hpp.part1b2c3d4e. Drafts that others left
/// behind are not in its way. Where that is too long for a name, .part1b2c3d4e. Null, with errno set, if
/// there can be none.
inline std::FILE* open_draft(const std::string& place, const FileStatus& old, std::string& name) {
    Random random = draws_of_its_own();
    std::size_t kept = place.size();
    for (int i = 0; i < 100; ++i) {
        char digits[9];
        std::snprintf(digits, sizeof digits, "%08x", static_cast<unsigned>(random() >> 32));
        name = place.substr(0, kept) + ".part" + digits;
        std::FILE* const file = new_file(name, old);
        if (file || (errno != EEXIST && errno != ENAMETOOLONG)) return file;
        if (errno == ENAMETOOLONG) kept = place.find_last_of(separators) + 1;
    }
    return nullptr;
}

/// All that the library writes goes through here: into a draft of its own beside the file's place, from there
/// to the disk, then renamed. So the file is there whole or not at all, what was there before stays until
/// then, and of two that write at once one wins. Links are followed and permissions kept; a device, a pipe, a
/// folder or a file that this process may not write to is not replaced. Throws FileError when it cannot.
[[gnu::cold]] inline void write_file(const std::string& path, std::string_view text) {
    const auto fail = [&](const std::string& found) {
        throw FileError(path.c_str(), "writing", "a file that can be written", found);
    };
    if (path.find('\0') != path.npos) fail("a path with a zero character");
    const std::string place = behind_links(path);
    if (place.empty() && !path.empty()) fail(reason());
    const FileStatus old = status_of(place);
    if (old.exists && !old.regular) fail(old.kind);
    if (old.exists && old.read_only) fail("a read-only file");
    if (old.exists && !may_write(place)) fail(reason());

    std::string draft, found;
    std::FILE* const file = open_draft(place, old, draft);
    if (!file) fail(reason());
    if (std::fwrite(text.data(), 1, text.size(), file) != text.size() || !reaches_the_disk(file))
        found = reason();
    if (std::fclose(file) != 0 && found.empty()) found = reason();
    if (found.empty() && !renamed(draft, place)) found = reason();
    if (found.empty()) return;
    removed(draft);
    fail(found);
}

}  // namespace ctnn::detail::inline CTNN_CODE
