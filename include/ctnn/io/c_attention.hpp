#pragma once

#include <cmath>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <ctnn/core/code.hpp>
#include <ctnn/io/c_activations.hpp>
#include <ctnn/io/c_layers.hpp>
#include <ctnn/io/c_text.hpp>
#include <ctnn/io/layer_nodes.hpp>

// Attention in C, and what tells it where steps stand.

namespace ctnn::detail::inline CTNN_CODE {

/// Values that it wants room for: all steps' queries, keys and values, and of one step the scores of a head
/// and what the heads give.
inline std::size_t c_attention_work(const LayerNode& node) noexcept {
    const std::size_t steps = node.output[0], size = node.output[1];
    return 3 * steps * size + steps + size;
}

inline void write_c_attention(CWriter& to, const LayerNode& node, const std::string& path) {
    const std::size_t steps = node.output[0], size = node.output[1], width = size / node.heads;
    const auto part = [&](std::string_view name) { return "@_" + path + '_' + std::string(name); };
    const auto bias = [&](std::string_view name) {
        return node.find(name) ? part(name) + "[o]" : std::string("0");
    };
    to.write(R"(    $T *const scores = work + $scores, *const heads = scores + $steps;
    for (long t = 0; t < $steps; ++t) {
        $T *const row = work + t * $columns;
        for (long o = 0; o < $columns; ++o) row[o] = $in_bias;
        for (long i = 0; i < $features; ++i) {
            const $T value = x[t * $features + i];
            for (long o = 0; o < $columns; ++o) row[o] += value * $in_weight[i * $columns + o];
        }
    }
    for (long t = 0; t < $steps; ++t) {
        const long seen = $seen;
        for (long i = 0; i < $size; ++i) heads[i] = 0;
        for (long h = 0; h < $size; h += $width) {
            const $T *const query = work + t * $columns + h;
            for (long j = 0; j < seen; ++j) {
                const $T *const key = work + j * $columns + $size + h;
                $T sum = 0;
                for (long i = 0; i < $width; ++i) sum += query[i] * key[i];
                scores[j] = sum * $scale;
            }
            $softmax(scores, seen);
            for (long j = 0; j < seen; ++j) {
                const $T *const value = work + j * $columns + $two_sizes + h;
                for (long i = 0; i < $width; ++i) heads[h + i] += scores[j] * value[i];
            }
        }
        for (long o = 0; o < $size; ++o) y[t * $size + o] = $out_bias;
        for (long i = 0; i < $size; ++i) {
            const $T value = heads[i];
            for (long o = 0; o < $size; ++o) y[t * $size + o] += value * $out_weight[i * $size + o];
        }
    }
)",
             {{"steps", steps},
              {"features", node.input[1]},
              {"size", size},
              {"two_sizes", 2 * size},
              {"columns", 3 * size},
              {"scores", 3 * size * steps},
              {"width", width},
              {"seen", node.is_causal ? "t + 1" : std::to_string(steps)},
              {"scale", c_number(to, 1 / std::sqrt(static_cast<double>(width)))},
              {"softmax", c_function(to, {ActivationKind::softmax})},
              {"in_weight", part("in_proj_weight")},
              {"in_bias", bias("in_proj_bias")},
              {"out_weight", part("out_proj_weight")},
              {"out_bias", bias("out_proj_bias")}});
}

inline void write_c_waves(CWriter& to, const LayerNode& node) {
    to.need_math();
    to.write(R"(    for (long i = 0; i < $features; ++i) {
        const double turn = exp($log * (i / 2 * 2) / $features);
        for (long t = 0; t < $steps; ++t)
            y[t * $features + i] = x[t * $features + i] + ($T)(i % 2 == 0 ? sin(t * turn) : cos(t * turn));
    }
)",
             {{"steps", node.output[0]}, {"features", node.output[1]}, {"log", "-9.2103403719761827"}});
}

inline void write_c_positions(CWriter& to, const LayerNode& node, const std::string& path) {
    to.write("    for (long i = 0; i < $n; ++i) y[i] = x[i] + $weight[i];\n",
             {{"n", outputs_of(node)}, {"weight", "@_" + path + "_weight"}});
}

}  // namespace ctnn::detail::inline CTNN_CODE
