#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <ctnn/core/anything.hpp>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/files.hpp>
#include <ctnn/data/data_error.hpp>
#include <ctnn/data/dataset.hpp>
#include <ctnn/io/csv_categories.hpp>
#include <ctnn/io/csv_classes.hpp>
#include <ctnn/io/csv_columns.hpp>
#include <ctnn/io/csv_options.hpp>
#include <ctnn/io/csv_rows.hpp>

namespace ctnn {

namespace detail::inline CTNN_CODE {

/// What samples a file holds, of networks with so many inputs, outputs and classes.
struct CsvSamples {
    std::vector<float> inputs, values;
    std::vector<std::uint32_t> classes;
};

inline CsvSamples read_csv_samples(const std::string& path, const CsvOptions& options, std::size_t inputs,
                                   std::size_t outputs, std::size_t class_count) {
    const bool values = options.target == CsvTarget::values;
    CsvRows rows(path, options, inputs + outputs);
    const std::size_t targets = values ? outputs : 1;
    bool on_row = options.categories && !rows.has_header() && rows.next(0);
    const CsvColumns chosen = choose_columns(
        rows, options, options.categories ? input_columns(rows, options, targets) : inputs, targets);
    CsvInputs taken(rows, options, chosen, inputs);
    CsvClasses classes(rows, options, class_count);
    const auto missing = [&](std::size_t k) { return rows.missing(k); };

    CsvSamples samples;
    for (; on_row || rows.next(chosen.count); on_row = false) {
        if (options.missing == CsvMissing::dropped &&
            (std::any_of(chosen.inputs.begin(), chosen.inputs.end(), missing) ||
             std::any_of(chosen.targets.begin(), chosen.targets.end(), missing)))
            continue;
        taken.add(rows);
        if (values)
            for (const std::size_t k : chosen.targets) samples.values.push_back(rows.number(k));
        else
            samples.classes.push_back(classes.of(rows, chosen.targets[0]));
    }
    if (samples.values.empty() && samples.classes.empty())
        rows.fail_empty("a row of " + counted(chosen.count, "column"));
    samples.inputs = taken.take(rows);
    if (options.class_names) *options.class_names = classes.names();
    if (options.categories) *options.categories = taken.categories();
    return samples;
}

}  // namespace detail::inline CTNN_CODE

inline namespace CTNN_CODE {

/// Reads samples from a CSV file, plain or gzip, one a line: `read_csv<Net>("digits.csv.gz")`, or
/// `read_csv<Net>("prices.csv", {.header = true, .target = ctnn::CsvTarget::values})`.
///
/// Shapes: `Net::input_size` numbers a line, or fewer where some are words (CsvOptions::categories), then one
/// class or `Net::output_size` values (or these first, or all of them by name). Numbers are read alike in
/// every locale, as C writes them, unscaled (data/scaling.hpp scales); what is too small for a float is 0.
/// Blanks and quotes around a field, lines that end in CR LF or CR, a byte order mark and blank lines at the
/// end are all right; other ways to write it are CsvOptions' members. Memory: that of the samples, and of one
/// line. pandas: `read_csv(path).to_numpy()`. Links zlib. What goes wrong: a line too short or too long, a
/// word for a number, NaN or infinity, a class that is none, a name that no column, class or category has, a
/// file without rows, a device: `FileError`, with line and column.
template <class Net>
Dataset<Net> read_csv(const std::string& path, const CsvOptions& options = {}) {
    detail::CsvSamples read =
        detail::read_csv_samples(path, options, Net::input_size, Net::output_size, Dataset<Net>::class_count);
    if (options.target == CsvTarget::values)
        return Dataset<Net>(std::move(read.inputs), std::move(read.values));
    return Dataset<Net>(std::move(read.inputs), std::move(read.classes));
}
template <detail::NoArgument...>
error::the_network_goes_in_angle_brackets_before_the_path read_csv(...);
template <detail::NoArgument...>
error::the_network_goes_in_angle_brackets_before_the_path read_csv(detail::Anything, const CsvOptions&);

/// A table of numbers, row after row, and the names of its columns, if it has any.
struct CsvTable {
    std::vector<std::string> names;  ///< of the columns; empty if the file has none
    std::size_t columns = 0;         ///< numbers in a row
    std::vector<float> values;       ///< row after row

    /// How many rows there are.
    std::size_t rows() const noexcept { return columns == 0 ? 0 : values.size() / columns; }
    /// A row that there is not throws `DataError`.
    std::span<const float> row(std::size_t i) const {
        if (i >= rows())
            throw DataError("row", "one of " + detail::counted(rows(), "row"), std::to_string(i));
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
        throw DataError("table", "a column named \"" + std::string(name) + '"', detail::listed(names));
    }
};

/// Reads a CSV file of numbers as it is, with as many columns as its first line; to choose and compute
/// columns from. Of the options, those count that do not tell inputs from targets. What goes wrong: as with
/// `read_csv`.
inline CsvTable read_csv_table(const std::string& path, const CsvOptions& options = {}) {
    CsvTable table;
    detail::CsvRows rows(path, options);
    const auto skipped = [&] { return std::min(options.skip_columns, rows.columns().size()); };
    for (std::size_t k = skipped(); k < rows.columns().size(); ++k)
        table.names.emplace_back(rows.columns()[k]);
    std::size_t all = rows.columns().size();
    while (rows.next(all)) {
        all = rows.columns().size();
        table.columns = all - skipped();
        const std::size_t start = table.values.size();
        for (std::size_t k = skipped(); k < all; ++k) {
            if (rows.missing(k) && options.missing == CsvMissing::dropped) {
                table.values.resize(start);
                break;
            }
            table.values.push_back(rows.missing(k) ? options.fill : rows.number(k));
        }
    }
    if (table.values.empty()) rows.fail_empty("a row of numbers");
    return table;
}

}  // namespace CTNN_CODE
}  // namespace ctnn
