#pragma once

#include <charconv>
#include <cmath>
#include <cstddef>
#include <limits>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include <ctnn/core/value_range.hpp>
#include <ctnn/data/data_error.hpp>
#include <ctnn/data/file_error.hpp>
#include <ctnn/io/line_source.hpp>

namespace ctnn::detail {

inline std::string_view trimmed(std::string_view text, char separator) {
    const auto blank = [=](char c) { return (c == ' ' || c == '\t') && c != separator; };
    while (!text.empty() && blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && blank(text.back())) text.remove_suffix(1);
    return text;
}

// The columns of a line, without blanks and quotes around each. A separator between quotes separates nothing.
inline void split_columns(std::string_view line, char separator, std::vector<std::string_view>& columns) {
    columns.clear();
    bool quoted = false;
    std::size_t start = 0;
    for (std::size_t i = 0; i <= line.size(); ++i) {
        if (i < line.size() && line[i] == '"') quoted = !quoted;
        if (i < line.size() && (quoted || line[i] != separator)) continue;
        std::string_view column = trimmed(line.substr(start, i - start), separator);
        if (column.size() >= 2 && column.front() == '"' && column.back() == '"') {
            column = trimmed(column.substr(1, column.size() - 2), separator);
        }
        columns.push_back(column);
        start = i + 1;
    }
}

// A field for a message: short, and without what would spoil a terminal.
[[gnu::cold]] inline std::string shown(std::string_view field) {
    if (field.empty()) return "an empty field";
    std::string text(field.substr(0, 40));
    for (char& c : text) c = static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? '?' : c;
    return '"' + text + (field.size() > 40 ? "...\"" : "\"");
}

// The nearest float, whatever the locale; infinity beyond the largest. False if the field is no number.
inline bool parse_float(std::string_view field, float& value) {
    if (field.size() > 1 && field.front() == '+' && field[1] != '-') field.remove_prefix(1);
    const char* end = field.data() + field.size();
    const auto result = std::from_chars(field.data(), end, value);
    if (result.ptr != end || result.ec == std::errc::invalid_argument) return false;
    if (result.ec == std::errc::result_out_of_range) {  // too large or too small: from_chars does not tell
        double wide = 0;
        const bool fits = std::from_chars(field.data(), end, wide).ec == std::errc();
        value =
            fits && std::abs(wide) < 1 ? static_cast<float>(wide) : std::numeric_limits<float>::infinity();
    }
    return true;
}

// The rows of a CSV file, one after the other. Blank lines are allowed at the end only.
class CsvRows {
  public:
    CsvRows(const std::string& path, char separator, bool header)
        : lines_(path), separator_(separator), header_(header) {
        if (!header) return;
        if (!lines_.next()) fail(1, "a header", "an empty file");
        split_columns(lines_.line(), separator_, columns_);
    }

    // The columns of the header, then, after each `next`, those of the row.
    const std::vector<std::string_view>& columns() const noexcept { return columns_; }

    // Goes to the next row, which must have `count` columns, if that is not 0; false if there is none.
    bool next(std::size_t count) {
        if (!lines_.next()) return false;
        if (trimmed(lines_.line(), separator_).empty()) {
            const std::size_t blank = lines_.number();
            while (lines_.next()) {
                if (!trimmed(lines_.line(), separator_).empty()) fail(blank, "a row", "a blank line");
            }
            return false;
        }
        split_columns(lines_.line(), separator_, columns_);
        if (count != 0 && columns_.size() != count) {
            fail(lines_.number(), counted(count, "column"), std::to_string(columns_.size()));
        }
        return true;
    }

    float number(std::size_t column) const {
        float value = 0;
        if (!parse_float(columns_[column], value)) {
            const bool perhaps_header = !header_ && lines_.number() == 1;
            fail_at(
                column, "a number",
                shown(columns_[column]) + (perhaps_header ? " (a header? CsvOptions{.header = true})" : ""));
        }
        if (!is_finite(value)) fail_at(column, "a finite number", shown(columns_[column]));
        return value;
    }

    std::size_t whole_number(std::size_t column, std::size_t bound) const {
        const float value = number(column);
        if (value >= 0 && value < static_cast<float>(bound) && value == std::floor(value)) {
            return static_cast<std::size_t>(value);
        }
        fail_at(column, "a class of 0 to " + std::to_string(bound - 1), shown(columns_[column]));
    }

    [[noreturn, gnu::cold]] void fail_empty(const std::string& expected) const {
        fail(lines_.number() + 1, expected, "the end of the file");
    }

  private:
    [[noreturn, gnu::cold]] void fail(std::size_t line, const std::string& expected,
                                      const std::string& found) const {
        throw FileError(lines_.path(), "line " + std::to_string(line), expected, found);
    }

    [[noreturn, gnu::cold]] void fail_at(std::size_t column, const std::string& expected,
                                         const std::string& found) const {
        const std::string place =
            "line " + std::to_string(lines_.number()) + ", column " + std::to_string(column + 1);
        throw FileError(lines_.path(), place, expected, found);
    }

    LineSource lines_;
    std::vector<std::string_view> columns_;
    char separator_;
    bool header_;
};

}  // namespace ctnn::detail
