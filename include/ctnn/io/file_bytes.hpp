#pragma once

#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <string>
#include <utility>

#include <ctnn/core/code.hpp>
#include <ctnn/data/file_error.hpp>
#include <ctnn/data/file_system.hpp>

namespace ctnn::detail::inline CTNN_CODE {

/// Bytes that memory holds; a cast that compilers would call useless where both are one type.
template <class Bytes>
constexpr std::size_t as_size(Bytes bytes) noexcept {
    return static_cast<std::size_t>(bytes);
}

/// A file's bytes as they are, wherever they are wanted. What is no file is not opened.
class FileBytes {
  public:
    explicit FileBytes(std::string path) : path_(std::move(path)) {
        if (path_.find('\0') != path_.npos) fail("a path with a zero character");
        const FileStatus status = status_of(path_);
        if (status.exists && !status.regular) fail(status.kind);
        errno = 0;
#ifdef _WIN32
        file_.reset(::_wfopen(wide_path(path_).c_str(), L"rb"));
#else
        file_.reset(std::fopen(path_.c_str(), "rb"));
#endif
        if (!file_) fail('"' + reason() + '"');
        std::setvbuf(file_.get(), nullptr, _IONBF, 0);  // pieces are large
        if (!go(0, SEEK_END)) fail('"' + reason() + '"');
        size_ = position();
        if (!go(0, SEEK_SET)) fail('"' + reason() + '"');
    }

    const std::string& path() const noexcept { return path_; }
    std::uint64_t size() const noexcept { return size_; }

#ifndef _WIN32
    /// By which the operating system knows it while this lives.
    int descriptor() const noexcept { return ::fileno(file_.get()); }
#endif

    /// Reads `count` bytes from byte `first` on, all of which lie within the file.
    void read(std::uint64_t first, char* to, std::size_t count) {
        errno = 0;
        if (first != at_ && !go(first, SEEK_SET)) fail('"' + reason() + '"');
        at_ = first;
        if (read_next(to, count) != count) fail("one that became shorter");
    }

    /// Reads the `count` bytes behind those that were read last, or fewer only where the file ends.
    std::size_t read_next(char* to, std::size_t count) {
        errno = 0;
        const std::size_t got = std::fread(to, 1, count, file_.get());
        at_ += got;
        if (got < count && std::ferror(file_.get()) != 0) fail('"' + reason() + '"');
        return got;
    }

  private:
    struct Close {
        void operator()(std::FILE* file) const { std::fclose(file); }
    };

    [[noreturn, gnu::cold]] void fail(const std::string& found) const {
        throw FileError(path_.c_str(), "byte " + std::to_string(at_), "a readable file", found);
    }

    /// A template, because compilers would else call the cast useless where it is.
    template <class Place>
    bool go(Place to, int from) noexcept {
#ifdef _WIN32
        return ::_fseeki64(file_.get(), static_cast<std::int64_t>(to), from) == 0;
#else
        return ::fseeko(file_.get(), static_cast<off_t>(to), from) == 0;
#endif
    }
    std::uint64_t position() const noexcept {
#ifdef _WIN32
        return static_cast<std::uint64_t>(::_ftelli64(file_.get()));
#else
        return static_cast<std::uint64_t>(::ftello(file_.get()));
#endif
    }

    std::string path_;
    std::unique_ptr<std::FILE, Close> file_;
    std::uint64_t size_ = 0, at_ = 0;
};

}  // namespace ctnn::detail::inline CTNN_CODE
