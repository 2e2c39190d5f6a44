#pragma once

#include <cstddef>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <ctnn/core/code.hpp>
#include <ctnn/io/byte_source.hpp>

namespace ctnn::detail::inline CTNN_CODE {

// The lines of a text file, plain or gzip, without their ends (LF, CR LF, CR, or CR CR LF, where text mode
// has written CR LF) and without a byte order mark.
class LineSource {
  public:
    // A line of more than `longest` bytes is an error, before it takes more memory.
    LineSource(std::string path, std::size_t longest)
        : source_(std::move(path)), buffer_(std::size_t{1} << 17), longest_(longest) {}

    const std::string& path() const noexcept { return source_.path(); }
    std::string& line() noexcept { return line_; }  // to change at will
    const std::string& line() const noexcept { return line_; }
    std::size_t number() const noexcept { return number_; }  // of the line, from 1

    // Goes to the next line; false if there is none.
    bool next() {
        line_.clear();
        bool any = false, whole = false;
        while (!whole && fill()) {
            const std::size_t length = length_at_hand();
            if (length > longest_ - line_.size())
                fail(number_ + 1, "a line of at most " + std::to_string(longest_) + " bytes", "a longer one");
            line_.append(buffer_.data() + at_, length);
            at_ += length;
            whole = at_ < end_;
            any = true;
        }
        if (!any) return false;
        if (whole) skip_end();
        if (++number_ == 1 && line_.starts_with("\xEF\xBB\xBF")) line_.erase(0, 3);
        if (line_.find('\0') != line_.npos)
            fail(number_, "text in UTF-8", "zero bytes, as of UTF-16 or of a file that is no text");
        return true;
    }

    [[noreturn, gnu::cold]] void fail(std::size_t line, const std::string& expected,
                                      const std::string& found) const {
        throw FileError(path(), "line " + std::to_string(line), expected, found);
    }

  private:
    // Whether there are bytes to read; fetches more where fewer than `wanted` are at hand.
    bool fill(std::size_t wanted = 1) {
        if (end_ - at_ >= wanted) return true;
        end_ -= at_;
        std::memmove(buffer_.data(), buffer_.data() + at_, end_);
        at_ = 0;
        end_ += source_.read(buffer_.data() + end_, buffer_.size() - end_);
        if (source_.bloated()) fail(number_ + 1, ByteSource::not_bloated, ByteSource::bloat);
        feed_ = find('\n', end_);
        return end_ > 0;
    }

    // How many of the bytes at hand come before an end of a line. Where the next LF is, is kept, or each line
    // of a file that has none would go through the whole buffer.
    std::size_t length_at_hand() {
        if (feed_ < at_) feed_ = find('\n', end_);
        return find('\r', feed_) - at_;
    }

    std::size_t find(char sign, std::size_t before) const {
        const char* const from = buffer_.data();
        const void* const found = std::memchr(from + at_, sign, before - at_);
        return found ? static_cast<std::size_t>(static_cast<const char*>(found) - from) : before;
    }

    void skip_end() {
        if (buffer_[at_++] == '\n') return;
        fill(2);
        const std::string_view next(buffer_.data() + at_, end_ - at_);
        at_ += next.starts_with('\n') ? 1u : next.starts_with("\r\n") ? 2u : 0u;
    }

    ByteSource source_;
    std::vector<char> buffer_;
    std::string line_;
    std::size_t longest_, at_ = 0, end_ = 0, feed_ = 0, number_ = 0;
};

}  // namespace ctnn::detail::inline CTNN_CODE
