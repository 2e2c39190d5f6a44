#pragma once

#include <cerrno>
#include <cstdio>
#include <string>
#include <system_error>

#ifdef _WIN32
#include <fcntl.h>
#include <io.h>
#include <process.h>
#include <sys/stat.h>

#include <filesystem>
#else
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <ctnn/core/code.hpp>
#endif

// What readers and writers of files ask of the operating system. By its own calls where it is POSIX:
// <filesystem> would make <ctnn/train.hpp> a fifth slower to compile. All of them leave the reason in errno.

namespace ctnn::detail::inline CTNN_CODE {

/// What errno says, in words.
[[gnu::cold]] inline std::string reason() { return std::generic_category().message(errno); }

/// What is at a path, behind all links.
struct FileStatus {
    bool exists = false, regular = false, read_only = false;  // for everyone
    const char* kind = "nothing";                             // in words: "a folder"
    unsigned permissions = 0;
};

#ifdef _WIN32

inline FileStatus status_of(const std::string& path) {
    namespace fs = std::filesystem;
    std::error_code none;
    const auto status = fs::status(path, none);
    if (!fs::exists(status)) return {};
    constexpr auto writing = fs::perms::owner_write | fs::perms::group_write | fs::perms::others_write;
    const bool regular = fs::is_regular_file(status),
               read_only = (status.permissions() & writing) == fs::perms::none;
    return {true, regular, read_only,
            regular                    ? "a file"
            : fs::is_directory(status) ? "a folder"
                                       : "a device",
            0};
}

/// Whether this process may write to the file that is there.
inline bool may_write(const std::string& path) { return ::_access(path.c_str(), 2) == 0; }

inline unsigned long process_number() { return static_cast<unsigned long>(::_getpid()); }

/// The place that a link leads to, or the path itself; empty if it leads nowhere.
inline std::string behind_links(const std::string& path) {
    namespace fs = std::filesystem;
    std::error_code wrong;
    if (!fs::is_symlink(fs::symlink_status(path, wrong))) return path;
    const std::string place = fs::canonical(path, wrong).string();
    if (wrong) errno = ENOENT;
    return wrong ? "" : place;
}

/// A new file, never one that is there, nor a link; null if there can be none. By _open: the older of its two
/// C libraries knows no fopen of new files alone.
inline std::FILE* new_file(const std::string& path, const FileStatus&) {
    const int file = ::_open(path.c_str(), _O_WRONLY | _O_CREAT | _O_EXCL | _O_BINARY | _O_NOINHERIT,
                             _S_IREAD | _S_IWRITE);
    if (file < 0) return nullptr;
    if (std::FILE* const stream = ::_fdopen(file, "wb")) return stream;
    const int why = errno;
    ::_close(file);
    std::remove(path.c_str());
    errno = why;
    return nullptr;
}

inline bool reaches_the_disk(std::FILE* file) {
    return std::fflush(file) == 0 && ::_commit(::_fileno(file)) == 0;
}

inline bool renamed(const std::string& from, const std::string& to) {
    std::error_code wrong;
    std::filesystem::rename(from, to, wrong);
    if (wrong) errno = wrong.default_error_condition().value();
    return !wrong;
}

#else

inline FileStatus status_of(const std::string& path) {
    struct stat found;
    if (::stat(path.c_str(), &found) != 0) return {};
    const auto mode = found.st_mode;
    const char* const kind = S_ISREG(mode)    ? "a file"
                             : S_ISDIR(mode)  ? "a folder"
                             : S_ISFIFO(mode) ? "a pipe"
                             : S_ISSOCK(mode) ? "a socket"
                                              : "a device";
    return {true, S_ISREG(mode), (mode & 0222) == 0, kind, static_cast<unsigned>(mode) & 07777u};
}

/// Whether this process may write to the file that is there: to replace it, its folder's leave is enough.
inline bool may_write(const std::string& path) {
    return ::faccessat(AT_FDCWD, path.c_str(), W_OK, AT_EACCESS) == 0;
}

inline unsigned long process_number() { return static_cast<unsigned long>(::getpid()); }

/// The place that a link leads to, or the path itself; empty if it leads nowhere.
inline std::string behind_links(const std::string& path) {
    struct stat found;
    if (::lstat(path.c_str(), &found) != 0 || !S_ISLNK(found.st_mode)) return path;
    char* const place = ::realpath(path.c_str(), nullptr);
    if (!place) return "";
    const std::string copy(place);
    std::free(place);
    return copy;
}

/// A new file, never one that is there, nor a link, with the permissions of the one it is to replace; null if
/// there can be none.
inline std::FILE* new_file(const std::string& path, const FileStatus& old) {
    const int file =
        ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, old.exists ? 0600 : 0666);
    if (file < 0) return nullptr;
    if (!old.exists || ::fchmod(file, old.permissions) == 0)
        if (std::FILE* const stream = ::fdopen(file, "wb")) return stream;
    const int why = errno;
    ::close(file);
    std::remove(path.c_str());
    errno = why;
    return nullptr;
}

/// Some file systems of users' own cannot be told to (EINVAL); what they take has arrived.
inline bool reaches_the_disk(std::FILE* file) {
    return std::fflush(file) == 0 && (::fsync(::fileno(file)) == 0 || errno == EINVAL);
}

inline bool renamed(const std::string& from, const std::string& to) {
    return std::rename(from.c_str(), to.c_str()) == 0;
}

#endif

}  // namespace ctnn::detail::inline CTNN_CODE
