#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/data/confusion_matrix.hpp>
#include <ctnn/io/html_text.hpp>
#include <ctnn/io/report_history.hpp>
#include <string>
#include <string_view>
#include <vector>

// A confusion matrix as a heat map, for a report.

namespace ctnn::detail::inline CTNN_CODE {

/// A class by its name, or by its number where it has none.
[[gnu::cold]] inline std::string class_name(const std::vector<std::string>& names, std::size_t c) {
    return c < names.size() ? names[c] : std::to_string(c);
}

/// The counts of a matrix, of however many classes.
struct MatrixRows {
    std::vector<std::vector<std::size_t>> counts{};
    std::vector<std::size_t> undecided{};
    std::vector<double> precision{}, recall{};
    double accuracy = 0;
    std::size_t total = 0;
};

template <std::size_t Classes>
[[gnu::cold]] MatrixRows rows_of(const ConfusionMatrix<Classes>& matrix) {
    MatrixRows rows{.accuracy = matrix.accuracy(), .total = matrix.total()};
    for (std::size_t c = 0; c < Classes; ++c) {
        rows.counts.emplace_back(matrix.counts[c].begin(), matrix.counts[c].end());
        rows.undecided.push_back(matrix.undecided[c]);
        rows.precision.push_back(matrix.precision(c));
        rows.recall.push_back(matrix.recall(c));
    }
    return rows;
}

/// What is right in blue, what is not in orange: the more of its row, the stronger, and a single mistake is
/// seen. Ink on it can be read by day and by night.
[[gnu::cold]] inline std::string heat(double share, bool right) {
    if (!(share > 0)) return "";
    const double strength = right ? 0.08 + 0.32 * share : 0.12 + 0.38 * std::sqrt(share);
    return std::string(" style=\"background:rgb(") + (right ? "74 128 181" : "217 107 54") + "/" +
           number_text(strength, NumberForm::fixed, 2) + ")\"";
}

[[gnu::cold]] inline std::string heat_map(const MatrixRows& m, const std::vector<std::string>& names) {
    const bool undecided = std::any_of(m.undecided.begin(), m.undecided.end(), [](auto n) { return n > 0; });
    const auto of_100 = [](double share) {
        return "<td class=\"edge\">" + number_text(100 * share, NumberForm::fixed, 0) + "</td>";
    };
    std::string text = std::string("<div class=\"wide\"><table class=\"heat") +
                       (names.empty() ? " even" : "") + "\">\n<tr><th></th>";
    for (std::size_t c = 0; c < m.counts.size(); ++c) text += "<th>" + html(class_name(names, c)) + "</th>";
    text += std::string(undecided ? "<th>NaN</th>" : "") + "<th class=\"edge\">%</th></tr>\n";
    for (std::size_t c = 0; c < m.counts.size(); ++c) {
        std::size_t all = m.undecided[c];
        for (const std::size_t count : m.counts[c]) all += count;
        text += "<tr><th>" + html(class_name(names, c)) + "</th>";
        const auto cell = [&](std::size_t count, bool right) {
            const double share = all == 0 ? 0 : double(count) / double(all);
            text += "<td" + heat(share, right) + '>' + (count == 0 ? "" : std::to_string(count)) + "</td>";
        };
        for (std::size_t k = 0; k < m.counts[c].size(); ++k) cell(m.counts[c][k], k == c);
        if (undecided) cell(m.undecided[c], false);
        text += of_100(m.recall[c]) + "</tr>\n";
    }
    text += "<tr><th class=\"edge\">%</th>";
    for (const double share : m.precision) text += of_100(share);
    return text +
           "</tr>\n</table></div>\n<p><small>A row for what samples are, a column for what they were taken "
           "for. On "
           "the right: of 100 of the row so many were found; below: of 100 taken for it so many were "
           "right.</small></p>\n";
}

/// Of many classes, which no page is wide enough for: what was confused most often.
[[gnu::cold]] inline std::string worst_confusions(const MatrixRows& m,
                                                  const std::vector<std::string>& names) {
    constexpr std::size_t most = 30;
    std::vector<std::array<std::size_t, 3>> pairs;  // how often, what it is, what it was taken for
    for (std::size_t c = 0; c < m.counts.size(); ++c)
        for (std::size_t k = 0; k < m.counts[c].size(); ++k)
            if (k != c && m.counts[c][k] > 0) pairs.push_back({m.counts[c][k], c, k});
    std::stable_sort(pairs.begin(), pairs.end(), [](const auto& a, const auto& b) { return a[0] > b[0]; });
    pairs.resize(std::min(pairs.size(), most));
    std::string text = "<div class=\"wide\"><table>\n<tr><th>is</th><th>taken for</th><th>times</th></tr>\n";
    for (const auto& [count, is, taken] : pairs)
        text += "<tr><td>" + html(class_name(names, is)) + "</td><td>" + html(class_name(names, taken)) +
                "</td><td>" + grouped(count) + "</td></tr>\n";
    return text + "</table></div>\n";
}

[[gnu::cold]] inline std::string matrix_html(const MatrixRows& m, const std::vector<std::string>& names) {
    constexpr std::size_t most_classes = 30;
    const bool fits_page = m.counts.size() <= most_classes;
    return "<dl>\n" + fact("samples", grouped(m.total)) + fact("read right", percent(m.accuracy)) +
           "</dl>\n" + (fits_page ? heat_map(m, names) : worst_confusions(m, names));
}

}  // namespace ctnn::detail::inline CTNN_CODE
