#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include <ctnn/core/code.hpp>
#include <ctnn/core/value_range.hpp>
#include <ctnn/data/data_error.hpp>
#include <ctnn/data/dataset.hpp>
#include <ctnn/data/statistics.hpp>

namespace ctnn {

inline namespace CTNN_CODE {

/// The correlation of each column with each: symmetric, 1 on the diagonal. Where one does not vary, NaN.
struct CorrelationMatrix {
    std::size_t columns = 0;     ///< of the data: a row and a column here for each
    std::vector<double> values;  ///< row after row

    /// That of columns i and j. Columns that there are not throw `DataError`.
    double operator()(std::size_t i, std::size_t j) const {
        if (i < columns && j < columns) return values[i * columns + j];
        throw DataError("correlation", "one of " + detail::counted(columns, "column"),
                        std::to_string(i < columns ? j : i));
    }
};

}  // namespace CTNN_CODE

namespace detail::inline CTNN_CODE {

/// The place of each value in their order, from 1; equal ones have the mean of their places.
inline std::vector<double> ranks(const std::vector<double>& values) {
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](auto a, auto b) { return values[a] < values[b]; });
    std::vector<double> places(values.size());
    for (std::size_t first = 0, end = 0; first < order.size(); first = end) {
        while (end < order.size() && values[order[end]] == values[order[first]]) ++end;
        for (std::size_t k = first; k < end; ++k) places[order[k]] = (double(first + end) + 1) / 2;
    }
    return places;
}

/// The values less their mean, as a vector of length 1: correlations are products of these. NaN where nothing
/// varies.
inline std::vector<double> directed(std::vector<double> values) {
    const Statistics of = statistics_of(values);
    double most = 0, squares = 0;
    for (double& x : values) {
        x = std::scalbn(x, -1) - std::scalbn(of.mean, -1);  // halves, whose difference cannot overflow
        most = std::max(most, std::abs(x));
    }
    if (of.minimum == of.maximum || most == 0) {
        std::fill(values.begin(), values.end(), not_a_number<double>);
        return values;
    }
    for (double& x : values) {
        x /= most;
        squares += x * x;
    }
    for (double& x : values) x /= std::sqrt(squares);
    return values;
}

inline double correlation_of(const std::vector<double>& a, const std::vector<double>& b) {
    const double product = std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
    return is_finite(product) ? std::clamp(product, -1.0, 1.0) : product;
}

inline void require_two(std::size_t count, const char* noun) {
    if (count < 2) throw DataError("correlation", std::string("at least two ") + noun, std::to_string(count));
}

template <class X, class Y>
std::pair<std::vector<double>, std::vector<double>> values_to_correlate(const X& x, const Y& y) {
    std::pair both{finite_values(x, "correlation"), finite_values(y, "correlation")};
    if (both.first.size() != both.second.size())
        throw DataError("correlation", "as many values of one as of the other",
                        std::to_string(both.first.size()) + " and " + std::to_string(both.second.size()));
    require_two(both.first.size(), "values");
    return both;
}

template <class Net, class Change>
CorrelationMatrix correlations(const Dataset<Net>& dataset, Change change) {
    require_two(dataset.size(), "samples");
    std::vector<std::vector<double>> directions;
    for (const auto& column : columns_of(dataset))
        directions.push_back(directed(change(std::vector<double>(column.begin(), column.end()))));
    const std::size_t n = directions.size();
    CorrelationMatrix matrix{n, std::vector<double>(n * n)};
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = 0; j <= i; ++j) {
            const double r = correlation_of(directions[i], directions[j]);
            matrix.values[i * n + j] = matrix.values[j * n + i] = i == j && is_finite(r) ? 1 : r;
        }
    return matrix;
}

}  // namespace detail::inline CTNN_CODE

inline namespace CTNN_CODE {

/// Pearson's correlation of two columns of numbers, -1 to 1: how nearly one is a linear function of the
/// other. NaN where one does not vary. SciPy: `pearsonr(x, y).statistic`.
/// What goes wrong: fewer than two values, not as many of both, NaN or infinity: `DataError`.
template <detail::NumberRange X, detail::NumberRange Y>
double pearson(const X& x, const Y& y) {
    auto [a, b] = detail::values_to_correlate(x, y);
    return detail::correlation_of(detail::directed(std::move(a)), detail::directed(std::move(b)));
}

/// Spearman's correlation, Pearson's of the ranks: how nearly one rises, or falls, wherever the other rises.
/// Equal values have the mean of their ranks. SciPy: `spearmanr(x, y).statistic`. Goes wrong as `pearson`.
template <detail::NumberRange X, detail::NumberRange Y>
double spearman(const X& x, const Y& y) {
    const auto [a, b] = detail::values_to_correlate(x, y);
    return detail::correlation_of(detail::directed(detail::ranks(a)), detail::directed(detail::ranks(b)));
}

/// The same of all columns of a data set with each other: the inputs, then the targets (of classes, their
/// one-hot values). Cost: the data as doubles, and a product of each two columns.
/// pandas: `DataFrame.corr()`. What goes wrong: fewer than two samples: `DataError`.
template <class Net>
CorrelationMatrix pearson(const Dataset<Net>& dataset) {
    return detail::correlations(dataset, [](std::vector<double> column) { return column; });
}

/// `spearman` of all columns of a data set. pandas: `DataFrame.corr(method="spearman")`.
template <class Net>
CorrelationMatrix spearman(const Dataset<Net>& dataset) {
    return detail::correlations(dataset,
                                [](const std::vector<double>& column) { return detail::ranks(column); });
}

}  // namespace CTNN_CODE
}  // namespace ctnn
