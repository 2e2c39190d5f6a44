#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <ctnn/core/code.hpp>
#include <ctnn/io/c_activations.hpp>
#include <ctnn/io/c_text.hpp>
#include <ctnn/io/layer_nodes.hpp>

// Recurrent layers in C.

namespace ctnn::detail::inline CTNN_CODE {

/// How a recurrent layer goes along its sequence: also from the last step to the first, and with room between
/// the outputs of one step and the next.
struct CWay {
    std::size_t stride = 0;
    bool is_reverse = false;
    bool is_step = false;  // one step, from what is in its room already
};

/// Sums of a step, in C: of the input and of h, the latter apart where the cell wants that.
inline std::size_t c_recurrent_columns(const LayerNode& node) noexcept {
    return node.units * (node.kind == LayerKind::lstm ? 4 : node.kind == LayerKind::gru ? 3 : 1);
}
inline bool c_has_sums_apart(const LayerNode& node) noexcept {
    return node.kind == LayerKind::gru && !node.resets_before;
}
inline std::size_t c_recurrent_work(const LayerNode& node) noexcept {
    const std::size_t memory = node.kind == LayerKind::lstm || node.resets_before ? 2 : 1;
    return memory * node.units + (c_has_sums_apart(node) ? 2 : 1) * c_recurrent_columns(node);
}

inline constexpr std::string_view c_lstm_step = R"(        for (long i = 0; i < $units; ++i) {
            const $T in = $gate(sum[i]), keep = $gate(sum[$units + i]);
            const $T seen = $act(sum[2 * $units + i]);
            c[i] = keep * c[i] + in * seen;
            h[i] = $gate(sum[3 * $units + i]) * $act(c[i]);
        }
)";
inline constexpr std::string_view c_gru_step = R"(        for (long i = 0; i < $units; ++i) {
            const $T keep = $gate(sum[i] + from_h[i]);
            const $T reset = $gate(sum[$units + i] + from_h[$units + i]);
            const $T seen = $act(sum[2 * $units + i] + reset * from_h[2 * $units + i]);
            h[i] = keep * h[i] + (1 - keep) * seen;
        }
)";
inline constexpr std::string_view c_reset_before_step =
    R"(        for (long i = 0; i < $units; ++i) gated[i] = h[i] * $gate(sum[$units + i]);
        for (long i = 0; i < $units; ++i) {
            const $T value = gated[i];
            for (long j = 2 * $units; j < $columns; ++j) sum[j] += value * $recurrent[i * $columns + j];
        }
        for (long i = 0; i < $units; ++i) {
            const $T keep = $gate(sum[i]);
            h[i] = keep * h[i] + (1 - keep) * $act(sum[2 * $units + i]);
        }
)";
inline constexpr std::string_view c_simple_step =
    "        for (long i = 0; i < $units; ++i) h[i] = $act(sum[i]);\n";

inline void write_c_recurrent(CWriter& to, const LayerNode& node, const std::string& path, const CWay& way) {
    const bool is_lstm = node.kind == LayerKind::lstm, is_apart = c_has_sums_apart(node);
    const auto part = [&](std::string_view name, std::string_view behind) {
        return "@_" + path + '_' + std::string(name) + std::string(behind);
    };
    const auto part_or_zero = [&](std::string_view name, std::string_view behind) {
        return node.find(name) ? part(name, behind) : std::string("0");
    };
    const std::size_t columns = c_recurrent_columns(node);
    const std::vector<CGap> gaps{
        {"units", node.units},
        {"steps", node.input[0]},
        {"features", node.input[1]},
        {"columns", columns},
        {"stride", way.stride},
        {"last", node.input[0] - 1},
        {"at", way.is_reverse ? "($last - step)" : "step"},
        {"sums_at", node.units * (is_lstm ? 2 : 1)},
        {"sums_of_h_at", node.units + columns},
        {"sums_of_h", is_apart ? "from_h" : "sum"},
        {"from_h_alone", node.resets_before ? 2 * node.units : columns},
        {"kernel", part("kernel", "")},
        {"recurrent", part("recurrent_kernel", "")},
        {"hbegin", part_or_zero("h0", "[i]")},
        {"cbegin", part_or_zero("c0", "[i]")},
        {"bias", part_or_zero("bias", "[j]")},
        {"hbias", part_or_zero("bias", "[$columns + j]")},
        {"act", c_function(to, node.activation)},
        {"gate", c_function(to, node.gate)},
    };
    to.write("    $T *const h = work, *const sum = work + $sums_at;\n", gaps);
    if (is_lstm) to.write("    $T *const c = work + $units;\n", gaps);
    if (is_apart) to.write("    $T *const from_h = work + $sums_of_h_at;\n", gaps);
    if (node.resets_before) to.write("    $T *const gated = work + $sums_of_h_at;\n", gaps);
    if (!way.is_step) to.write("    for (long i = 0; i < $units; ++i) h[i] = $hbegin;\n", gaps);
    if (is_lstm && !way.is_step) to.write("    for (long i = 0; i < $units; ++i) c[i] = $cbegin;\n", gaps);
    to.write(R"(    for (long step = 0; step < $steps; ++step) {
        const $T *const now = x + $at * $features;
        for (long j = 0; j < $columns; ++j) sum[j] = $bias;
        for (long i = 0; i < $features; ++i) {
            const $T value = now[i];
            for (long j = 0; j < $columns; ++j) sum[j] += value * $kernel[i * $columns + j];
        }
)",
             gaps);
    if (is_apart) to.write("        for (long j = 0; j < $columns; ++j) from_h[j] = $hbias;\n", gaps);
    to.write(R"(        for (long i = 0; i < $units; ++i) {
            const $T value = h[i];
            for (long j = 0; j < $from_h_alone; ++j) $sums_of_h[j] += value * $recurrent[i * $columns + j];
        }
)",
             gaps);
    to.write(is_lstm              ? c_lstm_step
             : is_apart           ? c_gru_step
             : node.resets_before ? c_reset_before_step
                                  : c_simple_step,
             gaps);
    if (node.gives_sequence)
        to.write("        for (long i = 0; i < $units; ++i) y[$at * $stride + i] = h[i];\n    }\n", gaps);
    else
        to.write("    }\n    for (long i = 0; i < $units; ++i) y[i] = h[i];\n", gaps);
}

}  // namespace ctnn::detail::inline CTNN_CODE
