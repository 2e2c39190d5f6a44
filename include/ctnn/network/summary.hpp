#pragma once

#include <cstddef>
#include <ctnn/core/config.hpp>
#include <ctnn/core/shape.hpp>
#include <ctnn/engine/each_kernel.hpp>
#include <ctnn/kernels/values/choice.hpp>
#include <ctnn/network/network.hpp>
#include <ctnn/network/network_cost.hpp>
#include <ctnn/network/predict.hpp>
#include <ctnn/network/speller.hpp>
#include <ctnn/network/summary_forms.hpp>
#include <ctnn/network/summary_line.hpp>
#include <ctnn/simd/target.hpp>
#include <string_view>
#include <utility>

#if __STDC_HOSTED__
#include <concepts>
#include <cstdio>
#endif

namespace ctnn {

inline namespace CTNN_CODE {

/// How a summary is written: as a table for the eye, one of Markdown, or a diagram that Mermaid draws, as
/// GitHub and GitLab do in a block of ```mermaid.
enum class SummaryForm : unsigned char { table, markdown, mermaid };

/// What a summary shows besides the layers and what they cost.
struct SummaryOptions {
    bool kernels = false;  ///< which kernel computes each layer, for one sample and for 64
    SummaryForm form = SummaryForm::table;
};

}  // namespace CTNN_CODE

namespace detail::inline CTNN_CODE {

CTNN_COLD constexpr void put_right(Line& line, std::size_t value, std::size_t end) {
    Line digits;
    digits.put_number(value);
    line.pad_to(end - digits.text().size());
    line.put(digits.text());
}

inline constexpr std::size_t shape_column = 44, parameters_end = 74, multiply_adds_end = 90, bytes_end = 104;

CTNN_COLD constexpr Line heading() {
    Line line;
    line.put("layer");
    line.pad_to(shape_column);
    line.put("output");
    line.pad_to(parameters_end - 10);
    line.put("parameters");
    line.pad_to(multiply_adds_end - 13);
    line.put("multiply-adds");
    line.pad_to(bytes_end - 5);
    line.put("bytes");
    return line;
}

inline constexpr std::size_t one_sample_column = shape_column, many_samples_column = 68;

/// The kernels that L takes for B samples, or `instead` of each; of equal ones side by side the first.
template <class L, std::size_t B, class T>
CTNN_COLD constexpr Line kernels_of(std::string_view instead) {
    Line line;
    std::string_view last;
    each_kernel<L, B, T>([&](std::string_view name) {
        if (!instead.empty()) name = instead;
        if (name == last) return;
        if (!last.empty()) line.put(", ");
        line.put(name);
        last = name;
    });
    return line;
}

CTNN_COLD constexpr Line kernel_row(std::string_view layer, std::string_view one_sample,
                                    std::string_view many_samples) {
    Line line;
    put_type(line, layer, one_sample_column - 5);
    line.pad_to(one_sample_column);
    line.put(one_sample);
    line.put("  ");
    line.pad_to(many_samples_column);
    line.put(many_samples);
    return line;
}

template <class Output>
CTNN_COLD constexpr Line row(std::string_view name, const Cost& cost) {
    Line line;
    put_type(line, name, shape_column - 5);
    line.pad_to(shape_column);
    put_shape<Output>(line);
    put_right(line, cost.parameters, parameters_end);
    put_right(line, cost.multiply_adds, multiply_adds_end);
    put_right(line, cost.bytes, bytes_end);
    return line;
}

/// Calls `put` with each line of the table of kernels. 64 samples go as many at once as predict takes them.
template <class Net, class T, class Put>
CTNN_COLD constexpr void kernel_lines(Put&& put) {
    using Body = typename Net::body;
    constexpr std::size_t at_once = samples_at_once<Body, T>();
    constexpr bool in_lanes = LanesPay<Body, T>;
    Line head = kernel_row("kernels", "one sample", "64 samples");
    if (!in_lanes && at_once < 64) {
        head.put(", ");
        head.put_number(at_once);
        head.put(" at once");
    }
    put(head.text());
    const auto layer = [&]<std::size_t I>(std::string_view name) {
        using L = typename Body::template layer<I>;
        const Line one = kernels_of<L, 1, T>({});
        const Line many =
            kernels_of<L, at_once, T>(in_lanes ? kernels::name(kernels::Passage::lanes) : std::string_view{});
        if (!one.text().empty()) put(kernel_row(name, one.text(), many.text()).text());
    };
    [&]<std::size_t... I>(std::index_sequence<I...>) {
        (layer.template operator()<I>(spelt<typename LayerAt<Net, I>::type>), ...);
    }(std::make_index_sequence<Net::layer_count>{});
    constexpr simd::Target on = simd::target<T>;
    Line last;
    last.put("compiled for ");
    if (on.has_vectors()) {
        last.put_number(on.registers);
        last.put(" registers of ");
        last.put_number(on.bytes);
        last.put(" bytes");
    } else {
        last.put("plain loops");
    }
    put(last.text());
}

}  // namespace detail::inline CTNN_CODE

inline namespace CTNN_CODE {

/// Calls `put` with each line of a table of the network's layers: what they are, the shapes they give, their
/// parameters, multiply-adds for one sample and bytes of weights; then the sums, and the bytes predict works
/// in. For a display without stdio; `summary<Net>()` prints it.
template <class Net, class T = float, class Put>
CTNN_COLD constexpr void summary_lines(Put&& put) {
    constexpr const auto& all = cost<Net, T>;
    put(detail::heading().text());
    put(detail::row<typename Net::input>("Input", {}).text());
    [&]<std::size_t... I>(std::index_sequence<I...>) {
        (put(detail::row<typename Net::body::template layer<I>::output>(
                 detail::spelt<typename detail::LayerAt<Net, I>::type>, all.layers[I])
                 .text()),
         ...);
    }(std::make_index_sequence<Net::layer_count>{});
    put(detail::row<typename Net::output>("in all", all).text());
    detail::Line last;
    last.put("trained ");
    last.put_number(Net::parameter_count);
    last.put(", kept ");
    last.put_number(Net::state_count);
    last.put("; predict works in ");
    last.put_number(all.workspace);
    last.put(" bytes");
    put(last.text());
}

/// The same, and what the options ask for. With `.kernels` a second table: which kernel computes each layer
/// in this program, compiled as it is, for one sample and for many, by the names of kernels/*/choice.hpp.
/// Layers that have no choice have no row; one that holds others names theirs. In Markdown it is a block of
/// text, in a diagram a comment.
template <class Net, class T = float, class Put>
CTNN_COLD constexpr void summary_lines(Put&& put, SummaryOptions options) {
    switch (options.form) {
        case SummaryForm::table:
            summary_lines<Net, T>(put);
            break;
        case SummaryForm::markdown:
            detail::markdown_lines<Net, T>(put);
            break;
        case SummaryForm::mermaid:
            detail::mermaid_lines<Net, T>(put);
            break;
    }
    if (!options.kernels) return;
    if (options.form == SummaryForm::markdown) put(std::string_view("\n```text"));
    detail::kernel_lines<Net, T>([&](std::string_view line) {
        detail::Line whole;
        if (options.form == SummaryForm::mermaid) whole.put("%% ");
        whole.put(line);
        put(whole.text());
    });
    if (options.form == SummaryForm::markdown) put(std::string_view("```"));
}

#if __STDC_HOSTED__
/// Prints a table of the network's layers, as Keras's `model.summary()` does; `summary<Net>({.kernels =
/// true})` also the kernels that compute them, `summary<Net>({.form = SummaryForm::markdown})` for a README.
template <class Net, class T = float>
    requires detail::ANetwork<Net>
void summary(SummaryOptions options = {}, std::FILE* out = stdout) {
    summary_lines<Net, T>(
        [out](std::string_view line) {
            std::fprintf(out, "%.*s\n", static_cast<int>(line.size()), line.data());
        },
        options);
}
template <class Net, class T = float, std::same_as<std::FILE> File>
void summary(File* out) {
    summary<Net, T>(SummaryOptions{}, out);
}
/// Of the network that the parameters belong to.
template <class Net, class T>
void summary(const Parameters<Net, T>&, SummaryOptions options = {}, std::FILE* out = stdout) {
    summary<Net, T>(options, out);
}
template <class Net, class T = float>
    requires(!detail::ANetwork<Net>)
decltype(error::sentence(detail::no_network_mistake<Net>())) summary(SummaryOptions = {},
                                                                     std::FILE* = stdout);
#endif

}  // namespace CTNN_CODE
}  // namespace ctnn
