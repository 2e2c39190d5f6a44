#pragma once

#include <cstddef>
#include <cstring>
#include <string>
#include <utility>
#include <vector>

#include <ctnn/core/code.hpp>
#include <ctnn/io/byte_source.hpp>

namespace ctnn::detail::inline CTNN_CODE {

// The lines of a text file, plain or gzip, without their ends (LF or CR LF) and without a byte order mark.
class LineSource {
  public:
    // A line of more than `longest` bytes is an error, before it takes more memory.
    LineSource(std::string path, std::size_t longest)
        : source_(std::move(path)), buffer_(std::size_t{1} << 16), longest_(longest) {}

    const std::string& path() const noexcept { return source_.path(); }
    std::string& line() noexcept { return line_; }  // to change at will
    const std::string& line() const noexcept { return line_; }
    std::size_t number() const noexcept { return number_; }  // of the line, from 1

    // Goes to the next line; false if there is none.
    bool next() {
        line_.clear();
        bool any = false, whole = false;
        while (!whole && fill()) {
            const char* from = buffer_.data() + at_;
            const void* found = std::memchr(from, '\n', end_ - at_);
            whole = found != nullptr;
            const std::size_t length =
                whole ? static_cast<std::size_t>(static_cast<const char*>(found) - from) : end_ - at_;
            if (length > longest_ - line_.size())
                fail(number_ + 1, "a line of at most " + std::to_string(longest_) + " bytes", "a longer one");
            line_.append(from, length);
            at_ += length + (whole ? 1 : 0);
            any = true;
        }
        if (!any) return false;
        while (line_.ends_with('\r')) line_.pop_back();  // two, where text mode has written CR LF itself
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
    bool fill() {
        if (at_ < end_) return true;
        at_ = 0;
        end_ = source_.read(buffer_.data(), buffer_.size());
        if (source_.bloated()) fail(number_ + 1, ByteSource::not_bloated, ByteSource::bloat);
        return end_ > 0;
    }

    ByteSource source_;
    std::vector<char> buffer_;
    std::string line_;
    std::size_t longest_, at_ = 0, end_ = 0, number_ = 0;
};

}  // namespace ctnn::detail::inline CTNN_CODE
