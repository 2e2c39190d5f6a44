#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include <ctnn/core/code.hpp>
#include <ctnn/io/c_activations.hpp>
#include <ctnn/io/c_text.hpp>
#include <ctnn/io/layer_nodes.hpp>

// What layers do in C that work along an axis, halve it, cut it, join it or make it another length.

namespace ctnn::detail::inline CTNN_CODE {

inline void write_c_scale(CWriter& to, const LayerNode& node) {
    to.write("    for (long i = 0; i < $n; ++i) y[i] = x[i] * $factor;\n",
             {{"n", inputs_of(node)}, {"factor", c_number(to, node.factor)}});
}

inline void write_c_glu(CWriter& to, const LayerNode& node) {
    const std::string gate = c_function(to, node.activation);
    to.write(R"(    for (long r = 0; r < $rows; ++r)
        for (long i = 0; i < $half; ++i)
            y[r * $half + i] = x[r * $all + i] * $act(x[r * $all + $half + i]);
)",
             {{"rows", outputs_of(node) / node.output.back()},
              {"half", node.output.back()},
              {"all", node.input.back()},
              {"act", gate}});
}

/// The values at one index of an axis, and how many such blocks are before it.
struct CAxis {
    std::size_t inner = 1, outer = 1;

    explicit CAxis(const LayerNode& node) {
        for (std::size_t i = 0; i < node.input.size(); ++i)
            (i < node.axes[0] ? outer : inner) *= i == node.axes[0] ? 1 : node.input[i];
    }
};

inline void write_c_slice(CWriter& to, const LayerNode& node) {
    const CAxis axis(node);
    to.write(R"(    for (long o = 0; o < $outer; ++o)
        for (long s = 0; s < $count; ++s)
            for (long i = 0; i < $inner; ++i)
                y[(o * $count + s) * $inner + i] = x[(o * $extent + $from + s * $step) * $inner + i];
)",
             {{"outer", axis.outer},
              {"inner", axis.inner},
              {"count", node.output[node.axes[0]]},
              {"extent", node.input[node.axes[0]]},
              {"from", node.axes[1]},
              {"step", node.axes[2]}});
}

/// Takes the value at `from` into `to`.
inline std::string c_joined(JoinKind join, const std::string& to, const std::string& from) {
    if (join == JoinKind::sum || join == JoinKind::mean) return to + " += " + from + ';';
    const char* const beats = join == JoinKind::greatest ? " > " : " < ";
    return "if (" + from + beats + to + " || " + from + " != " + from + ") " + to + " = " + from + ';';
}

inline void write_c_joined_axis(CWriter& to, const LayerNode& node) {
    const CAxis axis(node);
    to.write(
        R"(    for (long o = 0; o < $outer; ++o)
        for (long i = 0; i < $inner; ++i) {
            const $T *const from = x + o * $extent * $inner + i;
            $T all = from[0];
            for (long s = 1; s < $extent; ++s) $join
            y[o * $inner + i] = all$share;
        }
)",
        {{"outer", axis.outer},
         {"inner", axis.inner},
         {"extent", node.input[node.axes[0]]},
         {"join", c_joined(node.join, "all", "from[s * " + std::to_string(axis.inner) + "]")},
         {"share", node.join == JoinKind::mean ? " / " + std::to_string(node.input[node.axes[0]]) : ""}});
}

/// A sequence is an image of one row.
inline std::size_t c_rows(const std::vector<std::size_t>& extents) {
    return extents.size() == 2 ? 1 : extents[0];
}
inline std::size_t c_columns(const std::vector<std::size_t>& extents) { return extents[extents.size() - 2]; }

inline void write_c_bins(CWriter& to, const LayerNode& node) {
    to.write(R"(    for (long r = 0; r < $rows; ++r)
        for (long c = 0; c < $columns; ++c)
            for (long k = 0; k < $channels; ++k) {
                const long top = r * $height / $rows, bottom = ((r + 1) * $height + $rows - 1) / $rows;
                const long left = c * $width / $columns, right = ((c + 1) * $width + $columns - 1) / $columns;
                $T all = x[(top * $width + left) * $channels + k]$begin;
                for (long i = top; i < bottom; ++i)
                    for (long j = left; j < right; ++j) $join
                y[(r * $columns + c) * $channels + k] = all$share;
            }
)",
             {{"rows", c_rows(node.output)},
              {"columns", c_columns(node.output)},
              {"height", c_rows(node.input)},
              {"width", c_columns(node.input)},
              {"begin", node.join == JoinKind::mean ? " * 0" : ""},
              {"join", c_joined(node.join, "all", "x[(i * $width + j) * $channels + k]")},
              {"share", node.join == JoinKind::mean ? " / ($T)((bottom - top) * (right - left))" : ""},
              {"channels", node.output.back()}});
}

/// Along one axis: the place as a fraction, in whole numbers, which no rounding moves.
inline std::string c_between(const char* name, const char* at, std::size_t in, std::size_t out,
                             bool corners) {
    const std::string n(name), whole = std::to_string(corners ? (out > 1 ? out - 1 : 1) : 2 * out);
    const std::string place =
        corners ? std::string(at) + " * " + std::to_string(in - 1)
                : "(2 * " + std::string(at) + " + 1) * " + std::to_string(in) + " - " + std::to_string(out);
    return "const long " + n + "_at = " + place + ", " + n + "_in = " + n + "_at < 0 ? 0 : " + n + "_at, " +
           n + " = " + n + "_in / " + whole + ";\n" + std::string(12, ' ') + "const long " + n +
           "_next = " + n + " + 1 < " + std::to_string(in) + " ? " + n + " + 1 : " + n + ";\n" +
           std::string(12, ' ') + "const $T " + n + "_near = ($T)(" + n + "_in % " + whole + ") / " + whole +
           ";";
}

inline void write_c_enlarged(CWriter& to, const LayerNode& node) {
    to.write(R"(    for (long r = 0; r < $rows; ++r)
        for (long c = 0; c < $columns; ++c) {
            $row
            $column
            for (long k = 0; k < $channels; ++k) {
                const $T above = x[(row * $width + column) * $channels + k] * (1 - column_near) +
                                 x[(row * $width + column_next) * $channels + k] * column_near;
                const $T below = x[(row_next * $width + column) * $channels + k] * (1 - column_near) +
                                 x[(row_next * $width + column_next) * $channels + k] * column_near;
                y[(r * $columns + c) * $channels + k] = above * (1 - row_near) + below * row_near;
            }
        }
)",
             {{"rows", node.output[0]},
              {"columns", node.output[1]},
              {"channels", node.output[2]},
              {"width", node.input[1]},
              {"row", c_between("row", "r", node.input[0], node.output[0], node.on_corners)},
              {"column", c_between("column", "c", node.input[1], node.output[1], node.on_corners)}});
}

}  // namespace ctnn::detail::inline CTNN_CODE
