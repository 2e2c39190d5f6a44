#pragma once

#include <array>
#include <cstddef>
#include <ostream>
#include <string>

#include <ctnn/core/config.hpp>
#include <ctnn/data/number_text.hpp>

namespace ctnn {

inline namespace CTNN_CODE {

/// How often samples of each class were taken for each class: `counts[actual][predicted]`; with double in the
/// place of Count, what they weigh.
///
/// What would divide by nothing (the precision of a class never predicted) is 0, and so is what is asked of a
/// class beyond `Classes`. The means over the classes, `macro_...`, leave out a class that neither occurs nor
/// is predicted.
/// scikit-learn: `confusion_matrix`, `precision_recall_fscore_support(zero_division=0)`.
template <std::size_t Classes, class Count = std::size_t>
struct ConfusionMatrix {
    std::array<std::array<Count, Classes>, Classes> counts{};  ///< by actual and by predicted class
    std::array<Count, Classes> undecided{};  ///< samples of each class for which the network gave NaN

    /// How many samples are of class c.
    constexpr Count actual(std::size_t c) const noexcept {
        if (c >= Classes) return 0;
        Count sum = undecided[c];
        for (const Count count : counts[c]) sum += count;
        return sum;
    }
    /// How many samples were taken for class c.
    constexpr Count predicted(std::size_t c) const noexcept {
        if (c >= Classes) return 0;
        Count sum = 0;
        for (const auto& row : counts) sum += row[c];
        return sum;
    }
    /// How many samples there are.
    constexpr Count total() const noexcept {
        Count sum = 0;
        for (std::size_t c = 0; c < Classes; ++c) sum += actual(c);
        return sum;
    }

    /// The share of all samples that was taken for what it is.
    constexpr double accuracy() const noexcept {
        Count sum = 0;
        for (std::size_t c = 0; c < Classes; ++c) sum += right(c);
        return ratio(sum, total());
    }
    /// Of the samples taken for class c, the share that is.
    constexpr double precision(std::size_t c) const noexcept { return ratio(right(c), predicted(c)); }
    /// Of the samples of class c, the share taken for it.
    constexpr double recall(std::size_t c) const noexcept { return ratio(right(c), actual(c)); }
    /// The harmonic mean of precision and recall.
    constexpr double f1(std::size_t c) const noexcept {
        return ratio(2 * right(c), predicted(c) + actual(c));
    }

    /// The mean of the precision over the classes, each of which counts alike.
    constexpr double macro_precision() const noexcept { return mean(&ConfusionMatrix::precision); }
    /// The same of the recall.
    constexpr double macro_recall() const noexcept { return mean(&ConfusionMatrix::recall); }
    /// The same of F1.
    constexpr double macro_f1() const noexcept { return mean(&ConfusionMatrix::f1); }

    friend constexpr bool operator==(const ConfusionMatrix&, const ConfusionMatrix&) = default;

  private:
    constexpr Count right(std::size_t c) const noexcept { return c < Classes ? counts[c][c] : 0; }

    static constexpr double ratio(Count part, Count whole) noexcept {
        return whole == 0 ? 0.0 : static_cast<double>(part) / static_cast<double>(whole);
    }

    constexpr double mean(double (ConfusionMatrix::*of)(std::size_t) const noexcept) const noexcept {
        double sum = 0;
        std::size_t seen = 0;
        for (std::size_t c = 0; c < Classes; ++c) {
            if (!(actual(c) + predicted(c) > 0)) continue;
            sum += (this->*of)(c);
            ++seen;
        }
        return seen == 0 ? 0.0 : sum / static_cast<double>(seen);
    }
};

}  // namespace CTNN_CODE

namespace detail::inline CTNN_CODE {

CTNN_COLD inline std::string padded(const std::string& text, std::size_t width) {
    return text.size() < width ? std::string(width - text.size(), ' ') + text : text;
}

CTNN_COLD inline std::string count_text(std::size_t count) { return std::to_string(count); }
CTNN_COLD inline std::string count_text(double weight) { return number_text(weight, NumberForm::fixed, 2); }

CTNN_COLD inline std::string percentage(double share) {
    return padded(number_text(100 * share, NumberForm::fixed, 1), 7) + '%';
}

}  // namespace detail::inline CTNN_CODE

inline namespace CTNN_CODE {

/// The matrix as an aligned table: a row for each actual class, a column for each predicted one (a dot for
/// none), and each class's precision, recall and F1.
template <std::size_t Classes, class Count>
CTNN_COLD std::string to_string(const ConfusionMatrix<Classes, Count>& matrix) {
    const std::size_t label = 9, width = detail::count_text(matrix.total()).size() + 1;
    const bool undecided = matrix.undecided != std::array<Count, Classes>{};
    const auto number = [](Count n) { return n > 0 ? detail::count_text(n) : "."; };
    const auto shares = [](double precision, double recall, double f1) {
        return "  " + detail::percentage(precision) + detail::percentage(recall) + detail::percentage(f1) +
               '\n';
    };

    std::string text = detail::padded("predicted", label);
    for (std::size_t c = 0; c < Classes; ++c) text += detail::padded(std::to_string(c), width);
    text += std::string(undecided ? "  NaN" : "") + " precision  recall      f1\n";
    for (std::size_t c = 0; c < Classes; ++c) {
        text += detail::padded((c == 0 ? "actual " : "") + std::to_string(c), label);
        for (const Count count : matrix.counts[c]) text += detail::padded(number(count), width);
        if (undecided) text += detail::padded(number(matrix.undecided[c]), 5);
        text += shares(matrix.precision(c), matrix.recall(c), matrix.f1(c));
    }
    text += detail::padded("mean", label) + std::string(Classes * width + (undecided ? 5 : 0), ' ');
    text += shares(matrix.macro_precision(), matrix.macro_recall(), matrix.macro_f1());
    return text;
}

template <std::size_t Classes, class Count>
std::ostream& operator<<(std::ostream& out, const ConfusionMatrix<Classes, Count>& matrix) {
    return out << to_string(matrix);
}

}  // namespace CTNN_CODE
}  // namespace ctnn
