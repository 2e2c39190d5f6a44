#pragma once

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>
#include <string>
#include <vector>

#include "measure.hpp"
#include "peaks.hpp"

// The results as one table in Markdown, and whether they are what they must be.

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
    std::snprintf(text, sizeof text,
                  size >= 1000  ? "%.0f"
                  : size >= 100 ? "%.0f"
                  : size >= 10  ? "%.1f"
                                : "%.3g",
                  value);
    return text;
}

inline bool is_ours(const std::string& column) { return column.starts_with("ctnn"); }

class Table {
  public:
    explicit Table(const Peaks& peaks) : peaks_(peaks) {}

    /// Adds a line; says on stderr how it went.
    void add(Line line) {
        std::fprintf(stderr, "%-28s %-30s", line.group.c_str(), line.row.name.c_str());
        for (const auto& [column, cell] : line.cells)
            std::fprintf(stderr, "  %s %s", column.c_str(), text_of(cell).c_str());
        std::fprintf(stderr, "  %s\n", verdict(line).c_str());
        lines_.push_back(std::move(line));
    }

    void print(std::FILE* out) {
        const std::vector<std::string> columns = columns_in_order();
        std::string header = "| | |", rule = "|---|---|";
        for (const std::string& column : columns) header += " " + column + " |", rule += "---|";
        std::fprintf(out, "%s ctnn / best peer, median (min) | share of the peak | must |\n%s---|---|---|\n",
                     header.c_str(), rule.c_str());
        for (const Line& line : lines_) {
            std::fprintf(out, "| %s: %s | %s |", line.group.c_str(), line.row.name.c_str(),
                         line.row.unit.c_str());
            for (const std::string& column : columns) {
                const auto at = line.cells.find(column);
                std::fprintf(out, " %s |", at == line.cells.end() ? "" : text_of(at->second).c_str());
            }
            std::fprintf(out, " %s | %s | %s |\n", ratio_text(line).c_str(), share_text(line).c_str(),
                         verdict(line).c_str());
        }
        std::fprintf(out, "\n%zu of %zu musts met.\n", met_, met_ + missed_.size());
        for (const std::string& miss : missed_) std::fprintf(out, "- missed: %s\n", miss.c_str());
    }

    bool has_mistakes() const {
        return std::any_of(lines_.begin(), lines_.end(), [](const Line& line) {
            return std::any_of(line.cells.begin(), line.cells.end(),
                               [](const auto& cell) { return !cell.second.mistake.empty(); });
        });
    }

    /// Judges every line; after the last was added.
    void judge() {
        for (const Line& line : lines_) {
            const std::string text = verdict(line);
            if (text.empty()) continue;
            if (text.find("MISSED") == std::string::npos)
                ++met_;
            else
                missed_.push_back(line.group + ": " + line.row.name + ": " + text);
        }
    }

  private:
    static std::string text_of(const Cell& cell) {
        if (!cell.mistake.empty()) return "**" + cell.mistake + "**";
        if (!cell.samples.there()) return "";
        return figure(cell.samples.best) + " / " + figure(cell.samples.median) +
               (cell.variant.empty() ? "" : " (" + cell.variant + ")");
    }

    std::vector<std::string> columns_in_order() const {
        std::vector<std::string> columns;
        for (const char* name :
             {"ctnn g++", "ctnn clang", "ctnn skipping zeros g++", "ctnn skipping zeros clang",
              "reproducible", "Eigen", "oneDNN", "OpenBLAS", "FANN", "LibTorch", "dlib"})
            if (std::any_of(lines_.begin(), lines_.end(),
                            [&](const Line& line) { return line.cells.count(name) != 0; }))
                columns.push_back(name);
        return columns;
    }

    /// The best of ours, or of the peers, among those columns that begin and end so.
    static Samples best(const Line& line, bool ours, const std::string& beginning,
                        const std::string& ending = "") {
        Samples result;
        const bool skips = ours && std::any_of(line.cells.begin(), line.cells.end(), [](const auto& cell) {
                               return cell.first.starts_with("ctnn skipping");
                           });  // then that is what the line is about
        const bool more = line.row.more_is_better;
        const auto better = [more](double a, double b) { return b != b || (more ? a > b : a < b); };
        for (const auto& [column, cell] : line.cells) {
            if (is_ours(column) != ours || !column.starts_with(beginning) || !column.ends_with(ending))
                continue;
            if (!cell.samples.there() || (skips && !column.starts_with("ctnn skipping"))) continue;
            if (better(cell.samples.best, result.best)) result.best = cell.samples.best;
            if (better(cell.samples.median, result.median)) result.median = cell.samples.median;
        }
        return result;
    }

