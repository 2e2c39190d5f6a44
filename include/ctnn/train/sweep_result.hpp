#pragma once

#include <algorithm>
#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/value_range.hpp>
#include <ctnn/data/number_text.hpp>
#include <ctnn/network/parameters.hpp>
#include <string>
#include <vector>

namespace ctnn {
inline namespace CTNN_CODE {

/// What one candidate of a sweep came to.
struct Trial {
    std::size_t candidate = 0;          ///< its place among those that were given
    std::vector<std::string> values{};  ///< its settings, one for each of `Sweep::columns`
    std::vector<double> losses{};       ///< the validation loss after each epoch that it was trained
    double score = detail::not_a_number<double>;  ///< when it was last compared; the lower the better
    double seconds = 0;                           ///< of training and validation
    std::string failure{};                        ///< why its training ended; empty where it did not fail

    /// That it was trained.
    CTNN_MEMBER std::size_t epochs() const noexcept { return losses.size(); }
};

}  // namespace CTNN_CODE

namespace detail::inline CTNN_CODE {

/// Who failed comes last, who was trained for longer first.
CTNN_COLD inline bool is_better(const Trial& a, const Trial& b) noexcept {
    if (a.failure.empty() != b.failure.empty()) return a.failure.empty();
    if (!a.failure.empty()) return a.candidate < b.candidate;
    if (a.epochs() != b.epochs()) return a.epochs() > b.epochs();
    return a.score != b.score ? a.score < b.score : a.candidate < b.candidate;
}

}  // namespace detail::inline CTNN_CODE

inline namespace CTNN_CODE {

/// What `sweep` returns.
template <class Net, class T = float>
struct Sweep {
    std::vector<std::string> columns{};       ///< the settings in which candidates differ
    std::vector<Trial> trials{};              ///< the best first, those that failed last
    std::vector<Parameters<Net, T>> block{};  ///< `best()`

    /// The parameters of the first trial.
    const Parameters<Net, T>& best() const& noexcept { return block.front(); }
    void best() const&& = delete;  // of a sweep that is about to vanish

    /// A table, one row a trial, the best first: its settings, how long it was trained, what it came to.
    CTNN_COLD std::string table() const {
        std::vector<std::vector<std::string>> rows{columns};
        for (const char* heading : {"epochs", "score", "seconds"}) rows[0].push_back(heading);
        for (const Trial& trial : trials) {
            rows.push_back(trial.values);
            rows.back().push_back(std::to_string(trial.epochs()));
            rows.back().push_back(detail::number_text(trial.score, detail::NumberForm::general, 5));
            rows.back().push_back(detail::number_text(trial.seconds, detail::NumberForm::fixed, 2));
            if (!trial.failure.empty()) rows.back().push_back(trial.failure);
        }
        return aligned(rows);
    }

  private:
    /// Columns as wide as their widest, flush right; what a row has beyond the headings follows as it is.
    CTNN_COLD static std::string aligned(const std::vector<std::vector<std::string>>& rows) {
        std::vector<std::size_t> widths(rows[0].size());
        for (const auto& row : rows)
            for (std::size_t c = 0; c < widths.size(); ++c) widths[c] = std::max(widths[c], row[c].size());
        std::string text;
        for (const auto& row : rows) {
            for (std::size_t c = 0; c < row.size(); ++c) {
                if (c > 0) text += "  ";
                if (c < widths.size()) text += std::string(widths[c] - row[c].size(), ' ');
                text += row[c];
            }
            text += '\n';
        }
        return text;
    }
};

}  // namespace CTNN_CODE
}  // namespace ctnn
