#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/value_range.hpp>
#include <ctnn/data/data_error.hpp>
#include <ctnn/io/png.hpp>
#include <string>
#include <utility>
#include <vector>

// What a report draws: curves of numbers. The words around them, names and labels, are set as HTML.

namespace ctnn {

inline namespace CTNN_CODE {

/// How the values of a curve are drawn.
enum class Mark : unsigned char {
    line,    ///< from value to value
    dashes,  ///< the same, broken
    points,  ///< each by itself
    bars     ///< from 0 up
};

/// Values over places: `{.name = "training", .y = losses}`. Without places they are those of 1, 2, 3, ...
/// What is no finite number is a gap. Bars reach from each place to the next one.
struct Curve {
    std::string name{};            ///< in the legend
    std::vector<double> x{}, y{};  ///< places, and the value at each
    Mark mark = Mark::line;        ///< how it is drawn
};

/// From where to where an axis goes. What makes no sense, as the same value twice or two that are less than
/// 1e-300 apart, is as far as curves go.
struct AxisRange {
    double low = 0, high = 0;  ///< the same: as far as curves go
};

/// One figure of a report.
struct Plot {
    std::string title{}, x_label{}, y_label{};  ///< words above, below and beside it
    std::vector<Curve> curves{};                ///< drawn one over the other
    bool logarithmic = false;        ///< upwards; values of 0 and less are then gaps, and those below 1e-300
    AxisRange x_range{}, y_range{};  ///< of places, and of values
};

}  // namespace CTNN_CODE

namespace detail::inline CTNN_CODE {

/// A plot, and a picture that fills it.
struct Drawing {
    Plot plot{};
    Pixels ground{};
};

/// Beyond it gnuplot's own arithmetic ends, and below its inverse: of values that by factors have a place,
/// and of what an axis is wide.
inline constexpr double greatest_drawn = 1e300, least_drawn = 1e-300;

/// Whether a value has a place in a plot.
[[gnu::cold]] inline bool is_drawn(double value, bool logarithmic) {
    return is_finite(value) && std::abs(value) <= greatest_drawn && (!logarithmic || value >= least_drawn);
}

[[gnu::cold]] inline void give_places(Curve& curve) {
    if (curve.x.empty())
        for (std::size_t i = 0; i < curve.y.size(); ++i) curve.x.push_back(double(i + 1));
    if (curve.x.size() != curve.y.size())
        throw DataError("the curve \"" + curve.name + "\" of a report",
                        counted(curve.y.size(), "place") + " for as many values",
                        std::to_string(curve.x.size()));
}

/// At most about so many points of a curve: of equal stretches, each the smallest and the greatest, where
/// nothing is drawn, and the last. So what sticks out of a million points still does.
[[gnu::cold]] inline Curve thinned(const Curve& curve, std::size_t most, bool logarithmic) {
    const std::size_t count = curve.y.size(), stretches = (most - 1) / 2;
    if (count <= most) return curve;
    Curve thin{.name = curve.name, .mark = curve.mark};
    for (std::size_t s = 0; s < stretches; ++s) {
        const std::size_t first = count * s / stretches, last = count * (s + 1) / stretches;
        std::size_t low = last, high = last;
        for (std::size_t i = first; i < last; ++i) {
            if (!is_drawn(curve.y[i], logarithmic) || !is_drawn(curve.x[i], false)) continue;
            if (low == last || curve.y[i] < curve.y[low]) low = i;
            if (high == last || curve.y[i] > curve.y[high]) high = i;
        }
        if (low == last) low = high = first;
        for (const std::size_t i : {std::min(low, high), std::max(low, high)}) {
            thin.x.push_back(curve.x[i]);
            thin.y.push_back(curve.y[i]);
            if (low == high) break;
        }
    }
    if (thin.x.back() != curve.x.back()) {
        thin.x.push_back(curve.x.back());
        thin.y.push_back(curve.y.back());
    }
    return thin;
}

/// The range of what is drawn; `low > high` if nothing is.
[[gnu::cold]] inline AxisRange range_of(const std::vector<Curve>& curves, std::vector<double> Curve::*axis,
                                        bool logarithmic) {
    AxisRange range{infinity<double>, -infinity<double>};
    for (const Curve& curve : curves)
        for (std::size_t i = 0; i < curve.y.size(); ++i) {
            if (!is_drawn(curve.y[i], logarithmic) || !is_drawn(curve.x[i], false)) continue;
            range.low = std::min(range.low, (curve.*axis)[i]);
            range.high = std::max(range.high, (curve.*axis)[i]);
        }
    return range;
}

/// A little wider, so that no curve lies on the edge; one value has room on both sides.
[[gnu::cold]] inline AxisRange widened(AxisRange range, bool logarithmic) {
    if (logarithmic) return {range.low / 1.25, range.high * 1.25};
    const double width = range.high - range.low;
    const double room = width >= least_drawn                      ? width * 0.04
                        : std::abs(range.low) >= 10 * least_drawn ? std::abs(range.low) * 0.1
                                                                  : 1;
    const bool from_zero = range.low >= 0 && range.low < room;
    return {from_zero ? 0 : range.low - room, range.high + room};
}

[[gnu::cold]] inline bool has_sense(AxisRange range, bool logarithmic) {
    return is_drawn(range.low, logarithmic) && is_drawn(range.high, logarithmic) &&
           range.high - range.low >= least_drawn;
}

/// What gnuplot gets of a drawing, or nothing where there is nothing to draw.
struct Prepared {
    std::vector<Curve> curves{};
    AxisRange x{}, y{};
    bool empty = true;
};

[[gnu::cold]] inline Prepared prepared(const Plot& plot) {
    constexpr std::size_t most_in_a_line = 2000, most_points = 600;
    Prepared result;
    for (Curve curve : plot.curves) {
        give_places(curve);
        const bool points = curve.mark == Mark::points;
        result.curves.push_back(thinned(curve, points ? most_points : most_in_a_line, plot.logarithmic));
    }
    result.x = range_of(result.curves, &Curve::x, plot.logarithmic);
    result.y = range_of(result.curves, &Curve::y, plot.logarithmic);
    result.empty = result.x.low > result.x.high;
    if (result.empty) return result;
    const bool bars = plot.curves.front().mark == Mark::bars;
    if (bars && !plot.logarithmic) result.y.low = std::min(result.y.low, 0.0);
    result.y = widened(result.y, plot.logarithmic);
    if (!has_sense(result.x, false)) result.x = widened(result.x, false);
    if (has_sense(plot.x_range, false)) result.x = plot.x_range;
    if (has_sense(plot.y_range, plot.logarithmic)) result.y = plot.y_range;
    return result;
}

/// The values in so many equal parts of their range, as bars; those that are no finite number are not in it.
[[gnu::cold]] inline Plot histogram(std::string title, const std::vector<double>& values) {
    constexpr std::size_t parts = 40;
    AxisRange range{infinity<double>, -infinity<double>};
    std::size_t lost = 0;
    for (const double value : values) {
        if (!is_drawn(value, false)) {
            ++lost;
            continue;
        }
        range.low = std::min(range.low, value);
        range.high = std::max(range.high, value);
    }
    std::array<std::size_t, parts> counts{};
    const double own = range.high - range.low, width = own >= least_drawn ? own : 0;
    for (const double value : values)
        if (is_drawn(value, false))
            ++counts[width > 0 ? std::min(parts - 1, std::size_t((value - range.low) / width * parts)) : 0];
    Plot plot{.title = std::move(title), .x_label = "value", .y_label = "how many"};
    if (lost > 0) plot.y_label += ", and " + std::to_string(lost) + " that are no number";
    Curve bars{.name = "", .mark = Mark::bars};
    if (range.low <= range.high)
        for (std::size_t i = 0; i <= parts; ++i) {
            bars.x.push_back(width > 0 ? range.low + width * double(i) / parts
                                       : range.low + double(i) / parts);
            bars.y.push_back(double(counts[std::min(i, parts - 1)]));
        }
    plot.curves.push_back(std::move(bars));
    return plot;
}

}  // namespace detail::inline CTNN_CODE
}  // namespace ctnn
