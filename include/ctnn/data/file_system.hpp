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
#include <string_view>

// As <windows.h> declares them, whose macros no header of ours may bring.
extern "C" __declspec(dllimport) int __stdcall MultiByteToWideChar(unsigned, unsigned long, const char*, int,
                                                                   wchar_t*, int);
extern "C" __declspec(dllimport) unsigned long __stdcall GetFileAttributesW(const wchar_t*);
extern "C" __declspec(dllimport) unsigned long __stdcall GetFinalPathNameByHandleW(void*, wchar_t*,
                                                                                   unsigned long,
                                                                                   unsigned long);
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

/// A path in UTF-8, or else in the system's own code page, as the program's arguments are.
inline std::wstring wide_text(const std::string& path) {
    constexpr unsigned utf_8 = 65001, own = 0;
    constexpr unsigned long no_other = 8;  // refuses what is not UTF-8
    for (const unsigned page : {utf_8, own}) {
        const unsigned long how = page == utf_8 ? no_other : 0;
        const int size = static_cast<int>(path.size()),
                  wanted = ::MultiByteToWideChar(page, how, path.data(), size, nullptr, 0);
        std::wstring wide(static_cast<std::size_t>(wanted), L' ');
        if (wanted > 0) {
            ::MultiByteToWideChar(page, how, path.data(), size, wide.data(), wanted);
            return wide;
        }
    }
    return {};
}

inline constexpr std::wstring_view any_length = L"\\\\?\\";

/// The same as all of Windows' calls take it: what is longer than 260 characters with its folders must be
/// whole, and say so.
inline std::wstring wide_path(const std::string& path) {
    const std::wstring wide = wide_text(path);
    constexpr std::size_t most = 240;  // a draft's name is longer by 13, and a zero ends it
    std::error_code wrong;
    const std::wstring whole = std::filesystem::absolute(wide, wrong).make_preferred().native();
    if (wrong || whole.size() < most || whole.starts_with(any_length)) return wide;
    const bool elsewhere = whole.starts_with(L"\\\\");  // on another machine
    return std::wstring(any_length) + (elsewhere ? L"UNC" + whole.substr(1) : whole);
}

inline FileStatus status_of(const std::string& path) {
    namespace fs = std::filesystem;
    const std::wstring wide = wide_path(path);
    if (wide.starts_with(any_length)) {  // <filesystem> takes its question mark for a pattern
        const unsigned long found = ::GetFileAttributesW(wide.c_str()), none = ~0ul;
        const bool folder = (found & 0x10) != 0;
        if (found == none) return {};
        return {true, !folder, (found & 1) != 0, folder ? "a folder" : "a file", 0};
    }
    std::error_code none;
    const auto status = fs::status(wide, none);
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
inline bool may_write(const std::string& path) { return ::_waccess(wide_path(path).c_str(), 2) == 0; }

inline unsigned long process_number() { return static_cast<unsigned long>(::_getpid()); }

inline bool removed(const std::string& path) { return ::_wremove(wide_path(path).c_str()) == 0; }

/// Where an open file lies, in UTF-8; empty if the system has no name for that.
inline std::string place_of(int file) {
    std::wstring place(std::size_t{1} << 15, L'\0');
    void* const handle = reinterpret_cast<void*>(::_get_osfhandle(file));
    const auto most = static_cast<unsigned long>(place.size());
    const unsigned long length = ::GetFinalPathNameByHandleW(handle, place.data(), most, 0);
    place.resize(length < most ? length : 0);
    const std::u8string text = std::filesystem::path(place).u8string();
    return std::string(text.begin(), text.end());
}

/// The place that a link leads to, or the path itself; empty if it leads nowhere. By the system, since
/// <filesystem> does not know links here: a file that is renamed onto a link would take its place.
inline std::string behind_links(const std::string& path) {
    const std::wstring wide = wide_path(path);
    const unsigned long found = ::GetFileAttributesW(wide.c_str()), none = ~0ul, leads_elsewhere = 0x400;
    if (found == none || (found & leads_elsewhere) == 0) return path;
    const int file = ::_wopen(wide.c_str(), _O_RDONLY | _O_BINARY | _O_NOINHERIT);
    if (file < 0) return "";
    const std::string place = place_of(file);
    ::_close(file);
    return place.empty() ? path : place;
}

/// A new file, never one that is there, nor a link; null if there can be none. By _wopen: the older of its
/// two C libraries knows no fopen of new files alone.
inline std::FILE* new_file(const std::string& path, const FileStatus&) {
    const int file =
        ::_wopen(wide_path(path).c_str(), _O_WRONLY | _O_CREAT | _O_EXCL | _O_BINARY | _O_NOINHERIT,
                 _S_IREAD | _S_IWRITE);
    if (file < 0) return nullptr;
    if (std::FILE* const stream = ::_fdopen(file, "wb")) return stream;
    const int why = errno;
    ::_close(file);
    removed(path);
    errno = why;
    return nullptr;
}

inline bool reaches_the_disk(std::FILE* file) {
    return std::fflush(file) == 0 && ::_commit(::_fileno(file)) == 0;
}

inline bool renamed(const std::string& from, const std::string& to) {
    std::error_code wrong;
    std::filesystem::rename(wide_path(from), wide_path(to), wrong);
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
#ifndef __EMSCRIPTEN__  // ends the program when it is asked so
    if (::faccessat(AT_FDCWD, path.c_str(), W_OK, AT_EACCESS) == 0) return true;
    if (errno != EINVAL) return false;  // so Android answers
#endif
    return ::access(path.c_str(), W_OK) == 0;
}

inline unsigned long process_number() { return static_cast<unsigned long>(::getpid()); }

inline bool removed(const std::string& path) { return std::remove(path.c_str()) == 0; }

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
    removed(path);
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
