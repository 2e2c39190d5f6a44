#pragma once

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include <ctnn/core/code.hpp>
#include <ctnn/data/number_text.hpp>
#include <ctnn/io/csv_options.hpp>

// A line of CSV as fields, and a field as a number.

namespace ctnn::detail::inline CTNN_CODE {

inline std::string_view trimmed(std::string_view text, char separator) {
    const auto blank = [=](char c) { return (c == ' ' || c == '\t') && c != separator; };
    while (!text.empty() && blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && blank(text.back())) text.remove_suffix(1);
    return text;
}

enum class CsvSplit { whole, open_quote, too_many };

// Takes a line apart, into views of it, without blanks and quotes around each field. A separator between
// quotes separates nothing; of two quotes between quotes one is meant, for which the line is changed.
class CsvSplitter {
  public:
    CsvSplitter(std::span<char> line, const CsvOptions& options, std::size_t most)
        : line_(line),
          separator_(options.blank_separated ? '\0' : options.separator),
          blanks_(options.blank_separated),
          most_(most) {}

    CsvSplit split(std::vector<std::string_view>& columns) {
        columns.clear();
        skip_blanks();
        do {
            if (columns.size() == most_) return CsvSplit::too_many;
            if (!take_field()) return CsvSplit::open_quote;
            columns.push_back(trimmed({line_.data() + start_, length_}, separator_));
        } while (next_field());
        return CsvSplit::whole;
    }

  private:
    bool blank_here() const {
        return at_ < line_.size() && (line_[at_] == ' ' || line_[at_] == '\t') && line_[at_] != separator_;
    }
    void skip_blanks() {
        while (blank_here()) ++at_;
    }
    bool field_ends() const {
        return at_ == line_.size() || (blanks_ ? blank_here() : line_[at_] == separator_);
    }

    // To the start of the field after this one; false if there is none.
    bool next_field() {
        if (at_ == line_.size()) return false;
        ++at_;
        skip_blanks();
        return !blanks_ || at_ < line_.size();
    }

    // The field that starts here; false if it starts with a quote and that has no other.
    bool take_field() {
        start_ = at_;
        length_ = 0;
        if (at_ < line_.size() && line_[at_] == '"' && !take_quoted()) return false;
        while (!field_ends()) keep(line_[at_++]);
        return true;
    }

    bool take_quoted() {
        while (++at_ < line_.size()) {
            if (line_[at_] == '"') {
                const bool doubled = at_ + 1 < line_.size() && line_[at_ + 1] == '"';
                ++at_;
                if (!doubled) return true;
            }
            keep(line_[at_]);
        }
        return false;
    }

    void keep(char c) { line_[start_ + length_++] = c; }

    std::span<char> line_;
    char separator_;
    bool blanks_;
    std::size_t most_, at_ = 0, start_ = 0, length_ = 0;
};

// Text of a file for a message: short, and without what would spoil a terminal.
[[gnu::cold]] inline std::string harmless(std::string_view field) {
    std::string text(field.substr(0, 40));
    for (char& c : text) c = static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? '?' : c;
    return text + (field.size() > 40 ? "..." : "");
}

[[gnu::cold]] inline std::string shown(std::string_view field) {
    return field.empty() ? "an empty field" : '"' + harmless(field) + '"';
}

inline std::int64_t exponent_of(std::string_view digits) {
    constexpr std::int64_t most = 1'000'000'000'000;  // beyond the digits of any line
    if (digits.starts_with('+')) digits.remove_prefix(1);
    std::int64_t exponent = 0;
    const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), exponent);
    if (result.ec == std::errc::result_out_of_range) exponent = digits.starts_with('-') ? -most : most;
    return std::clamp(exponent, -most, most);
}

// The nearest float, whatever the locale; infinity beyond the largest. False if the field is no number.
inline bool parse_float(std::string_view field, float& value) {
    if (field.size() > 1 && field.front() == '+' && field[1] != '-') field.remove_prefix(1);
    return read_number(field, value);
}

// Whether the field, which parse_float takes, is a whole number: 1.0 and 10e-1 are, 0.99999999 is not, though
// the nearest float is 1. Exact, by the power of ten of the last digit that is not 0.
inline bool is_whole(std::string_view field) {
    const std::size_t e = field.find_first_of("eE");
    const std::string_view digits = field.substr(0, e);
    const std::size_t last = digits.find_last_of("123456789");
    if (last == digits.npos) return true;  // it is 0
    const auto place = static_cast<std::int64_t>(last);
    const auto point = static_cast<std::int64_t>(std::min(digits.find('.'), digits.size()));
    const std::int64_t exponent = e == field.npos ? 0 : exponent_of(field.substr(e + 1));
    return exponent + (place < point ? point - 1 - place : point - place) >= 0;
}

}  // namespace ctnn::detail::inline CTNN_CODE
