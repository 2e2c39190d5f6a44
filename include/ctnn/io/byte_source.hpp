#pragma once

#include <zlib.h>

#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <string>
#include <system_error>
#include <utility>

#include <ctnn/core/code.hpp>
#include <ctnn/data/file_error.hpp>
#include <ctnn/data/file_system.hpp>

namespace ctnn::detail::inline CTNN_CODE {

// The content of a file, front to back, unpacked if its first bytes (not its name) say that it is gzip. Where
// there is no file of that name, but one with .gz behind it, that is it. What is no file is not opened: a
// pipe would be waited for, a device need not end.
class ByteSource {
  public:
    explicit ByteSource(std::string path) : path_(std::move(path)) {
        if (path_.find('\0') != path_.npos) fail_to_open("a path with a zero character");
        if (!status_of(path_).exists && status_of(path_ + ".gz").exists) path_ += ".gz";
        const FileStatus status = status_of(path_);
        if (status.exists && !status.regular) fail_to_open(status.kind);
        errno = 0;
#ifdef _WIN32
        file_ = gzopen_w(wide_path(path_).c_str(), "rb");
#else
        file_ = gzopen(path_.c_str(), "rb");
#endif
        if (file_ == nullptr) fail_to_open(system_message());
        gzbuffer(file_, 1 << 17);
    }
    ByteSource(const ByteSource&) = delete;
    ByteSource& operator=(const ByteSource&) = delete;
    ~ByteSource() { gzclose(file_); }

    const std::string& path() const noexcept { return path_; }

    // How many bytes of content have been read; as a place for a FileError, `place()`.
    std::uint64_t position() const noexcept { return position_; }
    std::string place() const { return "byte " + std::to_string(position_); }

    // Reads `size` bytes, or fewer only where the content ends. A gzip file that ends early or is damaged is
    // an error there, or, as unpacking runs ahead, a little before; its checksum is looked at after its last
    // byte.
    std::size_t read(void* to, std::size_t size) {
        char* out = static_cast<char*>(to);
        std::size_t done = 0;
        while (done < size) {
            const std::size_t wanted = size - done < most_at_once ? size - done : most_at_once;
            errno = 0;
            const int got = gzread(file_, out + done, static_cast<unsigned>(wanted));
            if (got > 0) {
                done += static_cast<std::size_t>(got);
                position_ += static_cast<std::size_t>(got);
            }
            if (got < 0 || static_cast<std::size_t>(got) < wanted) {
                require_intact();
                break;
            }
        }
        return done;
    }

    // Whether so much has been unpacked from so little that it is no data, but made to fill the memory.
    bool bloated() const {
        return position_ > always_taken && gzdirect(file_) == 0 &&
               position_ / most_growth > static_cast<std::uint64_t>(gzoffset(file_));
    }
    static constexpr std::uint64_t always_taken = std::uint64_t{64} << 20, most_growth = 200;
    static constexpr const char* not_bloated = "gzip data that grows to at most 200 times its size";
    static constexpr const char* bloat = "more (where it is right, unpack it first)";

    // Whether the content ends here.
    bool at_end() {
        char next;
        return read(&next, 1) == 0;
    }

  private:
    static constexpr std::size_t most_at_once = std::size_t{1} << 30;  // gzread counts in int

    [[noreturn, gnu::cold]] void fail_to_open(const std::string& found) const {
        throw FileError(path_.c_str(), "byte 0", "a readable file", found);
    }

    [[gnu::cold]] static std::string system_message() {
        return errno == 0 ? "none that can be opened" : '"' + std::generic_category().message(errno) + '"';
    }

    [[gnu::cold]] void require_intact() const {
        int status = Z_OK;
        std::string message = gzerror(file_, &status);
        if (status == Z_OK || status == Z_STREAM_END) return;
        if (status == Z_ERRNO) throw FileError(path_, place(), "a readable file", system_message());
        if (message.starts_with(path_ + ": ")) message.erase(0, path_.size() + 2);
        throw FileError(path_, place(), "intact gzip data", '"' + message + '"');
    }

    std::string path_;
    gzFile file_ = nullptr;
    std::uint64_t position_ = 0;
};

}  // namespace ctnn::detail::inline CTNN_CODE
