#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <ctnn/core/code.hpp>
#include <ctnn/io/c_activations.hpp>
#include <ctnn/io/c_text.hpp>
#include <ctnn/io/layer_nodes.hpp>

// What layers do in C, from x to y, by loops: all but the recurrent ones and those that are made of others.

namespace ctnn::detail::inline CTNN_CODE {

/// Of `rows` rows of so many values in y, the activation.
inline void write_c_activation(CWriter& to, const ActivationNode& activation, std::size_t rows,
                               std::size_t width) {
    const std::string function = c_function(to, activation);
    if (function.empty()) return;
    const std::vector<CGap> gaps{{"act", function}, {"rows", rows}, {"m", width}, {"all", rows * width}};
    if (!is_softmax(activation))
        to.write("    for (long i = 0; i < $all; ++i) y[i] = $act(y[i]);\n", gaps);
    else if (rows == 1)
        to.write("    $act(y, $m);\n", gaps);
    else
        to.write("    for (long i = 0; i < $rows; ++i) $act(y + i * $m, $m);\n", gaps);
}

/// What a sum begins with: the bias, if there is one.
inline std::string c_bias(const LayerNode& node, const std::string& path, std::string_view index) {
    return node.find("bias") ? "@_" + path + "_bias[" + std::string(index) + ']' : "0";
}

inline void write_c_copy(CWriter& to, const LayerNode& node) {
    to.write("    for (long i = 0; i < $n; ++i) y[i] = x[i];\n", {{"n", inputs_of(node)}});
}

inline void write_c_dense(CWriter& to, const LayerNode& node, const std::string& path) {
    to.write(R"(    for (long o = 0; o < $m; ++o) y[o] = $bias;
    for (long i = 0; i < $n; ++i) {
        const $T value = x[i];
        for (long o = 0; o < $m; ++o) y[o] += value * $weight[i * $m + o];
    }
)",
             {{"n", inputs_of(node)},
              {"m", outputs_of(node)},
              {"bias", c_bias(node, path, "o")},
              {"weight", "@_" + path + "_weight"}});
    write_c_activation(to, node.activation, 1, outputs_of(node));
}

inline void write_c_prelu(CWriter& to, const LayerNode& node, const std::string& path) {
    to.write("    for (long i = 0; i < $n; ++i) y[i] = x[i] > 0 ? x[i] : x[i] * $slope[i % $count];\n",
             {{"n", inputs_of(node)}, {"slope", "@_" + path + "_slope"}, {"count", node.parts[0].count}});
}

/// The place of a kernel's or window's value along an axis, and what leaves out those beside the image.
inline std::string c_place(const Axis& axis, std::string_view place, std::string_view output,
                           std::string_view step, const std::string& indent) {
    std::string text = indent + "const long " + std::string(place) + " = " + std::string(output);
    if (axis.stride != 1) text += " * " + std::to_string(axis.stride);
    text += " + " + std::string(step);
    if (axis.dilation != 1) text += " * " + std::to_string(axis.dilation);
    if (axis.before != 0) text += " - " + std::to_string(axis.before);
    text += ';';
    if (axis.before == 0 && axis.after == 0) return text;
    return text + '\n' + indent + "if (" + std::string(place) + " < 0 || " + std::string(place) +
           " >= " + std::to_string(axis.in) + ") continue;";
}

/// What loops over windows are filled with; a sequence is an image of one row.
inline std::vector<CGap> c_windows(const LayerNode& node) {
    return {{"rows", node.rows.out()},
            {"columns", node.columns.out()},
            {"height", node.rows.window},
            {"width", node.columns.window},
            {"inrow", node.columns.in},
            {"row_place", c_place(node.rows, "row", "r", "i", std::string(16, ' '))},
            {"column_place", c_place(node.columns, "column", "c", "j", std::string(20, ' '))},
            {"channels", node.channels}};
}

inline void write_c_convolution(CWriter& to, const LayerNode& node, const std::string& path) {
    std::vector<CGap> gaps = c_windows(node);
    const std::size_t own = node.channels / node.groups;
    const std::string first = std::to_string(node.filters / node.groups);
    gaps.insert(gaps.end(),
                {{"filters", node.filters},
                 {"own", own},
                 {"bias", c_bias(node, path, "f")},
                 {"weight", "@_" + path + "_weight"},
                 {"value", node.groups == 1 ? "from[k]"
                                            : "from[f / " + first + " * " + std::to_string(own) + " + k]"}});
    to.write(R"(    for (long r = 0; r < $rows; ++r)
        for (long c = 0; c < $columns; ++c) {
            $T *const sum = y + (r * $columns + c) * $filters;
            for (long f = 0; f < $filters; ++f) sum[f] = $bias;
            for (long i = 0; i < $height; ++i) {
$row_place
                for (long j = 0; j < $width; ++j) {
$column_place
                    const $T *const from = x + (row * $inrow + column) * $channels;
                    const $T *const w = $weight + (i * $width + j) * $own * $filters;
                    for (long k = 0; k < $own; ++k)
                        for (long f = 0; f < $filters; ++f) sum[f] += $value * w[k * $filters + f];
                }
            }
        }
)",
             gaps);
    write_c_activation(to, node.activation, node.rows.out() * node.columns.out(), node.filters);
}

