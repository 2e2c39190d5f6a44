#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <ctnn/core/code.hpp>
#include <ctnn/core/value_range.hpp>
#include <ctnn/data/data_error.hpp>
#include <ctnn/data/file_error.hpp>
#include <ctnn/io/csv_fields.hpp>
#include <ctnn/io/csv_options.hpp>
#include <ctnn/io/line_source.hpp>

namespace ctnn::detail::inline CTNN_CODE {

// The rows of a CSV file, one after the other, each with the columns of the first. Blank lines are allowed at
// the end only.
class CsvRows {
  public:
    // `columns` are at least wanted of a row. The options must outlive it.
    CsvRows(const std::string& path, const CsvOptions& options, std::size_t columns = 0)
        : options_(options),
          most_columns_(std::max(options.most_columns, columns + options.skip_columns)),
          lines_(path, std::max(options.longest_line, 64 * columns)),
          header_(options.header || !options.inputs.empty() || !options.targets.empty()) {
        const char between = options.blank_separated ? ' ' : options.separator;
        if (options.decimal == between)
            throw FileError(path, "CsvOptions::decimal", "a sign that separates no columns",
                            {'\'', between, '\''});
        if (!header_) return;
        if (!next_line()) fail("a header", "an empty file");
        split_line();
    }

    const std::string& path() const noexcept { return lines_.path(); }
    bool has_header() const noexcept { return header_; }

    // The columns of the header, then, after each `next`, those of the row.
    const std::vector<std::string_view>& columns() const noexcept { return columns_; }

    // Goes to the next row, which must have `count` columns, if that is not 0; false if there is none.
    bool next(std::size_t count) {
        if (!next_line()) return false;
        if (blank_line()) {
            const std::size_t blank = lines_.number();
            while (next_line())
                if (!blank_line()) lines_.fail(blank, "a row", "a blank line");
            return false;
        }
        split_line();
        if (count != 0 && columns_.size() != count)
            fail(counted(count, "column"), std::to_string(columns_.size()));
        ++rows_;
        return true;
    }

    // Whether the column is marked as missing, where that is not refused.
    bool missing(std::size_t column) const {
        if (options_.missing == CsvMissing::refused) return false;
        const auto& marks = options_.missing_marks;
        return std::find(marks.begin(), marks.end(), columns_[column]) != marks.end();
    }

    float number(std::size_t column) {
        float value = 0;
        if (!parse_float(with_point(columns_[column]), value)) {
            const bool perhaps_header = !header_ && rows_ == 1 && !columns_[column].empty();
            fail_at(
                column, "a number",
                shown(columns_[column]) + (perhaps_header ? " (a header? CsvOptions{.header = true})" : ""));
        }
        if (!is_finite(value)) fail_at(column, "a finite number", shown(columns_[column]));
        return value;
    }

    // Whether the number in this column is whole as it is written, to the last digit.
    bool whole(std::size_t column) { return is_whole(with_point(columns_[column])); }

    [[noreturn, gnu::cold]] void fail(const std::string& expected, const std::string& found) const {
        lines_.fail(std::max<std::size_t>(lines_.number(), 1), expected, found);
    }

    [[noreturn, gnu::cold]] void fail_at(std::size_t column, const std::string& expected,
                                         const std::string& found) const {
        throw FileError(path(),
                        "line " + std::to_string(lines_.number()) + ", column " + std::to_string(column + 1),
                        expected, found);
    }

    [[noreturn, gnu::cold]] void fail_empty(const std::string& expected) const {
        lines_.fail(lines_.number() + 1, expected, "the end of the file");
    }

  private:
    bool blank_line() const {
        return trimmed(lines_.line(), options_.blank_separated ? '\0' : options_.separator).empty();
    }

    bool next_line() {
        do {
            if (!lines_.next()) return false;
        } while (options_.comment != '\0' && trimmed(lines_.line(), '\0').starts_with(options_.comment));
        return true;
    }

    void split_line() {
        const CsvSplit how = CsvSplitter(lines_.line(), options_, most_columns_).split(columns_);
        if (how == CsvSplit::too_many) fail("at most " + counted(most_columns_, "column"), "more");
        if (how == CsvSplit::open_quote) fail("a closing quote", "the end of the line");
    }

    // The field with the decimal sign that from_chars knows, and no other.
    std::string_view with_point(std::string_view field) {
        if (options_.decimal == '.') return field;
        number_ = field;
        for (char& c : number_) c = c == options_.decimal ? '.' : c == '.' ? options_.decimal : c;
        return number_;
    }

    const CsvOptions& options_;
    std::size_t most_columns_;
    LineSource lines_;
    bool header_;
    std::size_t rows_ = 0;
    std::vector<std::string_view> columns_;
    std::string number_;
};

}  // namespace ctnn::detail::inline CTNN_CODE
