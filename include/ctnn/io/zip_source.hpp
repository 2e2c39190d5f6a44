#pragma once

#include <zlib.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <string>

#include <ctnn/core/code.hpp>
#include <ctnn/data/file_error.hpp>
#include <ctnn/io/byte_source.hpp>
#include <ctnn/io/zip_file.hpp>

namespace ctnn::detail::inline CTNN_CODE {

// The content of an entry of a zip file, front to back, as a ByteSource reads that of a file.
class ZipSource {
  public:
    // Both live as long as this is read.
    ZipSource(const ZipFile& file, const ZipEntry& entry)
        : path_(file.path() + '/' + entry.name),
          entry_(entry),
          next_(file.data() + entry.first),
          left_(entry.packed) {
        if (entry.deflated && inflateInit2(&stream_, -MAX_WBITS) != Z_OK)
            throw FileError(path_, "byte 0", "memory to unpack it", "too little");
    }
    ZipSource(const ZipSource&) = delete;
    ZipSource& operator=(const ZipSource&) = delete;
    ~ZipSource() {
        if (entry_.deflated) inflateEnd(&stream_);
    }

    const std::string& path() const noexcept { return path_; }
    std::uint64_t position() const noexcept { return position_; }
    std::string place() const { return "byte " + std::to_string(position_); }

    // Reads `size` bytes, or fewer only where the content ends; its checksum and its size are looked at
    // there.
    std::size_t read(void* to, std::size_t size) {
        const std::size_t got = entry_.deflated ? unpack(to, size) : copy(to, size);
        checksum_ = static_cast<std::uint32_t>(crc32_z(checksum_, static_cast<const Bytef*>(to), got));
        position_ += got;
        if (got < size) require_whole();
        return got;
    }

    // As of a ByteSource: no more is unpacked than 200 times what it is packed in.
    bool bloated() const noexcept {
        return position_ > ByteSource::always_taken && position_ / ByteSource::most_growth > entry_.packed;
    }
    static constexpr const char* not_bloated = "deflated data that grows to at most 200 times its size";
    static constexpr const char* bloat = ByteSource::bloat;

    bool at_end() {
        char next;
        return read(&next, 1) == 0;
    }

  private:
    std::size_t copy(void* to, std::size_t size) {
        const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(size, left_));
        if (count != 0) std::memcpy(to, next_, count);
        next_ += count;
        left_ -= count;
        return count;
    }

    std::size_t unpack(void* to, std::size_t size) {
        constexpr std::uint64_t most = std::numeric_limits<uInt>::max();
        auto* out = static_cast<Bytef*>(to);
        std::size_t done = 0;
        while (done < size && !ended_) {
            const auto room = static_cast<uInt>(std::min<std::uint64_t>(size - done, most));
            const auto given = static_cast<uInt>(std::min(left_, most));
            stream_.next_in = const_cast<Bytef*>(next_);
            stream_.avail_in = given;
            stream_.next_out = out + done;
            stream_.avail_out = room;
            const int status = inflate(&stream_, Z_NO_FLUSH);
            next_ += given - stream_.avail_in;
            left_ -= given - stream_.avail_in;
            done += room - stream_.avail_out;
            ended_ = status == Z_STREAM_END;
            if (!ended_ && (status != Z_OK || (stream_.avail_in == given && stream_.avail_out == room)))
                throw FileError(path_, "byte " + std::to_string(position_ + done), "intact deflated data",
                                stream_.msg != nullptr ? '"' + std::string(stream_.msg) + '"' : "its end");
        }
        return done;
    }

    void require_whole() const {
        if (position_ != entry_.size)
            throw FileError(path_, place(),
                            std::to_string(entry_.size) + " bytes, as the list of entries says", "the end");
        if (checksum_ != entry_.checksum)
            throw FileError(path_, place(), "the checksum that the list of entries says", "another");
    }

    std::string path_;
    const ZipEntry& entry_;
    const std::uint8_t* next_;
    std::uint64_t left_, position_ = 0;
    std::uint32_t checksum_ = 0;
    z_stream stream_{};
    bool ended_ = false;
};

}  // namespace ctnn::detail::inline CTNN_CODE