inline void write_c_pool(CWriter& to, const LayerNode& node) {
    std::vector<CGap> gaps = c_windows(node);
    gaps.push_back({"window", node.rows.window * node.columns.window});
    gaps.push_back(
        {"take", node.is_average
                     ? "to[k] = count == 0 ? from[k] : to[k] + from[k];"
                     : "if (count == 0 || from[k] > to[k] || from[k] != from[k]) to[k] = from[k];"});
    to.write(R"(    for (long r = 0; r < $rows; ++r)
        for (long c = 0; c < $columns; ++c) {
            $T *const to = y + (r * $columns + c) * $channels;
            long count = 0;
            for (long i = 0; i < $height; ++i) {
$row_place
                for (long j = 0; j < $width; ++j) {
$column_place
                    const $T *const from = x + (row * $inrow + column) * $channels;
                    for (long k = 0; k < $channels; ++k)
                        $take
                    ++count;
                }
            }
)",
             gaps);
    if (node.is_average)
        to.write("            for (long k = 0; k < $channels; ++k) to[k] /= $many;\n",
                 {{"channels", node.channels},
                  {"many", node.counts_padding ? "$window" : "($T)count"},
                  {"window", node.rows.window * node.columns.window}});
    to.write("        }\n");
}

/// What a norm scales and shifts its values by, if it does.
inline std::string c_scale_and_shift(const LayerNode& node, const std::string& path) {
    return (node.find("gamma") ? " * @_" + path + "_gamma[k]" : "") +
           (node.find("beta") ? " + @_" + path + "_beta[k]" : "");
}

inline void write_c_batch_norm(CWriter& to, const LayerNode& node, const std::string& path) {
    to.need_math();
    to.write(R"(    for (long k = 0; k < $channels; ++k) {
        const $T factor = 1 / sqrt$f($p_variance[k] + $epsilon);
        for (long i = k; i < $n; i += $channels) y[i] = (x[i] - $p_mean[k]) * factor$affine;
    }
)",
             {{"channels", node.channels},
              {"n", inputs_of(node)},
              {"epsilon", c_number(to, node.epsilon)},
              {"affine", c_scale_and_shift(node, path)},
              {"p_mean", "@_" + path + "_mean"},
              {"p_variance", "@_" + path + "_variance"}});
}

inline void write_c_row_norm(CWriter& to, const LayerNode& node, const std::string& path) {
    to.need_math();
    const std::vector<CGap> gaps{{"channels", node.channels},
                                 {"n", inputs_of(node)},
                                 {"epsilon", c_number(to, node.epsilon)},
                                 {"affine", c_scale_and_shift(node, path)}};
    to.write("    for (long i = 0; i < $n; i += $channels) {\n        $T mean = 0, square = 0;\n", gaps);
    if (node.is_centred)
        to.write(
            "        for (long k = 0; k < $channels; ++k) mean += x[i + k];\n        mean /= $channels;\n",
            gaps);
    to.write(R"(        for (long k = 0; k < $channels; ++k) {
            y[i + k] = x[i + k] - mean;
            square += y[i + k] * y[i + k];
        }
        // NaN, not 0, beyond all numbers.
        const $T factor = 1 / sqrt$f(square / $channels + $epsilon + (square - square));
        for (long k = 0; k < $channels; ++k) y[i + k] = y[i + k] * factor$affine;
    }
)",
             gaps);
}

inline void write_c_group_norm(CWriter& to, const LayerNode& node, const std::string& path) {
    to.need_math();
    const std::size_t own = node.channels / node.groups;
    to.write(R"(    for (long g = 0; g < $channels; g += $own) {
        $T mean = 0, square = 0;
        for (long i = 0; i < $n; i += $channels)
            for (long k = g; k < g + $own; ++k) mean += x[i + k];
        mean /= $count;
        for (long i = 0; i < $n; i += $channels)
            for (long k = g; k < g + $own; ++k) square += (x[i + k] - mean) * (x[i + k] - mean);
        // NaN, not 0, beyond all numbers.
        const $T factor = 1 / sqrt$f(square / $count + $epsilon + (square - square));
        for (long i = 0; i < $n; i += $channels)
            for (long k = g; k < g + $own; ++k) y[i + k] = (x[i + k] - mean) * factor$affine;
    }
)",
             {{"channels", node.channels},
              {"own", own},
              {"n", inputs_of(node)},
              {"count", inputs_of(node) / node.groups},
              {"epsilon", c_number(to, node.epsilon)},
              {"affine", c_scale_and_shift(node, path)}});
}

}  // namespace ctnn::detail::inline CTNN_CODE
