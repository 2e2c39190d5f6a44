#pragma once

#include <zlib.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <string>
#include <vector>

#include <ctnn/core/code.hpp>
#include <ctnn/data/file_error.hpp>
#include <ctnn/data/file_system.hpp>
#include <ctnn/io/file_bytes.hpp>

namespace ctnn::detail::inline CTNN_CODE {

// The content of a file, front to back, unpacked if its first bytes (not its name) say that it is gzip. Where
// there is no file of that name, but one with .gz behind it, that is it. What is no file is not opened: a
// pipe would be waited for, a device need not end.
class ByteSource {
  public:
    explicit ByteSource(const std::string& path)
        : file_(plain_or_packed(path)), buffer_(std::size_t{1} << 17) {
        fill();
        packed_ = left_ >= 2 && next_[0] == first_of_gzip && next_[1] == 0x8B;
        if (packed_ && inflateInit2(&stream_, MAX_WBITS + 16) != Z_OK)
            fail("memory to unpack it", "too little");
    }
    ByteSource(const ByteSource&) = delete;
    ByteSource& operator=(const ByteSource&) = delete;
    ~ByteSource() {
        if (packed_) inflateEnd(&stream_);
    }

    const std::string& path() const noexcept { return file_.path(); }

    // How many bytes of content have been read; as a place for a FileError, `place()`.
    std::uint64_t position() const noexcept { return position_; }
    std::string place() const { return "byte " + std::to_string(position_); }

    // Reads `size` bytes, or fewer only where the content ends. A gzip file that ends early or is damaged is
    // an error there; the checksum of what was packed at once is looked at after its last byte.
    std::size_t read(void* to, std::size_t size) {
        auto* const out = static_cast<std::uint8_t*>(to);
        std::size_t done = 0;
        while (done < size) {
            const std::size_t got = packed_ ? unpack(out + done, size - done) : copy(out + done, size - done);
            if (got == 0) break;
            done += got;
        }
        return done;
    }

    // Whether so much has been unpacked from so little that it is no data, but made to fill the memory.
    bool bloated() const noexcept {
        return packed_ && position_ > always_taken && position_ / most_growth > taken_;
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
    static constexpr std::uint8_t first_of_gzip = 0x1F;

    static std::string plain_or_packed(const std::string& path) {
        const std::string packed = path + ".gz";
        return !status_of(path).exists && status_of(packed).exists ? packed : path;
    }

    [[noreturn, gnu::cold]] void fail(const std::string& expected, const std::string& found) const {
        throw FileError(path(), place(), expected, found);
    }

    // Reads on where nothing of the file is left to take; false if that ends.
    bool fill() {
        if (left_ == 0) {
            left_ = file_.read_next(reinterpret_cast<char*>(buffer_.data()), buffer_.size());
            next_ = buffer_.data();
        }
        return left_ > 0;
    }

    void take(std::size_t count) noexcept {
        next_ += count;
        left_ -= count;
        taken_ += count;
    }

    std::size_t copy(std::uint8_t* to, std::size_t size) {
        if (!fill()) return 0;
        const std::size_t count = std::min(size, left_);
        std::memcpy(to, next_, count);
        take(count);
        position_ += count;
        return count;
    }

    // At least one byte and at most `size`; none only where the content ends.
    std::size_t unpack(std::uint8_t* to, std::size_t size) {
        const auto room = static_cast<uInt>(std::min<std::size_t>(size, std::numeric_limits<uInt>::max()));
        stream_.next_out = to;
        stream_.avail_out = room;
        while (stream_.avail_out == room) {
            if (between_members_ && !next_member()) break;
            if (!fill()) fail("intact gzip data", "\"unexpected end of file\"");
            stream_.next_in = next_;
            stream_.avail_in = static_cast<uInt>(left_);
            const uInt before = stream_.avail_out;
            const int status = inflate(&stream_, Z_NO_FLUSH);
            take(left_ - stream_.avail_in);
            position_ += before - stream_.avail_out;
            between_members_ = status == Z_STREAM_END;
            if (status != Z_OK && status != Z_STREAM_END)
                fail("intact gzip data", stream_.msg != nullptr ? '"' + std::string(stream_.msg) + '"'
                                                                : "more than there is memory for");
        }
        return room - stream_.avail_out;
    }

    // A gzip file is one member after another. As with gzip's own programs zeros may fill up a tape's block;
    // what else stands there is a damaged member as likely as not, so it is not passed over.
    bool next_member() {
        while (fill() && *next_ == 0) take(1);
        if (!fill()) return false;
        if (*next_ != first_of_gzip) fail("the end of the gzip data, or more of it", "other bytes");
        inflateReset(&stream_);
        return true;
    }

    FileBytes file_;
    std::vector<std::uint8_t> buffer_;
    std::uint8_t* next_ = nullptr;  // not const, as zlib.h may have it
    std::size_t left_ = 0;
    std::uint64_t taken_ = 0, position_ = 0;
    z_stream stream_{};
    bool packed_ = false, between_members_ = false;
};

}  // namespace ctnn::detail::inline CTNN_CODE
