#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/io/html_text.hpp>
#include <ctnn/io/report_history.hpp>
#include <ctnn/network/network.hpp>
#include <ctnn/network/network_cost.hpp>
#include <ctnn/network/summary.hpp>
#include <string>
#include <utility>
#include <vector>

// A network as a diagram, for a report: a box a layer, the wider the more values it gives.

namespace ctnn::detail::inline CTNN_CODE {

struct LayerBox {
    std::string name{}, shape{};
    std::size_t values = 0;
    Cost cost{};
    std::size_t times = 1;  // that it stands there in a row

    bool equals(const LayerBox& other) const {
        return name == other.name && shape == other.shape && cost == other.cost;
    }
};

template <class S>
[[gnu::cold]] std::string shape_text() {
    std::string text;
    for (const std::size_t extent : S::extents) text += (text.empty() ? "" : " \u00D7 ") + grouped(extent);
    return text;
}

/// The input and the layers; equal ones in a row once.
template <class Net, class T>
[[gnu::cold]] std::vector<LayerBox> layer_boxes() {
    std::vector<LayerBox> boxes{{"Input", shape_text<typename Net::input>(), Net::input_size, {}}};
    [&]<std::size_t... I>(std::index_sequence<I...>) {
        const auto add = [&](LayerBox box) {
            if (boxes.size() > 1 && boxes.back().equals(box))
                ++boxes.back().times;
            else
                boxes.push_back(std::move(box));
        };
        (add({layer_name<Net, I>(), shape_text<typename Net::body::template layer<I>::output>(),
              Net::body::template layer<I>::output::size, cost<Net, T>.layers[I]}),
         ...);
    }(std::make_index_sequence<Net::layer_count>{});
    return boxes;
}

[[gnu::cold]] inline std::string boxes_html(const std::vector<LayerBox>& boxes) {
    double widest = 1;
    for (const LayerBox& box : boxes) widest = std::max(widest, std::log2(1 + double(box.values)));
    std::string text = "<ol class=\"net\">\n";
    for (const LayerBox& box : boxes) {
        if (&box != &boxes.front()) text += "<li class=\"arrow\">\u2193</li>\n";
        const double width = 64 + 36 * std::log2(1 + double(box.values)) / widest;
        text += "<li style=\"width:" + number_text(width, NumberForm::fixed, 0) + "%\"><b>" + html(box.name) +
                "</b>" + (box.times > 1 ? " \u00D7 " + std::to_string(box.times) : "") + "<br>" + box.shape;
        if (box.cost.parameters > 0)
            text += " \u00B7 " + grouped(box.cost.parameters) +
                    (box.cost.parameters == 1 ? "\u00A0parameter" : "\u00A0parameters");
        if (box.cost.multiply_adds > 0)
            text += " \u00B7 " + grouped(box.cost.multiply_adds) + "\u00A0multiply\u2011adds";
        text += "</li>\n";
    }
    return text + "</ol>\n";
}

template <class Net, class T>
[[gnu::cold]] std::string network_html() {
    constexpr const auto& all = cost<Net, T>;
    return "<dl>\n" + fact("parameters", grouped(all.parameters)) + fact("bytes", grouped(all.bytes)) +
           fact("multiply-adds a sample", grouped(all.multiply_adds)) +
           fact("bytes predict works in", grouped(all.workspace)) + "</dl>\n" +
           boxes_html(layer_boxes<Net, T>());
}

}  // namespace ctnn::detail::inline CTNN_CODE
