#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <ctnn/core/code.hpp>
#include <ctnn/io/c_functions.hpp>
#include <ctnn/io/c_recurrent.hpp>
#include <ctnn/io/c_text.hpp>
#include <ctnn/io/c_wave_net.hpp>
#include <ctnn/io/layer_nodes.hpp>

// A network in C that takes a sequence step by step.

namespace ctnn::detail::inline CTNN_CODE {

inline bool is_recurrent(const LayerNode& node) noexcept {
    return node.kind == LayerKind::lstm || node.kind == LayerKind::gru || node.kind == LayerKind::simple_rnn;
}

/// Whether a layer gives steps as they come: what it does to one does not depend on later ones.
inline bool c_steps(const LayerNode& node) {
    if (node.kind == LayerKind::embedding) return node.input.size() <= 2;
    if (node.input.size() != 2 || node.output.size() != 2) return false;
    const Axis& axis = node.columns;
    if (node.kind == LayerKind::convolution) return axis.before < axis.reach() && axis.after == 0;
    if (node.input[0] != node.output[0]) return false;
    switch (node.kind) {
        case LayerKind::copy:
            return node.input == node.output;
        case LayerKind::activation:
            return !is_softmax(node.activation);
        case LayerKind::prelu:
            return node.parts[0].count <= node.input[1];
        case LayerKind::slice:
            return node.axes[0] > 0;
        case LayerKind::glu:
        case LayerKind::scale:
        case LayerKind::batch_norm:
        case LayerKind::row_norm:
        case LayerKind::time_distributed:
        case LayerKind::wave_net:
            return true;
        default:
            return is_recurrent(node) && node.gives_sequence;
    }
}

/// Whether a whole network does.
inline bool c_network_steps(const LayerNode& network) {
    return !is_copy(network) && std::all_of(network.inner.begin(), network.inner.end(), c_steps);
}

/// Steps that a convolution takes before the one after which its first output is there.
inline std::size_t c_late(const LayerNode& node) { return node.columns.reach() - 1 - node.columns.before; }
/// Whether a layer gives an output for some steps only. It then counts how many are still to come without.
inline bool c_waits(const LayerNode& node) {
    return node.kind == LayerKind::convolution && (node.columns.stride > 1 || c_late(node) > 0);
}
inline bool c_network_waits(const LayerNode& network) {
    return std::any_of(network.inner.begin(), network.inner.end(), c_waits);
}

/// Values of a step.
inline std::size_t c_step_inputs(const LayerNode& node) { return node.input.size() == 1 ? 1 : node.input[1]; }
inline std::size_t c_step_outputs(const LayerNode& node) { return outputs_of(node) / node.output[0]; }

/// Values that a layer keeps from step to step, with its room for sums.
inline std::size_t c_step_memory(const LayerNode& node) {
    if (node.kind == LayerKind::convolution)
        return node.columns.reach() * node.channels + (c_waits(node) ? 1 : 0);
    if (node.kind == LayerKind::wave_net) return c_wave_net_memory(node);
    return is_recurrent(node) ? c_recurrent_work(node) : 0;
}

/// The layer that does to one step what `node` does to all: of a convolution, on its last window.
inline LayerNode c_layer_of_step(const LayerNode& node) {
    LayerNode step = node;
    step.input[0] = step.output[0] = 1;
    step.gives_sequence = false;
    if (node.kind == LayerKind::convolution) {
        step.input[0] = step.columns.in = node.columns.reach();
        step.columns.before = 0;
    }
    return step;
}

/// The function of one layer: from the step x to the step y.
inline void write_c_step(CWriter& to, const LayerNode& node, const std::string& path) {
    if (node.kind == LayerKind::wave_net) return write_c_wave_net_step(to, node, path);
    const bool is_window = node.kind == LayerKind::convolution;
    const std::vector<CGap> gaps{{"name", "@_" + path + "_step"},
                                 {"x", is_window ? "now" : "x"},
                                 {"work", is_window          ? ", $T *window"
                                          : c_work(node) > 0 ? ", $T *work"
                                                             : ""},
                                 {"channels", c_step_inputs(node)},
                                 {"gives", c_waits(node) ? "int" : "void"},
                                 {"all", node.columns.reach() * node.channels},
                                 {"stride", node.columns.stride},
                                 {"kept", is_window ? (node.columns.reach() - 1) * node.channels : 0}};
    to.write("static $gives $name(const $T *$x, $T *y$work) {\n", gaps);
    if (is_window)
        to.write(R"(    for (long i = 0; i < $kept; ++i) window[i] = window[i + $channels];
    for (long i = 0; i < $channels; ++i) window[$kept + i] = now[i];
    const $T *const x = window;
)",
                 gaps);
    if (c_waits(node))
        to.write(R"(    if (window[$all] > 0) {
        window[$all] -= 1;
        return 0;
    }
    window[$all] = $stride - 1;
)",
                 gaps);
    write_c_body(to, c_layer_of_step(node), path, {.is_step = true});
    to.write(c_waits(node) ? "    return 1;\n}\n\n" : "}\n\n");
}

