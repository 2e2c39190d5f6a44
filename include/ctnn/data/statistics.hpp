#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <ostream>
#include <ranges>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

#include <ctnn/core/config.hpp>
#include <ctnn/core/value_range.hpp>
#include <ctnn/data/confusion_matrix.hpp>
#include <ctnn/data/data_error.hpp>
#include <ctnn/data/dataset.hpp>
#include <ctnn/data/number_text.hpp>

namespace ctnn {

inline namespace CTNN_CODE {

/// What a column of numbers comes to. Of a single value the variance is 0; where nothing varies, skewness and
/// kurtosis are NaN. SciPy: `describe(x, ddof=0)`. pandas: `Series.describe`, which divides by n - 1.
struct Statistics {
    std::size_t count = 0;                           ///< values
    double mean = 0;                                 ///< their sum / n
    double variance = 0;                             ///< mean square of x - mean: divided by n
    double deviation = 0;                            ///< its square root, the standard deviation
    double minimum = 0;                              ///< the least
    double lower_quartile = 0;                       ///< a quarter is below: `quantile(x, 0.25)`
    double median = 0;                               ///< half is below
    double upper_quartile = 0;                       ///< three quarters are below
    double maximum = 0;                              ///< the largest
    double skewness = detail::not_a_number<double>;  ///< mean of ((x - mean) / deviation)^3; SciPy: `skew`
    double kurtosis = detail::not_a_number<double>;  ///< of the 4th power, less the normal's 3: `kurtosis`

    /// The variance divided by n - 1: unbiased where the values are a sample of more. NaN for one value.
    double sample_variance() const noexcept {
        if (count < 2) return detail::not_a_number<double>;
        return variance * (double(count) / double(count - 1));
    }
};

}  // namespace CTNN_CODE

namespace detail::inline CTNN_CODE {

/// A container of numbers.
template <class X>
concept NumberRange =
    std::ranges::input_range<const X&> && std::is_arithmetic_v<std::ranges::range_value_t<const X&>>;

template <NumberRange X>
std::vector<double> finite_values(const X& values, const char* place) {
    std::vector<double> copy;
    for (const auto value : values) copy.push_back(static_cast<double>(value));
    if (copy.empty()) throw DataError(place, "at least one value", "none");
    for (std::size_t i = 0; i < copy.size(); ++i)
        if (!is_finite(copy[i]))
            throw DataError(std::string(place) + ", value " + std::to_string(i), "a finite number",
                            number_text(copy[i]));
    return copy;
}

// Linear between the two nearest, as NumPy's default (R's type 7).
inline double quantile_of_sorted(const std::vector<double>& sorted, double share) {
    const double place = share * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(place);
    const std::size_t above = std::min(below + 1, sorted.size() - 1);
    return std::lerp(sorted[below], sorted[above], place - static_cast<double>(below));
}

// In two passes, of the values divided by a power of two, so that nothing overflows; the first pass's mean is
// off by what its sum was rounded, which the second sees.
inline void take_moments(const std::vector<double>& values, Statistics& of) {
    const double most = std::max(std::abs(of.minimum), std::abs(of.maximum)), n = double(of.count);
    const int exponent = most > 0 ? std::ilogb(most) : 0;
    const auto scaled = [&](double x) { return std::scalbn(x, -exponent); };
    double sum = 0, rest = 0, second = 0, third = 0, fourth = 0;
    for (const double x : values) sum += scaled(x);
    for (const double x : values) rest += scaled(x) - sum / n;
    const double mean = sum / n + rest / n;
    for (const double x : values) {
        const double d = scaled(x) - mean, square = d * d;
        second += square;
        third += square * d;
        fourth += square * square;
    }
    second /= n;
    of.mean = std::clamp(std::scalbn(mean, exponent), of.minimum, of.maximum);
    of.deviation = std::scalbn(std::sqrt(second), exponent);
    of.variance = std::scalbn(second, 2 * exponent);
    of.skewness = third / n / (second * std::sqrt(second));
    of.kurtosis = fourth / n / (second * second) - 3;
}

// Of values that are finite, and at least one.
inline Statistics statistics_of(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    Statistics of;
    of.count = values.size();
    of.minimum = values.front(), of.maximum = values.back();
    of.lower_quartile = quantile_of_sorted(values, 0.25);
    of.median = quantile_of_sorted(values, 0.5);
    of.upper_quartile = quantile_of_sorted(values, 0.75);
    if (of.minimum == of.maximum)
        of.mean = of.minimum;
    else
        take_moments(values, of);
    return of;
}

// The samples' inputs, then their targets, as columns.
template <class Net>
std::vector<std::vector<float>> columns_of(const Dataset<Net>& dataset) {
    std::vector<std::vector<float>> columns(Net::input_size + Net::output_size);
    for (auto& column : columns) column.reserve(dataset.size());
    std::vector<float> x(Net::input_size), t(Net::output_size);
    for (std::size_t i = 0; i < dataset.size(); ++i) {
        dataset.input(i, std::span<float, Net::input_size>(x));
        dataset.target(i, std::span<float, Net::output_size>(t));
        for (std::size_t k = 0; k < x.size(); ++k) columns[k].push_back(x[k]);
        for (std::size_t k = 0; k < t.size(); ++k) columns[x.size() + k].push_back(t[k]);
    }
    return columns;
}

}  // namespace detail::inline CTNN_CODE

inline namespace CTNN_CODE {

/// Mean, variance, quartiles and so on of numbers in any container: `statistics(table.column("price"))`.
/// Cost: a sorted copy. What goes wrong: no values, NaN or infinity among them: `DataError`.
template <detail::NumberRange Values>
Statistics statistics(const Values& values) {
    return detail::statistics_of(detail::finite_values(values, "statistics"));
}

/// The value below which that share of the values lies, linear between the two nearest. NumPy: `quantile`.
/// What goes wrong: a share that is not 0 to 1, no values, NaN or infinity among them: `DataError`.
template <detail::NumberRange Values>
double quantile(const Values& values, double share) {
    if (!value_ranges::from_0_to_1.holds(share))
        throw DataError("quantile", "a share of 0 to 1", detail::number_text(share));
    std::vector<double> sorted = detail::finite_values(values, "quantile");
    std::sort(sorted.begin(), sorted.end());
    return detail::quantile_of_sorted(sorted, share);
}

/// The statistics of each input and each target of a data set: `describe` gives them.
struct Description {
    std::vector<Statistics> inputs;   ///< of each input
    std::vector<Statistics> targets;  ///< of each target; of classes, of their one-hot values
};

/// What each column of a data set comes to; `std::cout << describe(houses)` is a table of them, a row for
/// each input and target. Bytes count as b / 255. Cost: a copy of the data, as floats.
/// pandas: `DataFrame.describe().T`. What goes wrong: an empty data set: `DataError`.
template <class Net>
Description describe(const Dataset<Net>& dataset) {
    if (dataset.empty()) throw DataError("describe", "at least one sample", "none");
    Description all;
    for (const auto& column : detail::columns_of(dataset))
        (all.inputs.size() < Net::input_size ? all.inputs : all.targets)
            .push_back(detail::statistics_of({column.begin(), column.end()}));
    return all;
}

/// An aligned table, four digits each, a dash for what is NaN or beyond all numbers.
CTNN_COLD inline std::string to_string(const Description& all) {
    constexpr std::size_t label = 12, width = 11;
    std::string text = all.inputs.empty() ? "no samples" : detail::counted(all.inputs[0].count, "sample");
    text.resize(std::max(text.size(), label), ' ');
    for (const char* head :
         {"mean", "deviation", "minimum", "25%", "median", "75%", "maximum", "skewness", "kurtosis"})
        text += detail::padded(head, width);
    const auto row = [&](std::string name, const Statistics& of) {
        name.resize(std::max(name.size(), label), ' ');
        text += '\n' + name;
        for (const double value : {of.mean, of.deviation, of.minimum, of.lower_quartile, of.median,
                                   of.upper_quartile, of.maximum, of.skewness, of.kurtosis})
            text += detail::padded(
                detail::is_finite(value) ? detail::number_text(value, detail::NumberForm::general, 4) : "-",
                width);
    };
    for (std::size_t k = 0; k < all.inputs.size(); ++k) row("input " + std::to_string(k), all.inputs[k]);
    for (std::size_t k = 0; k < all.targets.size(); ++k) row("target " + std::to_string(k), all.targets[k]);
    return text + '\n';
}

inline std::ostream& operator<<(std::ostream& out, const Description& all) { return out << to_string(all); }

}  // namespace CTNN_CODE
}  // namespace ctnn
