#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/value_range.hpp>
#include <ctnn/data/dataset.hpp>
#include <ctnn/data/metrics.hpp>
#include <ctnn/io/html_text.hpp>
#include <ctnn/io/plot.hpp>
#include <ctnn/io/report_matrix.hpp>
#include <ctnn/io/report_pictures.hpp>
#include <ctnn/network/parameters.hpp>
#include <ctnn/network/predict.hpp>
#include <span>
#include <string>
#include <utility>
#include <vector>

// What a network answers, for a report: misread samples, a boundary, values against true ones.

namespace ctnn::detail::inline CTNN_CODE {

/// What a network makes of a sample: the class it gives, and how sure it is of it.
struct Answer {
    std::size_t sample = 0, is = 0, given = 0;
    double certainty = 0;
};

/// Of one output, whether it is above one half; else the largest. Of NaN, no certainty.
template <class T, std::size_t N>
[[gnu::cold]] Answer answer_of(std::span<const T, N> y) {
    Answer answer;
    if constexpr (N == 1) {
        answer.given = y[0] > T(0.5) ? 1 : 0;
        answer.certainty = double(answer.given == 1 ? y[0] : T(1) - y[0]);
    } else {
        for (std::size_t k = 0; k < N; ++k) {
            if (y[k] != y[k]) return {.given = k, .certainty = not_a_number<double>};
            if (y[k] > y[answer.given]) answer.given = k;
        }
        answer.certainty = double(y[answer.given]);
    }
    return answer;
}

/// The misread samples, those of which the network is surest first; of steps or pixels the surest stands for
/// its sample.
template <class Net, class T>
[[gnu::cold]] std::vector<Answer> misread(const Parameters<Net, T>& parameters, const Dataset<Net>& data) {
    std::vector<Answer> wrong;
    for_each_prediction(parameters, data, [&](std::size_t i, auto y) {
        const std::size_t before = wrong.size();
        data.each_counted(i, [&](std::size_t p, double) {
            constexpr std::size_t width = Net::output_size / Dataset<Net>::places;
            Answer answer = answer_of(std::span<const T, width>(y.data() + p * width, width));
            answer.sample = i;
            answer.is = data.class_of(i, p);
            if (answer.given == answer.is && is_finite(answer.certainty)) return;
            if (wrong.size() == before)
                wrong.push_back(answer);
            else if (answer.certainty > wrong.back().certainty)
                wrong.back() = answer;
        });
    });
    std::stable_sort(wrong.begin(), wrong.end(), [](const Answer& a, const Answer& b) {
        return is_finite(a.certainty) && (!is_finite(b.certainty) || a.certainty > b.certainty);
    });
    return wrong;
}

[[gnu::cold]] inline std::string said_of(const Answer& answer, const std::vector<std::string>& names) {
    const std::string is = class_name(names, answer.is);
    if (!is_finite(answer.certainty)) return is + ", of which it made NaN";
    std::string text = is + ", taken for " + class_name(names, answer.given);
    if (answer.certainty >= 0 && answer.certainty <= 1) text += " (" + percent(answer.certainty, 0) + ')';
    return text;
}

/// A sample as a picture: grey of 0 to 1 where its values are, else from its least to its greatest.
[[gnu::cold]] inline Picture sample_picture(std::span<const float> values, PictureShape shape,
                                            std::string caption) {
    Picture picture{
        shape.height, shape.width, shape.channels == 3 ? std::size_t{3} : 1, {}, std::move(caption)};
    const auto [low, high] = std::minmax_element(values.begin(), values.end());
    const bool as_it_is = *low >= 0 && *high <= 1;
    const float from = as_it_is ? 0 : *low, width = as_it_is || *high == *low ? 1 : *high - *low;
    const std::size_t step = shape.channels / picture.channels;  // of other than 3 channels the first
    for (std::size_t i = 0; i < values.size(); i += step)
        picture.values.push_back((values[i] - from) / width);
    return picture;
}

[[gnu::cold]] inline std::string list_html(const std::vector<std::string>& lines) {
    std::string text = "<ul>\n";
    for (const std::string& line : lines) text += "<li>" + html(line) + "</li>\n";
    return text + "</ul>\n";
}

template <class Net, class T>
[[gnu::cold]] std::string misread_html(const Parameters<Net, T>& parameters, const Dataset<Net>& data,
                                       const PictureOptions& options, const std::vector<std::string>& names) {
    const PictureShape shape = picture_shape(Net::input::extents, options);
    const std::vector<Answer> wrong = misread(parameters, data);
    const std::size_t shown = std::min(options.most, wrong.size());
    std::string text = "<p>" + (wrong.empty() ? "None of " : grouped(wrong.size()) + " of ") +
                       grouped(data.size()) + " samples " + (wrong.size() == 1 ? "is" : "are") + " misread" +
                       (shown == 0              ? ""
                        : shown == wrong.size() ? ", the surest mistakes first"
                                                : "; the surest mistakes") +
                       ".</p>\n";
    std::vector<Picture> pictures;
    std::vector<std::string> lines;
    for (std::size_t k = 0; k < shown; ++k) {
        const auto x = data.input(wrong[k].sample);
        std::string said = said_of(wrong[k], names);
        if (shape.height == 0)
            lines.push_back("sample " + grouped(wrong[k].sample) + ": " + said);
        else
            pictures.push_back(sample_picture(x, shape, std::move(said)));
    }
    return text + (shown == 0 ? "" : shape.height == 0 ? list_html(lines) : pictures_html(pictures));
}

/// Of classes that have a place in the plane: their points, and around them what a network says there.
template <class Net, class T>
[[gnu::cold]] Drawing boundary(const Parameters<Net, T>& parameters, const Dataset<Net>& data,
                               const std::vector<std::string>& names, std::string title) {
    constexpr std::size_t side = 128;
    constexpr int tints[colors][3] = {{44, 110, 180}, {217, 107, 54}, {98, 154, 66},  {150, 94, 180},
                                      {176, 136, 30}, {38, 150, 150}, {205, 80, 140}, {120, 116, 106},
                                      {150, 165, 40}, {160, 100, 80}};
    Drawing drawing{.plot = {.title = std::move(title), .x_label = "first input", .y_label = "second input"}};
    std::vector<Curve> classes(Dataset<Net>::class_count);
    for (std::size_t i = 0; i < data.size(); ++i) {
        if (data.class_of(i) >= classes.size()) continue;  // it is ignored
        const auto point = data.input(i);
        Curve& curve = classes[data.class_of(i)];
        curve.x.push_back(double(point[0]));
        curve.y.push_back(double(point[1]));
    }
    for (std::size_t c = 0; c < classes.size(); ++c) {
        classes[c].name = class_name(names, c);
        classes[c].mark = Mark::points;
    }
    const auto wide = [](AxisRange range) {
        const double room = range.high > range.low ? (range.high - range.low) * 0.15 : 1;
        return range.low > range.high ? AxisRange{-1, 1} : AxisRange{range.low - room, range.high + room};
    };
    const AxisRange x = drawing.plot.x_range = wide(range_of(classes, &Curve::x, false));
    const AxisRange y = drawing.plot.y_range = wide(range_of(classes, &Curve::y, false));
    drawing.plot.curves = std::move(classes);
    drawing.ground = {side, side, 4, {}};
    for (std::size_t row = 0; row < side; ++row)
        for (std::size_t column = 0; column < side; ++column) {
            const auto at = [](AxisRange r, std::size_t i) {
                return r.low + (r.high - r.low) * (double(i) + 0.5) / side;
            };
            const std::array<T, 2> point{T(at(x, column)), T(at(y, side - 1 - row))};
            const auto outputs = ctnn::predict(parameters, point);
            const Answer answer = answer_of(std::span<const T, Net::output_size>(outputs));
            for (const int byte : tints[answer.given % colors])
                drawing.ground.bytes += static_cast<char>(byte);
            const double least = 1 / double(std::max<std::size_t>(2, Net::output_size));
            const double sure = (answer.certainty - least) / (1 - least);
            drawing.ground.bytes +=
                pixel_byte(is_finite(sure) ? 0.06 + 0.34 * std::clamp(sure, 0.0, 1.0) : 0);
        }
    return drawing;
}

/// Each output against what it should be; on the line they are the same.
template <class Net, class T>
[[gnu::cold]] std::vector<Plot> prediction_plots(const Parameters<Net, T>& parameters,
                                                 const Dataset<Net>& data) {
    constexpr std::size_t most_outputs = 6, shown = std::min(most_outputs, Net::output_size);
    std::vector<Curve> outputs(shown, Curve{.name = "samples", .mark = Mark::points});
    std::vector<float> t(Net::output_size);
    for_each_prediction(parameters, data, [&](std::size_t i, auto y) {
        data.target(i, std::span<float, Net::output_size>(t));
        for (std::size_t k = 0; k < shown; ++k) {
            outputs[k].x.push_back(double(t[k]));
            outputs[k].y.push_back(double(y[k]));
        }
    });
    std::vector<Plot> plots;
    for (std::size_t k = 0; k < shown; ++k) {
        Plot plot{.title = "Predicted against true", .x_label = "true", .y_label = "predicted"};
        if (Net::output_size > 1) plot.title += ", output " + std::to_string(k);
        const AxisRange range = range_of({outputs[k]}, &Curve::x, false);
        plot.curves = {outputs[k]};
        if (range.low < range.high)
            plot.curves.push_back({.name = "where both are equal",
                                   .x = {range.low, range.high},
                                   .y = {range.low, range.high},
                                   .mark = Mark::dashes});
        plots.push_back(std::move(plot));
    }
    return plots;
}

}  // namespace ctnn::detail::inline CTNN_CODE
