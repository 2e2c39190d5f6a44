#pragma once

#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include <ctnn/core/code.hpp>
#include <ctnn/data/file_error.hpp>
#include <ctnn/data/file_system.hpp>

namespace ctnn::detail::inline CTNN_CODE {

/// The whole content of a file, as it is, in one piece of memory of its size. What is no file is not opened.
class FileContent {
  public:
    explicit FileContent(std::string path) : path_(std::move(path)) {
        if (path_.find('\0') != path_.npos) fail("a path with a zero character");
        const FileStatus status = status_of(path_);
        if (status.exists && !status.regular) fail(status.kind);
        errno = 0;
#ifdef _WIN32
        std::FILE* const opened = ::_wfopen(wide_path(path_).c_str(), L"rb");
#else
        std::FILE* const opened = std::fopen(path_.c_str(), "rb");
#endif
        if (!opened) fail('"' + reason() + '"');
        const std::unique_ptr<std::FILE, Close> file(opened);
        std::setvbuf(opened, nullptr, _IONBF, 0);  // it is read at once
        const std::int64_t end = size_of(opened);
        if (end < 0) fail('"' + reason() + '"');
        size_ = static_cast<std::size_t>(end);
        bytes_.reset(new char[size_ + 1]);
        const std::size_t got = std::fread(bytes_.get(), 1, size_ + 1, opened);
        if (std::ferror(opened) != 0) fail('"' + reason() + '"');
        if (got != size_) fail("one that changes while it is read");
    }

    const std::string& path() const noexcept { return path_; }
    std::string_view bytes() const noexcept { return {bytes_.get(), size_}; }

  private:
    struct Close {
        void operator()(std::FILE* file) const { std::fclose(file); }
    };

    [[noreturn, gnu::cold]] void fail(const std::string& found) const {
        throw FileError(path_.c_str(), "byte 0", "a readable file", found);
    }

    /// And goes back to its beginning.
    static std::int64_t size_of(std::FILE* file) {
#ifdef _WIN32
        if (::_fseeki64(file, 0, SEEK_END) != 0) return -1;
        const std::int64_t end = ::_ftelli64(file);
        return ::_fseeki64(file, 0, SEEK_SET) != 0 ? -1 : end;
#else
        if (::fseeko(file, 0, SEEK_END) != 0) return -1;
        const std::int64_t end = ::ftello(file);
        return ::fseeko(file, 0, SEEK_SET) != 0 ? -1 : end;
#endif
    }

    std::string path_;
    std::size_t size_ = 0;
    std::unique_ptr<char[]> bytes_;
};

}  // namespace ctnn::detail::inline CTNN_CODE
