#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/data/data_error.hpp>
#include <ctnn/io/html_text.hpp>
#include <ctnn/io/plot.hpp>
#include <ctnn/io/report_page.hpp>
#include <ctnn/io/spelling.hpp>
#include <ctnn/network/network.hpp>
#include <ctnn/train/history.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// How a training went, for a report.

namespace ctnn::detail::inline CTNN_CODE {

/// A layer's name as the source has it, or its beginning.
template <class Net, std::size_t I>
[[gnu::cold]] std::string layer_name(std::size_t most = 60) {
    std::string name = short_spelling<typename LayerAt<Net, I>::type>();
    if (name.size() > most) name.replace(most, name.npos, "...");
    return name;
}
template <class Net>
[[gnu::cold]] std::vector<std::string> layer_names() {
    return []<std::size_t... I>(std::index_sequence<I...>) {
        return std::vector<std::string>{layer_name<Net, I>()...};
    }(std::make_index_sequence<Net::layer_count>{});
}

/// A history, column by column, of whichever network.
struct HistoryColumns {
    std::vector<double> epochs{}, loss{}, validation_loss{}, metric{}, learning_rate{};
    std::vector<std::string> layers{};
    std::vector<std::vector<double>> gradient_norms{};  // of each layer
    std::size_t best_epoch = 0;
    bool stopped_early = false;
    double seconds = 0;
};

template <class Net>
[[gnu::cold]] HistoryColumns columns_of(const History<Net>& history) {
    HistoryColumns columns{.layers = layer_names<Net>(), .best_epoch = history.best_epoch};
    columns.stopped_early = history.stopped_early;
    columns.gradient_norms.resize(Net::layer_count);
    for (const Epoch<Net>& epoch : history) {
        columns.epochs.push_back(double(epoch.number));
        columns.loss.push_back(epoch.loss);
        columns.validation_loss.push_back(epoch.validation_loss);
        columns.metric.push_back(epoch.validation_metric);
        columns.learning_rate.push_back(epoch.learning_rate);
        if (is_finite(epoch.seconds)) columns.seconds += epoch.seconds;
        for (std::size_t layer = 0; layer < Net::layer_count; ++layer)
            columns.gradient_norms[layer].push_back(epoch.gradient_norms[layer]);
    }
    return columns;
}

[[gnu::cold]] inline bool has_numbers(const std::vector<double>& values) {
    return std::any_of(values.begin(), values.end(), [](double value) { return is_finite(value); });
}

/// Whether the curves fall or rise so far that only a logarithmic axis shows all of it.
[[gnu::cold]] inline bool spreads(const std::vector<Curve>& curves) {
    const AxisRange positive = range_of(curves, &Curve::y, true), all = range_of(curves, &Curve::y, false);
    return all.low >= 0 && positive.low <= positive.high && positive.high > 50 * positive.low;
}

[[gnu::cold]] inline Plot over_epochs(std::string title, std::vector<Curve> curves) {
    Plot plot{.title = std::move(title), .x_label = "epoch", .curves = std::move(curves)};
    plot.logarithmic = spreads(plot.curves);
    if (plot.logarithmic) plot.y_label = "logarithmic";
    return plot;
}

[[gnu::cold]] inline Plot loss_plot(const HistoryColumns& h) {
    std::vector<Curve> curves{{.name = "training", .x = h.epochs, .y = h.loss}};
    if (has_numbers(h.validation_loss))
        curves.push_back({.name = "validation", .x = h.epochs, .y = h.validation_loss});
    return over_epochs("Loss", std::move(curves));
}

/// Of the layers that have one, eight at most, evenly taken.
[[gnu::cold]] inline Plot gradient_plot(const HistoryColumns& h) {
    std::vector<std::size_t> layers;
    for (std::size_t i = 0; i < h.layers.size(); ++i)
        if (range_of({{.x = h.epochs, .y = h.gradient_norms[i]}}, &Curve::y, true).low < infinity<double>)
            layers.push_back(i);
    const std::size_t shown = std::min<std::size_t>(layers.size(), 8);
    const bool named = layers.size() <= 4;
    std::vector<Curve> curves;
    for (std::size_t k = 0; k < shown; ++k) {
        const std::size_t i = layers[shown == 1 ? 0 : k * (layers.size() - 1) / (shown - 1)];
        std::string name = named ? std::to_string(i) + ' ' + h.layers[i] : "layer " + std::to_string(i);
        curves.push_back({.name = std::move(name), .x = h.epochs, .y = h.gradient_norms[i]});
    }
    return over_epochs("Norm of each layer\u2019s gradient", std::move(curves));
}

[[gnu::cold]] inline std::string fact(std::string_view name, const std::string& value) {
    return "<div><dt>" + html(name) + "</dt><dd>" + value + "</dd></div>\n";
}

[[gnu::cold]] inline std::string history_facts(const HistoryColumns& h, std::string_view metric) {
    const auto kept = std::find(h.epochs.begin(), h.epochs.end(), double(h.best_epoch));
    const std::size_t best =
        kept == h.epochs.end() ? h.epochs.size() - 1 : std::size_t(kept - h.epochs.begin());
    std::string text = "<dl>\n" + fact("epochs", grouped(h.epochs.size())) +
                       fact("seconds", number_text(h.seconds, NumberForm::fixed, 2)) +
                       fact("loss", rounded(h.loss[best]));
    if (is_finite(h.validation_loss[best])) text += fact("validation loss", rounded(h.validation_loss[best]));
    if (is_finite(h.metric[best]))
        text += fact(metric, metric.find("accuracy") == metric.npos ? rounded(h.metric[best])
                                                                    : percent(h.metric[best]));
    text += "</dl>\n";
    if (h.stopped_early)
        text +=
            "<p>Stopped early; the parameters are those of epoch " + std::to_string(h.best_epoch) + ".</p>\n";
    return text;
}

/// All epochs, or fifty of them.
[[gnu::cold]] inline std::string history_table(const HistoryColumns& h, std::string_view metric) {
    const std::size_t count = h.epochs.size(), rows = std::min<std::size_t>(count, 50);
    std::string text = "<details><summary>Epoch by epoch</summary><div class=\"wide\"><table>\n<tr>";
    for (const std::string_view head :
         {std::string_view("epoch"), std::string_view("loss"), std::string_view("validation loss"), metric,
          std::string_view("learning rate")})
        text += "<th>" + html(head) + "</th>";
    for (std::size_t r = 0; r < rows; ++r) {
        const std::size_t i = rows == 1 ? 0 : r * (count - 1) / (rows - 1);
        text += "</tr>\n<tr>";
        for (const double value :
             {h.epochs[i], h.loss[i], h.validation_loss[i], h.metric[i], h.learning_rate[i]})
            text += "<td>" + rounded(value) + "</td>";
    }
    return text + "</tr>\n</table></div></details>\n";
}

[[gnu::cold]] inline void add_history(std::vector<Block>& blocks, const HistoryColumns& h,
                                      std::string_view metric) {
    if (h.epochs.empty()) {
        blocks.push_back({.html = "<p class=\"none\">No epoch yet.</p>\n"});
        return;
    }
    blocks.push_back({.html = history_facts(h, metric)});
    const auto add = [&](Plot plot) {
        blocks.push_back({.html = {}, .drawing = Drawing{.plot = std::move(plot)}});
    };
    add(loss_plot(h));
    if (has_numbers(h.metric)) {
        std::string title(metric);
        if (!title.empty() && title[0] >= 'a' && title[0] <= 'z') title[0] = static_cast<char>(title[0] - 32);
        add(over_epochs(std::move(title), {{.name = "validation", .x = h.epochs, .y = h.metric}}));
    }
    add(gradient_plot(h));
    const auto [low, high] = std::minmax_element(h.learning_rate.begin(), h.learning_rate.end());
    if (*low < *high) add(over_epochs("Learning rate", {{.name = "", .x = h.epochs, .y = h.learning_rate}}));
    blocks.push_back({.html = history_table(h, metric)});
}

}  // namespace ctnn::detail::inline CTNN_CODE
