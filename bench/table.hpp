#pragma once

#include <algorithm>
#include <cstdio>
#include <string>
#include <vector>

#include "verdict.hpp"

// The results as one table in Markdown.

namespace bench {

class Table {
  public:
    explicit Table(const Peaks& peaks) : peaks_(peaks) {}

    /// Adds a line; says on stderr how it went.
    void add(Line line) {
        std::fprintf(stderr, "%-28s %-30s", line.group.c_str(), line.row.name.c_str());
        for (const auto& [column, cell] : line.cells)
            std::fprintf(stderr, "  %s %s", column.c_str(), text_of(cell).c_str());
        std::fprintf(stderr, "  [%s]  %s\n", share_text(line).c_str(),
                     Verdict(line, lines_, peaks_).text().c_str());
        lines_.push_back(std::move(line));
    }

    void print(std::FILE* out) const {
        const std::vector<std::string> columns = columns_in_order();
        std::string header = "| | |", rule = "|---|---|";
        for (const std::string& column : columns) header += " " + column + " |", rule += "---|";
        std::fprintf(out, "%s ctnn / best peer, median (min) | share of the bound | must |\n%s---|---|---|\n",
                     header.c_str(), rule.c_str());
        for (const Line& line : lines_) {
            std::fprintf(out, "| %s: %s | %s |", line.group.c_str(), line.row.name.c_str(),
                         line.row.unit.c_str());
            for (const std::string& column : columns) {
                const auto at = line.cells.find(column);
                std::fprintf(out, " %s |", at == line.cells.end() ? "" : text_of(at->second).c_str());
            }
            std::fprintf(out, " %s | %s | %s |\n", ratio_text(line).c_str(), share_text(line).c_str(),
                         Verdict(line, lines_, peaks_).text().c_str());
        }
        print_summary(out);
    }

    bool has_mistakes() const {
        return std::any_of(lines_.begin(), lines_.end(), [](const Line& line) {
            return std::any_of(line.cells.begin(), line.cells.end(),
                               [](const auto& cell) { return !cell.second.mistake.empty(); });
        });
    }

  private:
    void print_summary(std::FILE* out) const {
        std::size_t asked = 0;
        std::vector<std::string> missed;
        for (const Line& line : lines_) {
            const Verdict verdict(line, lines_, peaks_);
            asked += !verdict.text().empty();
            if (verdict.missed()) missed.push_back(line.group + ": " + line.row.name + ": " + verdict.text());
        }
        std::fprintf(out, "\n%zu of %zu musts met.\n", asked - missed.size(), asked);
        for (const std::string& miss : missed) std::fprintf(out, "- missed: %s\n", miss.c_str());
        for (const Line& line : lines_)  // a bound that was beaten is none
            if (bound_of(line.row.work, peaks_).nanoseconds() > most_of_bound * nanoseconds_of(line))
                std::fprintf(out, "- no bound: %s: %s: %s\n", line.group.c_str(), line.row.name.c_str(),
                             share_text(line).c_str());
    }

    std::vector<std::string> columns_in_order() const {
        std::vector<std::string> columns;
        for (const char* name :
             {"ctnn g++", "ctnn clang", "ctnn skipping zeros g++", "ctnn skipping zeros clang",
              "ctnn packed g++", "ctnn packed clang", "reproducible", "one by one", "Eigen", "RTNeural",
              "oneDNN", "OpenBLAS", "FANN", "LibTorch", "dlib"})
            if (std::any_of(lines_.begin(), lines_.end(),
                            [&](const Line& line) { return line.cells.count(name) != 0; }))
                columns.push_back(name);
        return columns;
    }

    static std::string ratio_text(const Line& line) {
        const Samples ours = best(line, true), theirs = best(line, false);
        if (!ours.there() || !theirs.there()) return "";
        char text[64];
        std::snprintf(text, sizeof text, "%.2f (%.2f)", ours.median / theirs.median, ours.best / theirs.best);
        return text;
    }

    static double nanoseconds_of(const Line& line) { return best(line, true).best * nanoseconds(line.row); }

    std::string share_text(const Line& line) const {
        if (!best(line, true).there()) return "";
        std::string all = bound_of(line.row.work, peaks_).shares_of(nanoseconds_of(line));
        char text[48];
        if (line.row.per_second)
            all += (std::snprintf(text, sizeof text, ", %.3g M/s", 1e3 / nanoseconds_of(line)), text);
        return all;
    }

    const Peaks& peaks_;
    std::vector<Line> lines_;
};

}  // namespace bench
