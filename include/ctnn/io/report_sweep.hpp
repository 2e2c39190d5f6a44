#pragma once

#include <algorithm>
#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/data/number_text.hpp>
#include <ctnn/io/html_text.hpp>
#include <ctnn/io/plot.hpp>
#include <ctnn/io/report_history.hpp>
#include <ctnn/train/sweep_result.hpp>
#include <string>
#include <utility>
#include <vector>

// What a sweep came to, for a report.

namespace ctnn::detail::inline CTNN_CODE {

/// How the validation loss of the best fell: eight of them at most.
[[gnu::cold]] inline Plot sweep_plot(const std::vector<std::string>& columns,
                                     const std::vector<Trial>& trials) {
    std::vector<Curve> curves;
    for (const Trial& trial : trials) {
        if (curves.size() == 8 || !trial.failure.empty()) break;
        Curve curve;
        for (std::size_t c = 0; c < columns.size() && c < trial.values.size(); ++c)
            curve.name += (c > 0 ? ", " : "") + columns[c] + ' ' + trial.values[c];
        if (curve.name.empty()) curve.name = "candidate " + std::to_string(trial.candidate);
        for (std::size_t epoch = 0; epoch < trial.epochs(); ++epoch) {
            curve.x.push_back(double(epoch + 1));
            curve.y.push_back(trial.losses[epoch]);
        }
        curves.push_back(std::move(curve));
    }
    std::string title = "Validation loss of ";
    title += curves.size() == 1 ? "the best" : "the best " + std::to_string(curves.size());
    return over_epochs(std::move(title), std::move(curves));
}

/// All of them, the best first.
[[gnu::cold]] inline std::string sweep_html(const std::vector<std::string>& columns,
                                            const std::vector<Trial>& trials) {
    std::string text = "<div class=\"wide\"><table>\n<tr>";
    for (const std::string& column : columns) text += "<th>" + html(column) + "</th>";
    text += "<th>epochs</th><th>score</th><th>seconds</th></tr>\n";
    for (const Trial& trial : trials) {
        text += "<tr>";
        for (const std::string& value : trial.values) text += "<td>" + html(value) + "</td>";
        text += "<td>" + std::to_string(trial.epochs()) + "</td><td>" +
                (trial.failure.empty() ? rounded(trial.score) : html(trial.failure)) + "</td><td>" +
                number_text(trial.seconds, NumberForm::fixed, 2) + "</td></tr>\n";
    }
    return text + "</table></div>\n";
}

}  // namespace ctnn::detail::inline CTNN_CODE
