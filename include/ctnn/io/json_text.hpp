#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

#include <ctnn/core/code.hpp>
#include <ctnn/data/file_error.hpp>

// As much of JSON as the header of a safetensors file needs: strings, whole numbers, and the signs between
// them. What is read is not trusted, nothing calls itself, and no more memory is asked for than the text has.
// A library for all of JSON would take more time to compile than the rest of a program.

namespace ctnn::detail::inline CTNN_CODE {

/// Characters that begin as `lead` does in UTF-8: 0 if none does.
constexpr std::size_t utf8_length(unsigned char lead) noexcept {
    if (lead < 0x80) return 1;
    if (lead < 0xC2) return 0;  // goes on, or would be too long for what it says
    return lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
}

/// Where the text is no UTF-8, or its size.
constexpr std::size_t first_not_utf8(std::string_view text) noexcept {
    for (std::size_t at = 0; at < text.size();) {
        const auto lead = static_cast<unsigned char>(text[at]);
        const std::size_t length = utf8_length(lead);
        if (length == 0 || length > text.size() - at) return at;
        for (std::size_t i = 1; i < length; ++i)
            if ((static_cast<unsigned char>(text[at + i]) & 0xC0) != 0x80) return at;
        if (length > 2) {
            const auto second = static_cast<unsigned char>(text[at + 1]);
            if ((lead == 0xE0 && second < 0xA0) || (lead == 0xED && second > 0x9F) ||
                (lead == 0xF0 && second < 0x90) || (lead == 0xF4 && second > 0x8F))
                return at;  // too long for what it says, half of a pair, or beyond the last character
        }
        at += length;
    }
    return text.size();
}

inline void append_utf8(std::string& to, std::uint32_t character) {
    const auto put = [&](std::uint32_t byte) { to += static_cast<char>(byte); };
    if (character < 0x80) return put(character);
    if (character < 0x800) {
        put(0xC0 | character >> 6);
    } else {
        if (character < 0x10000) {
            put(0xE0 | character >> 12);
        } else {
            put(0xF0 | character >> 18);
            put(0x80 | (character >> 12 & 0x3F));
        }
        put(0x80 | (character >> 6 & 0x3F));
    }
    put(0x80 | (character & 0x3F));
}

/// Goes through a text from its beginning; what it does not find is a FileError with the byte.
class JsonText {
  public:
    /// `first` is where in the file the text begins.
    JsonText(std::string_view text, const std::string& path, std::size_t first)
        : text_(text), path_(path), first_(first) {
        if (const std::size_t wrong = first_not_utf8(text); wrong < text.size()) {
            at_ = wrong;
            fail("UTF-8", "other bytes");
        }
    }

    bool at_end() const noexcept { return at_ == text_.size(); }
    std::size_t position() const noexcept { return at_; }

    /// Whether the next sign, after blanks, is this one, which is then behind.
    bool next_is(char sign) {
        skip_blanks();
        if (at_end() || text_[at_] != sign) return false;
        ++at_;
        return true;
    }
    void expect(char sign) {
        if (!next_is(sign)) fail(std::string("'") + sign + '\'', here());
    }

    /// After an element: whether another follows, or the list ends with this sign.
    bool another(char end) {
        if (next_is(',')) return true;
        if (!next_is(end)) fail(std::string("',' or '") + end + '\'', here());
        return false;
    }

    std::string string() {
        expect('"');
        std::string value;
        for (;;) {
            const std::size_t start = at_;
            while (!at_end() && text_[at_] != '"' && text_[at_] != '\\' &&
                   static_cast<unsigned char>(text_[at_]) >= 0x20)
                ++at_;
            value.append(text_.substr(start, at_ - start));
            if (next_in_string('"')) return value;
            if (!next_in_string('\\')) fail("a string that ends in '\"'", here());
            escaped(value);
        }
    }

    /// A whole number from 0 on.
    std::uint64_t number() {
        skip_blanks();
        const std::size_t start = at_;
        std::uint64_t value = 0;
        for (; !at_end() && text_[at_] >= '0' && text_[at_] <= '9'; ++at_) {
            const auto digit = static_cast<unsigned>(text_[at_] - '0');
            if (value > (std::numeric_limits<std::uint64_t>::max() - digit) / 10)
                fail("a number of 64 bits", "a larger one");
            value = value * 10 + digit;
        }
        if (at_ == start) fail("a whole number from 0 on", here());
        if (text_[start] == '0' && at_ - start > 1) fail("a number", "one that begins with 0");
        return value;
    }

    [[noreturn, gnu::cold]] void fail(const std::string& expected, const std::string& found) const {
        throw FileError(path_, "byte " + std::to_string(first_ + at_), expected, found);
    }

  private:
    void skip_blanks() noexcept {
        while (!at_end() &&
               (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\t' || text_[at_] == '\r'))
            ++at_;
    }

    bool next_in_string(char sign) noexcept {
        if (at_end() || text_[at_] != sign) return false;
        ++at_;
        return true;
    }

    [[gnu::cold]] std::string here() const {
        if (at_end()) return "the end of the header";
        const auto sign = static_cast<unsigned char>(text_[at_]);
        if (sign < 0x20 || sign >= 0x7F) return "byte value " + std::to_string(sign);
        return std::string("'") + text_[at_] + '\'';
    }

    void escaped(std::string& value) {
        constexpr std::string_view signs = "\"\\/bfnrt", values = "\"\\/\b\f\n\r\t";
        if (at_end()) fail("a sign behind '\\'", here());
        if (const std::size_t sign = signs.find(text_[at_]); sign != signs.npos) {
            value += values[sign];
            ++at_;
            return;
        }
        if (!next_in_string('u')) fail("one of \"\\/bfnrtu behind '\\'", here());
        std::uint32_t character = four_digits();
        if (character >= 0xDC00 && character < 0xE000) fail("a pair of surrogates", "its second half");
        if (character >= 0xD800 && character < 0xDC00) {
            if (!next_in_string('\\') || !next_in_string('u')) fail("a pair of surrogates", "its first half");
            const std::uint32_t second = four_digits();
            if (second < 0xDC00 || second >= 0xE000) fail("a pair of surrogates", "its first half");
            character = 0x10000 + ((character - 0xD800) << 10) + (second - 0xDC00);
        }
        append_utf8(value, character);
    }

    std::uint32_t four_digits() {
        std::uint32_t value = 0;
        for (int i = 0; i < 4; ++i, ++at_) {
            const char digit = at_end() ? '"' : text_[at_];
            if (digit >= '0' && digit <= '9')
                value = value << 4 | static_cast<std::uint32_t>(digit - '0');
            else if ((digit | 0x20) >= 'a' && (digit | 0x20) <= 'f')
                value = value << 4 | static_cast<std::uint32_t>((digit | 0x20) - 'a' + 10);
            else
                fail("four hexadecimal digits", here());
        }
        return value;
    }

    std::string_view text_;
    const std::string& path_;
    std::size_t first_ = 0, at_ = 0;
};

/// A text between quotation marks, as JSON has it.
[[gnu::cold]] inline std::string json_string(std::string_view text) {
    std::string quoted = "\"";
    for (const char sign : text) {
        constexpr std::string_view digits = "0123456789abcdef";
        const auto value = static_cast<unsigned char>(sign);
        if (sign == '"' || sign == '\\') quoted += '\\';
        if (value < 0x20)
            (quoted += "\\u00") += {digits[value >> 4], digits[value & 15]};
        else
            quoted += sign;
    }
    return quoted + '"';
}

}  // namespace ctnn::detail::inline CTNN_CODE
