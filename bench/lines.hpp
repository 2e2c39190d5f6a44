#pragma once

#include <cmath>
#include <cstdio>
#include <map>
#include <string>

#include "measure.hpp"

// A line of the table: what each column's best variant took.

namespace bench {

/// A column's figure: of the best of its variants.
struct Cell {
    Samples samples;
    std::string variant;
    std::string mistake;  ///< instead of a figure
};

struct Line {
    std::string group;
    Row row;
    std::map<std::string, Cell> cells;  ///< by column: "ctnn g++", "Eigen", ...
};

inline std::string figure(double value) {
    char text[32];
    const double size = std::abs(value);
    std::snprintf(text, sizeof text, size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : "%.3g", value);
    return text;
}

inline std::string text_of(const Cell& cell) {
    if (!cell.mistake.empty()) return "**" + cell.mistake + "**";
    if (!cell.samples.there()) return "";
    return figure(cell.samples.best) + " / " + figure(cell.samples.median) +
           (cell.variant.empty() ? "" : " (" + cell.variant + ")");
}

inline bool is_ours(const std::string& column) { return column.starts_with("ctnn"); }

/// Whether it is ctnn as it is, or told more: to skip zeros, packed.
inline bool is_plain(const std::string& column) {
    return column == "ctnn" || column == "ctnn g++" || column == "ctnn clang";
}

/// Which of ours count: by default those that are told more, where there are any, for then that is what the
/// line is about.
enum class Ours { by_default, plain };

/// The best of ours, or of the peers, among those columns that begin and end so.
inline Samples best(const Line& line, bool ours, const std::string& beginning = "",
                    const std::string& ending = "", Ours which = Ours::by_default) {
    Samples result;
    bool told_more = false;
    for (const auto& [column, cell] : line.cells) told_more |= is_ours(column) && !is_plain(column);
    if (which == Ours::plain) told_more = false;
    const bool more = line.row.more_is_better;
    const auto better = [more](double a, double b) { return b != b || (more ? a > b : a < b); };
    for (const auto& [column, cell] : line.cells) {
        if (is_ours(column) != ours || !column.starts_with(beginning) || !column.ends_with(ending)) continue;
        if (!cell.samples.there() || (ours && is_plain(column) == told_more)) continue;
        if (better(cell.samples.best, result.best)) result.best = cell.samples.best;
        if (better(cell.samples.median, result.median)) result.median = cell.samples.median;
    }
    return result;
}

/// One of the row's unit of time, in nanoseconds.
inline double nanoseconds(const Row& row) { return row.unit == "s" ? 1e9 : row.unit == "us" ? 1e3 : 1; }

}  // namespace bench
