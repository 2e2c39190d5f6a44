#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include <ctnn/core/code.hpp>
#include <ctnn/io/c_layers.hpp>
#include <ctnn/io/c_text.hpp>
#include <ctnn/io/layer_nodes.hpp>

// What layers do in C that make values larger, look them up, or put them elsewhere.

namespace ctnn::detail::inline CTNN_CODE {

/// Each place of the input paints a kernel over the output. The axes are those of the convolution the other
/// way.
inline void write_c_transposed(CWriter& to, const LayerNode& node, const std::string& path) {
    std::vector<CGap> gaps = c_windows(node);
    const std::size_t own = node.filters / node.groups, pixels = node.rows.in * node.columns.in;
    const std::string seen = std::to_string(node.channels / node.groups);
    gaps.insert(
        gaps.end(),
        {{"filters", node.filters},
         {"own", own},
         {"pixels", pixels},
         {"bias", c_bias(node, path, "f")},
         {"weight", "@_" + path + "_weight"},
         {"to", node.groups == 1 ? "to[f]" : "to[k / " + seen + " * " + std::to_string(own) + " + f]"}});
    to.write(R"(    for (long i = 0; i < $pixels; ++i)
        for (long f = 0; f < $filters; ++f) y[i * $filters + f] = $bias;
    for (long r = 0; r < $rows; ++r)
        for (long c = 0; c < $columns; ++c) {
            const $T *const from = x + (r * $columns + c) * $channels;
            for (long i = 0; i < $height; ++i) {
$row_place
                for (long j = 0; j < $width; ++j) {
$column_place
                    $T *const to = y + (row * $inrow + column) * $filters;
                    const $T *const w = $weight + (i * $width + j) * $own * $channels;
                    for (long k = 0; k < $channels; ++k)
                        for (long f = 0; f < $own; ++f) $to += from[k] * w[f * $channels + k];
                }
            }
        }
)",
             gaps);
    write_c_activation(to, node.activation, pixels, node.filters);
}

inline void write_c_embedding(CWriter& to, const LayerNode& node, const std::string& path) {
    const std::size_t dimensions = node.output.back();
    to.write(R"(    for (long i = 0; i < $n; ++i) {
        const long word = x[i] >= 0 && x[i] < $words ? (long)x[i] : -1;
        for (long k = 0; k < $dimensions; ++k)
            y[i * $dimensions + k] = word < 0 ? 0 : $weight[word * $dimensions + k];
    }
)",
             {{"n", inputs_of(node)},
              {"words", node.parts[0].count / dimensions},
              {"dimensions", dimensions},
              {"weight", "@_" + path + "_weight"}});
}

/// A loop for each axis of what it gives, in the order of that.
inline void write_c_permute(CWriter& to, const LayerNode& node) {
    std::string text = "    long o = 0;\n", place, indent = "    ";
    for (std::size_t k = 0; k < node.axes.size(); ++k, indent += "    ") {
        std::size_t stride = 1;
        for (std::size_t axis = node.axes[k] + 1; axis < node.input.size(); ++axis)
            stride *= node.input[axis];
        const std::string at = "i" + std::to_string(k);
        text += indent + "for (long " + at + " = 0; " + at + " < " + std::to_string(node.output[k]) + "; ++" +
                at + ")\n";
        place += (k == 0 ? "" : " + ") + at + (stride == 1 ? "" : " * " + std::to_string(stride));
    }
    to.write_plain(text + indent + "y[o++] = x[" + place + "];\n");
}

/// Where a row or column of what it gives comes from, along an axis.
inline std::string c_source(const LayerNode& node, const Axis& axis, const std::string& at) {
    const std::string in = std::to_string(axis.in), last = std::to_string(axis.in - 1),
                      before = std::to_string(axis.before);
    switch (node.kind) {
        case LayerKind::upsample:
            return at + " / " + std::to_string(axis.window);
        case LayerKind::cropping:
            return at + " + " + before;
        case LayerKind::reflection: {
            const std::string inside = "(" + at + " - " + before + ")", front = before + " - " + at;
            return at + " < " + before + " ? " + front + " : " + inside + " < " + in + " ? " + inside +
                   " : 2 * " + last + " - " + inside;
        }
        case LayerKind::replication: {
            const std::string inside = at + " - " + before;
            return at + " < " + before + " ? 0 : " + inside + " < " + in + " ? " + inside + " : " + last;
        }
        default:
            return at + " - " + before;
    }
}

/// Pixels of an image, or steps of a sequence, each from a place of the input; zeros where that is beside it.
inline void write_c_pixels(CWriter& to, const LayerNode& node) {
    const std::size_t channels = node.output.back(), columns = node.output[node.output.size() - 2];
    const bool has_zeros = node.kind == LayerKind::zero_pad;
    to.write(R"(    for (long r = 0; r < $rows; ++r)
        for (long c = 0; c < $columns; ++c) {
            const long row = $row, column = $column;
            for (long k = 0; k < $channels; ++k)
                y[(r * $columns + c) * $channels + k] = $value;
        }
)",
             {{"rows", outputs_of(node) / columns / channels},
              {"columns", columns},
              {"channels", channels},
              {"row", c_source(node, node.rows, "r")},
              {"column", c_source(node, node.columns, "c")},
              {"value", has_zeros ? "row < 0 || row >= $height || column < 0 || column >= $width ? 0 : $from"
                                  : "$from"},
              {"from", "x[(row * $width + column) * $channels + k]"},
              {"height", node.rows.in},
              {"width", node.columns.in}});
}

}  // namespace ctnn::detail::inline CTNN_CODE
