#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>

#include <ctnn/core/code.hpp>
#include <ctnn/io/file_bytes.hpp>

#if !defined(_WIN32) && !defined(__wasi__)
#include <sys/mman.h>
#endif

namespace ctnn::detail::inline CTNN_CODE {

/// A file's bytes in the memory of the operating system, read only; nothing where that is not to be had, as
/// of a file larger than the addresses that there are.
class FileMap {
  public:
    FileMap() = default;
    explicit FileMap(const FileBytes& file) {
#if !defined(_WIN32) && !defined(__wasi__)
        if (file.size() > std::uint64_t{PTRDIFF_MAX}) return;
        size_ = as_size(file.size());
        void* const at = ::mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, file.descriptor(), 0);
        if (at != MAP_FAILED) bytes_ = static_cast<const char*>(at);
#else
        static_cast<void>(file);
#endif
    }
    FileMap(FileMap&& other) noexcept
        : bytes_(std::exchange(other.bytes_, nullptr)), size_(std::exchange(other.size_, 0)) {}
    FileMap& operator=(FileMap&& other) noexcept {
        std::swap(bytes_, other.bytes_), std::swap(size_, other.size_);
        return *this;
    }
    ~FileMap() {
#if !defined(_WIN32) && !defined(__wasi__)
        if (bytes_) ::munmap(const_cast<char*>(bytes_), size_);
#endif
    }

    const char* bytes() const noexcept { return bytes_; }

  private:
    const char* bytes_ = nullptr;
    std::size_t size_ = 0;
};

}  // namespace ctnn::detail::inline CTNN_CODE