    static std::string ratio_text(const Line& line) {
        const Samples ours = best(line, true, ""), theirs = best(line, false, "");
        if (!ours.there() || !theirs.there()) return "";
        char text[64];
        std::snprintf(text, sizeof text, "%.2f (%.2f)", ours.median / theirs.median, ours.best / theirs.best);
        return text;
    }

    double share_of_flops(const Line& line) const {
        return line.row.flops / (best(line, true, "").best * nanoseconds(line.row)) * 1e9 / peaks_.flops();
    }

    static double nanoseconds(const Row& row) { return row.unit == "s" ? 1e9 : row.unit == "us" ? 1e3 : 1; }

    std::string share_text(const Line& line) const {
        const Samples ours = best(line, true, "");
        if (!ours.there() || line.row.flops == 0) return "";
        char text[96];
        std::string all;
        std::snprintf(text, sizeof text, "FMA %.0f %%", 100 * share_of_flops(line));
        all = text;
        if (line.row.bytes > 0) {
            const Level& level = peaks_.level_of(line.row.bytes);
            std::snprintf(
                text, sizeof text, ", %s %.0f %%", level.name,
                100 * line.row.bytes / (ours.best * nanoseconds(line.row)) * 1e9 / level.per_second);
            all += text;
        }
        if (line.row.per_second) {
            std::snprintf(text, sizeof text, ", %.3g M/s", 1e3 / (ours.best * nanoseconds(line.row)));
            all += text;
        }
        return all;
    }

    const Line& row_of_peers(const Line& line) const {
        for (const Line& other : lines_)
            if (other.row.name == line.row.must.of_row) return other;
        return line;
    }

    /// Each thing that is asked, and whether it is so; by minima.
    std::string verdict(const Line& line) const {
        const Must& must = line.row.must;
        const Samples ours = best(line, true, "");
        if (!ours.there()) return "";
        std::string all;
        const auto say = [&](bool good, const char* what, double found, const char* bound, double limit) {
            char text[128];
            std::snprintf(text, sizeof text, "%s%s %.3g %s %.3g%s", all.empty() ? "" : "; ", what, found,
                          bound, limit, good ? "" : " MISSED");
            all += text;
        };
        const auto compare = [&](const Limit& limit) {
            const Samples theirs = best(row_of_peers(line), false, limit.peer);
            if (limit.ratio == 0 || !theirs.there()) return;
            const double found = ours.best / theirs.best;
            say(found <= limit.ratio, limit.peer.empty() ? "best peer" : limit.peer.c_str(), found,
                "<=", limit.ratio);
        };
        compare({must.against, must.ratio});
        for (const Limit& limit : must.also) compare(limit);
        const Samples gcc = best(line, true, "", " g++"), clang = best(line, true, "", " clang");
        const bool both = gcc.there() && clang.there();
        if (must.value > 0) {
            const double found = must.each_compiler && both ? std::max(gcc.best, clang.best) : ours.best;
            say(found <= must.value, line.row.unit.c_str(), found, "<=", must.value);
        }
        for (const Line& other : lines_)
            if (!must.rounded_up.empty() && other.row.name == must.rounded_up)
                say(ours.best <= 1.5 * best(other, true, "").best, "rounded up",
                    ours.best / best(other, true, "").best, "<=", 1.5);
        if (must.peak > 0)
            say(share_of_flops(line) >= must.peak, "FMA", share_of_flops(line), ">=", must.peak);
        if (!all.empty() && both && !must.each_compiler) {
            const double spread = std::max(gcc.best / clang.best, clang.best / gcc.best);
            say(spread <= 1.35, "other compiler", spread, "<=", 1.35);
        }
        return all;
    }

    const Peaks& peaks_;
    std::vector<Line> lines_;
    std::vector<std::string> missed_;
    std::size_t met_ = 0;
};

}  // namespace bench
