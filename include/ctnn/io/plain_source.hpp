#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include <ctnn/core/code.hpp>
#include <ctnn/io/file_bytes.hpp>

namespace ctnn::detail::inline CTNN_CODE {

/// A file's bytes, front to back, as ByteSource has them, but never unpacked.
class PlainSource {
  public:
    explicit PlainSource(FileBytes& file) : file_(file) { file_.read(0, nullptr, 0); }

    const std::string& path() const noexcept { return file_.path(); }
    std::uint64_t position() const noexcept { return position_; }
    std::string place() const { return "byte " + std::to_string(position_); }

    /// Reads `size` bytes, or fewer only where the file ends.
    std::size_t read(void* to, std::size_t size) {
        const std::size_t got = file_.read_next(static_cast<char*>(to), size);
        position_ += got;
        return got;
    }
    bool at_end() {
        char next;
        return read(&next, 1) == 0;
    }

    /// What is not unpacked does not grow.
    static constexpr bool bloated() noexcept { return false; }
    static constexpr const char *not_bloated = "", *bloat = "";

  private:
    FileBytes& file_;
    std::uint64_t position_ = 0;
};

}  // namespace ctnn::detail::inline CTNN_CODE