/// Where the values of all layers are in the state, and what is between them.
struct CStepPlan {
    std::vector<std::size_t> layers{};        // those that do something
    std::vector<std::size_t> memory{};        // where the memory of each begins
    std::size_t even = 0, odd = 0, work = 0;  // where what is between them is, in two places in turn
    std::size_t size = 0;

    explicit CStepPlan(const LayerNode& network) {
        for (std::size_t i = 0; i < network.inner.size(); ++i)
            if (!is_copy(network.inner[i])) layers.push_back(i);
        std::size_t widest[2]{}, inner = 0;
        for (std::size_t i = 0; i < layers.size(); ++i) {
            const LayerNode& layer = network.inner[layers[i]];
            memory.push_back(size);
            size += c_step_memory(layer);
            if (i + 1 < layers.size()) widest[i % 2] = std::max(widest[i % 2], c_step_outputs(layer));
            if (layer.kind == LayerKind::time_distributed) inner = std::max(inner, c_work(layer));
        }
        even = size, odd = even + widest[0], work = odd + widest[1];
        size = work + inner;
    }
};

inline constexpr std::string_view c_step_declarations =
    R"(/* For a sequence as it comes: values of a step, of its output, and of the state between. */
enum { @_step_inputs = $n, @_step_outputs = $m, @_state = $size };
/* Makes the state what it is before the first step. */
void @_begin($T *state);
$told
$gives @_step($T *state, const $T *input, $T *output);
)";

inline std::string c_declared_steps(const CWriter& to, const LayerNode& network) {
    if (!c_network_steps(network)) return "";
    const bool waits = c_network_waits(network);
    return to.filled(c_step_declarations,
                     {{"n", c_step_inputs(network)},
                      {"m", c_step_outputs(network)},
                      {"gives", waits ? "int" : "void"},
                      {"told", waits ? "/* Takes the next step. 1 if the next output of @_predict "
                                       "is there, else 0, with output as it was. */"
                                     : "/* The output for the next step, as @_predict has it for "
                                       "the same steps. */"},
                      {"size", std::max<std::size_t>(CStepPlan(network).size, 1)}});
}

/// Zeros, and what recurrent layers begin with.
inline void write_c_begin(CWriter& to, const LayerNode& network, const CStepPlan& plan) {
    to.write("void @_begin($T *state) {\n    for (long i = 0; i < @_state; ++i) state[i] = 0;\n");
    for (std::size_t i = 0; i < plan.layers.size(); ++i) {
        const LayerNode& layer = network.inner[plan.layers[i]];
        std::size_t at = plan.memory[i];
        for (const std::string_view name : {"h0", "c0"}) {
            const PartNode* const part = layer.find(name);
            if (!part) continue;
            to.write("    for (long i = 0; i < $count; ++i) state[$at + i] = $part[i];\n",
                     {{"count", part->count},
                      {"at", at},
                      {"part", "@_layer_" + std::to_string(plan.layers[i]) + '_' + std::string(name)}});
            at += part->count;
        }
        if (c_waits(layer) && c_late(layer) > 0)
            to.write("    state[$at] = $late;\n",
                     {{"at", at + layer.columns.reach() * layer.channels}, {"late", c_late(layer)}});
    }
    to.write("}\n\n");
}

/// All that a network has for steps, behind its layers.
inline void write_c_steps(CWriter& to, const LayerNode& network) {
    if (!c_network_steps(network)) return;
    const CStepPlan plan(network);
    for (const std::size_t i : plan.layers) write_c_step(to, network.inner[i], "layer_" + std::to_string(i));
    write_c_begin(to, network, plan);
    const bool waits = c_network_waits(network);
    to.write("$gives @_step($T *state, const $T *input, $T *output) {\n",
             {{"gives", waits ? "int" : "void"}});
    if (plan.size == 0) to.write("    (void)state;\n");
    std::string from = "input";
    for (std::size_t i = 0; i < plan.layers.size(); ++i) {
        const LayerNode& layer = network.inner[plan.layers[i]];
        const bool is_last = i + 1 == plan.layers.size();
        const std::string next = is_last ? "output" : c_at("state", i % 2 == 0 ? plan.even : plan.odd);
        std::string call = "@_layer_" + std::to_string(plan.layers[i]) + "_step(" + from + ", " + next;
        if (c_step_memory(layer) > 0)
            call += ", " + c_at("state", plan.memory[i]);
        else if (c_work(layer) > 0)
            call += ", " + c_at("state", plan.work);
        to.write(c_waits(layer) ? "    if (!" + call + ")) return 0;\n" : "    " + call + ");\n");
        from = next;
    }
    to.write(waits ? "    return 1;\n}\n\n" : "}\n\n");
}

}  // namespace ctnn::detail::inline CTNN_CODE
