#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <ctnn/core/code.hpp>
#include <ctnn/data/file_error.hpp>
#include <ctnn/io/npy_number.hpp>

// The header of a NumPy array (.npy): a magic number, the version, and what lies in the file as a Python
// dictionary: {'descr': '<f4', 'fortran_order': False, 'shape': (3, 4), }.
// Source: numpy.lib.format, versions 1.0 to 3.0.

namespace ctnn::detail::inline CTNN_CODE {

struct NpyHeader {
    NpyType type;
    bool column_major = false;  // the first index runs fastest
    std::vector<std::size_t> extents;
};

// Reads such a dictionary, and no other Python.
class NpyDictionary {
  public:
    // `start` is the byte of the file that the text begins with.
    NpyDictionary(std::string path, std::string_view text, std::uint64_t start)
        : path_(std::move(path)), text_(text), start_(start) {}

    NpyHeader read() {
        NpyHeader header;
        bool typed = false, ordered = false, shaped = false;
        expect('{', "a dictionary, {'descr': ..., 'fortran_order': ..., 'shape': ...}");
        while (!take('}')) {
            const std::size_t at = here();
            const std::string_view key = word();
            expect(':', "':'");
            if (key == "descr" && !typed) {
                header.type = element_type();
                typed = true;
            } else if (key == "fortran_order" && !ordered) {
                header.column_major = truth();
                ordered = true;
            } else if (key == "shape" && !shaped) {
                header.extents = shape();
                shaped = true;
            } else {
                fail(at, "'descr', 'fortran_order' and 'shape', each once", quoted(key));
            }
            if (!take(',')) {
                expect('}', "',' or '}'");
                break;
            }
        }
        if (!typed || !ordered || !shaped) fail(at_, "'descr', 'fortran_order' and 'shape'", "fewer");
        if (here() != text_.size()) fail(at_, "the end of the header", found());
        return header;
    }

  private:
    [[noreturn, gnu::cold]] void fail(std::size_t at, const std::string& expected,
                                      const std::string& found) const {
        throw FileError(path_, "byte " + std::to_string(start_ + at), expected, found);
    }

    static std::string quoted(std::string_view text) {
        return '"' + std::string(text.substr(0, 40)) + (text.size() > 40 ? "...\"" : "\"");
    }
    std::string found() const {
        return at_ < text_.size() ? quoted(text_.substr(at_, 12)) : "the end of the header";
    }

    // The place of the next character that is no blank.
    std::size_t here() {
        while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n')) ++at_;
        return at_;
    }

    bool take(char wanted) {
        if (here() == text_.size() || text_[at_] != wanted) return false;
        ++at_;
        return true;
    }
    void expect(char wanted, const char* in_words) {
        if (!take(wanted)) fail(at_, in_words, found());
    }

    // A string, in either quotes.
    std::string_view word() {
        const char quote = take('\'') ? '\'' : '"';
        if (quote == '"') expect('"', "a string");
        const std::size_t end = text_.find(quote, at_);
        if (end == text_.npos) fail(at_, "the end of a string", "the end of the header");
        const std::string_view inside = text_.substr(at_, end - at_);
        at_ = end + 1;
        return inside;
    }

    NpyType element_type() {
        const std::size_t at = here();
        if (take('[')) fail(at, "numbers of one type", "records of several");
        const std::string_view name = word();
        if (const NpyType type = npy_type(name); type.width != 0) return type;
        fail(at, "numbers: b1, i1 to i8, u1 to u8, f2, f4 or f8",
             quoted(name) + (name.ends_with('O') ? " (Python objects, which only Python reads)" : ""));
    }

    bool truth() {
        here();
        for (const auto& [text, value] : {std::pair<std::string_view, bool>("True", true), {"False", false}})
            if (text_.substr(at_).starts_with(text)) {
                at_ += text.size();
                return value;
            }
        fail(at_, "True or False", found());
    }

    std::vector<std::size_t> shape() {
        std::vector<std::size_t> extents;
        expect('(', "a tuple of extents");
        while (!take(')')) {
            extents.push_back(number());
            if (extents.size() > most_extents) fail(at_, "at most 32 extents", "more");
            if (!take(',')) {
                expect(')', "',' or ')'");
                break;
            }
        }
        return extents;
    }

    std::size_t number() {
        const std::size_t first = here();
        std::size_t value = 0;
        for (; at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9'; ++at_) {
            if (value > most / 10) fail(first, "an extent that memory could hold", found());
            value = value * 10 + static_cast<std::size_t>(text_[at_] - '0');
        }
        if (at_ == first) fail(first, "an extent", found());
        if (at_ < text_.size() && text_[at_] == 'L') ++at_;  // as Python 2 wrote them
        return value;
    }

    static constexpr std::size_t most_extents = 32;  // as of NumPy's own
    static constexpr std::size_t most = sizeof(std::size_t) < 8 ? SIZE_MAX - 9 : SIZE_MAX >> 14;

    std::string path_;
    std::string_view text_;
    std::uint64_t start_;
    std::size_t at_ = 0;
};

// What a file begins with, which then stands at its first element.
template <class Source>
NpyHeader read_npy_header(Source& source) {
    const auto fail = [&](std::uint64_t at, const std::string& expected, const std::string& found) {
        throw FileError(source.path(), "byte " + std::to_string(at), expected, found);
    };
    const std::uint64_t start = source.position();
    const auto read = [&](auto& bytes, std::size_t count) {
        if (source.read(bytes.data(), count) != count)
            fail(source.position(), "the rest of the header of a NumPy array", "the end of the file");
    };
    std::array<std::uint8_t, 8> head{};
    read(head, 8);
    if (std::string_view(reinterpret_cast<const char*>(head.data()), 6) != "\x93NUMPY")
        fail(start, "a NumPy array, which starts with \\x93NUMPY", "other bytes");
    if (head[6] < 1 || head[6] > 3) fail(start + 6, "version 1, 2 or 3", std::to_string(head[6]));
    std::array<std::uint8_t, 4> size{};
    read(size, head[6] == 1 ? 2 : 4);
    std::size_t length = 0;
    for (std::size_t i = 4; i-- > 0;) length = length << 8 | size[i];
    constexpr std::size_t most = 1 << 20;  // of records with many fields; of what is read here 200
    if (length > most)
        fail(start + 8, "a header of at most " + std::to_string(most) + " bytes", std::to_string(length));
    std::string text(length, ' ');
    const std::uint64_t first = source.position();
    read(text, text.size());
    return NpyDictionary(source.path(), text, first).read();
}

}  // namespace ctnn::detail::inline CTNN_CODE
