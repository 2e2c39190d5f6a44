#pragma once

#include <cstddef>
#include <ctnn/core/config.hpp>
#include <ctnn/network/network.hpp>
#include <ctnn/network/network_cost.hpp>
#include <ctnn/network/speller.hpp>
#include <ctnn/network/summary_line.hpp>
#include <string_view>
#include <utility>

// A network's summary for other programs: Markdown (GitHub Flavored Markdown Spec, 4.10, tables) and Mermaid
// (mermaid.js.org, Flowcharts).

namespace ctnn::detail::inline CTNN_CODE {

inline constexpr std::size_t most_of_a_name = 60;

CTNN_COLD constexpr void put_cells(Line& line, const Cost& cost) {
    for (const std::size_t value : {cost.parameters, cost.multiply_adds, cost.bytes}) {
        line.put(" | ");
        line.put_number(value);
    }
    line.put(" |");
}

/// A name is code there, or what is between its angle brackets would be taken for HTML.
template <class Output>
CTNN_COLD constexpr Line markdown_row(std::string_view name, const Cost& cost) {
    Line line;
    line.put("| `");
    put_type(line, name, most_of_a_name);
    line.put("` | ");
    put_shape<Output>(line);
    put_cells(line, cost);
    return line;
}

/// Calls visit.operator()<L>(i, name, cost) for each layer.
template <class Net, class T, class Visitor>
CTNN_COLD constexpr void each_summarized(Visitor&& visit) {
    [&]<std::size_t... I>(std::index_sequence<I...>) {
        (visit.template operator()<typename Net::body::template layer<I>>(
             I, spelt<typename LayerAt<Net, I>::type>, cost<Net, T>.layers[I]),
         ...);
    }(std::make_index_sequence<Net::layer_count>{});
}

template <class Net, class T, class Put>
CTNN_COLD constexpr void markdown_lines(Put&& put) {
    put(std::string_view("| layer | output | parameters | multiply-adds | bytes |"));
    put(std::string_view("|---|---|--:|--:|--:|"));
    put(markdown_row<typename Net::input>("Input", {}).text());
    each_summarized<Net, T>([&]<class L>(std::size_t, std::string_view name, const Cost& cost) {
        put(markdown_row<typename L::output>(name, cost).text());
    });
    Line line;
    line.put("| **in all** | ");
    put_shape<typename Net::output>(line);
    put_cells(line, cost<Net, T>);
    put(line.text());
}

/// Text between quotation marks of Mermaid, in which what HTML takes for its own is written by its names.
CTNN_COLD constexpr void put_mermaid(Line& line, std::string_view text) {
    for (const char& c : text) line.put(c == '<' ? "&lt;" : c == '>' ? "&gt;" : std::string_view(&c, 1));
}

/// A box: `l3["Dense&lt;10&gt;<br>(10)<br>1,290 parameters"]`.
template <class Output>
CTNN_COLD constexpr Line mermaid_box(std::string_view id, std::string_view name, const Cost& cost) {
    Line line, plain;
    put_type(plain, name, most_of_a_name);
    line.put("    ");
    line.put(id);
    line.put("[\"");
    put_mermaid(line, plain.text());
    line.put("<br>");
    put_shape<Output>(line);
    if (cost.parameters > 0) {
        line.put("<br>");
        line.put_number(cost.parameters);
        line.put(cost.parameters == 1 ? " parameter" : " parameters");
    }
    line.put("\"]");
    return line;
}

template <class Net, class T, class Put>
CTNN_COLD constexpr void mermaid_lines(Put&& put) {
    put(std::string_view("flowchart TD"));
    put(mermaid_box<typename Net::input>("input", "Input", {}).text());
    Line before;
    before.put("input");
    each_summarized<Net, T>([&]<class L>(std::size_t i, std::string_view name, const Cost& cost) {
        Line id, arrow;
        id.put("l");
        id.put_number(i);
        put(mermaid_box<typename L::output>(id.text(), name, cost).text());
        arrow.put("    ");
        arrow.put(before.text());
        arrow.put(" --> ");
        arrow.put(id.text());
        put(arrow.text());
        before = id;
    });
}

}  // namespace ctnn::detail::inline CTNN_CODE
