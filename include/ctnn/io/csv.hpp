#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <ctnn/data/data_error.hpp>
#include <ctnn/data/dataset.hpp>
#include <ctnn/io/csv_rows.hpp>

namespace ctnn {

/// What the target columns of a CSV file hold.
enum class CsvTarget {
    classes,  ///< One column: the number of the class.
    values    ///< `Net::output_size` columns: what the outputs should be.
};

/// How a CSV file is written. pandas: `read_csv(header=..., sep=...)`.
struct CsvOptions {
    bool header = false;                    ///< The first line names the columns.
    char separator = ',';                   ///< What stands between two columns.
    CsvTarget target = CsvTarget::classes;  ///< What the target columns hold.
    bool target_first = false;              ///< The target columns come before the inputs, not after them.
};

/// Reads samples from a CSV file, plain or gzip, one a line: `read_csv<Net>("digits.csv.gz")`, or
/// `read_csv<Net>("prices.csv", {.header = true, .target = ctnn::CsvTarget::values})`.
///
/// Shapes: `Net::input_size` numbers a line, then one class or `Net::output_size` values (or these first).
/// Numbers are read alike in every locale, as C writes them, unscaled (data/scaling.hpp scales). Blanks and
/// quotes around a number, CR LF, a byte order mark and blank lines at the end are all right.
/// pandas: `read_csv(path).to_numpy()`. Links zlib.
/// What goes wrong: a line too short or too long, a word for a number, NaN or infinity, a class that is none,
/// a file without rows: `FileError`, with line and column.
template <class Net>
Dataset<Net> read_csv(const std::string& path, const CsvOptions& options = {}) {
    const bool values = options.target == CsvTarget::values;
    const std::size_t targets = values ? Net::output_size : 1;
    const std::size_t columns = Net::input_size + targets;
    const std::size_t first_target = options.target_first ? 0 : Net::input_size;
    const std::size_t first_input = options.target_first ? targets : 0;

    std::vector<float> inputs, wanted;
    std::vector<std::uint32_t> classes;
    detail::CsvRows rows(path, options.separator, options.header);
    while (rows.next(columns)) {
        for (std::size_t k = 0; k < Net::input_size; ++k) inputs.push_back(rows.number(first_input + k));
        if (values) {
            for (std::size_t k = 0; k < targets; ++k) wanted.push_back(rows.number(first_target + k));
        } else {
            classes.push_back(
                static_cast<std::uint32_t>(rows.whole_number(first_target, Dataset<Net>::class_count)));
        }
    }
    if (inputs.empty()) rows.fail_empty("a row of " + detail::counted(columns, "column"));
    if (values) return Dataset<Net>(std::move(inputs), std::move(wanted));
    return Dataset<Net>(std::move(inputs), std::move(classes));
}

/// A table of numbers, row after row, and the names of its columns, if it has any.
struct CsvTable {
    std::vector<std::string> names;
    std::size_t columns = 0;
    std::vector<float> values;

    std::size_t rows() const noexcept { return columns == 0 ? 0 : values.size() / columns; }
    std::span<const float> row(std::size_t i) const noexcept {
        return std::span(values).subspan(i * columns, columns);
    }

    /// The values of the column of this name; an unknown name throws `DataError`.
    std::vector<float> column(std::string_view name) const {
        for (std::size_t k = 0; k < names.size(); ++k) {
            if (names[k] != name) continue;
            std::vector<float> chosen;
            for (std::size_t i = 0; i < rows(); ++i) chosen.push_back(values[i * columns + k]);
            return chosen;
        }
        std::string known;
        for (const std::string& one : names) known += (known.empty() ? "" : ", ") + one;
        throw DataError("table", "a column named \"" + std::string(name) + '"',
                        known.empty() ? "no names" : known);
    }
};

/// Reads a CSV file of numbers as it is, with as many columns as its first line; to choose and compute
/// columns from. Of the options, `header` and `separator` count. What goes wrong: as with `read_csv`.
inline CsvTable read_csv_table(const std::string& path, const CsvOptions& options = {}) {
    CsvTable table;
    detail::CsvRows rows(path, options.separator, options.header);
    for (const std::string_view name : rows.columns()) table.names.emplace_back(name);
    table.columns = table.names.size();
    while (rows.next(table.columns)) {
        table.columns = rows.columns().size();
        for (std::size_t k = 0; k < table.columns; ++k) table.values.push_back(rows.number(k));
    }
    if (table.values.empty()) rows.fail_empty("a row of numbers");
    return table;
}

}  // namespace ctnn
