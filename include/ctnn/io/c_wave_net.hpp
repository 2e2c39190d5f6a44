#pragma once

#include <algorithm>
#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/io/c_activations.hpp>
#include <ctnn/io/c_layers.hpp>
#include <ctnn/io/c_text.hpp>
#include <ctnn/io/layer_nodes.hpp>
#include <string>
#include <string_view>
#include <vector>

// A WaveNet in C. What a layer does to one step is one function for sequences in a row, whose steps it sees
// in that row, and for those that come step by step, whose last ones it sees in a ring.

namespace ctnn::detail::inline CTNN_CODE {

/// Where a stack's convolutions are among those that it is made of.
struct CStack {
    const LayerNode& node;
    std::string path;

    const LayerNode& rechannel() const { return node.inner[0]; }
    const LayerNode& head() const { return node.inner.back(); }
    std::size_t layers() const { return node.inner.size() / 3; }
    const LayerNode& conv(std::size_t layer) const { return node.inner[1 + 3 * layer]; }
    bool has_output(std::size_t layer) const { return 3 + 3 * layer < node.inner.size() - 1; }
    /// The name of a convolution's values, and of the function that begins with it.
    std::string name(std::size_t convolution) const {
        return "@_" + path + '_' + std::to_string(convolution);
    }
    std::string name_of(std::size_t layer) const { return name(1 + 3 * layer); }
    std::string head_name() const { return name(node.inner.size() - 1); }
};

inline std::vector<CStack> c_stacks(const LayerNode& node, const std::string& path) {
    std::vector<CStack> stacks;
    for (std::size_t i = 0; i < node.inner.size(); ++i)
        stacks.push_back({node.inner[i], path + '_' + std::to_string(i)});
    return stacks;
}

/// Into the sums what a convolution has of step `at` of x.
inline constexpr std::string_view c_taps = R"(    for (long j = 0; j < $kernel; ++j) {
        const long back = ($kernel - 1 - j) * $dilation, place = at < back ? at + ring - back : at - back;
        if (place < 0) continue;
        const $T *const from = x + place * $channels, *const w = $weight + j * $channels * $sums;
        for (long k = 0; k < $channels; ++k)
            for (long f = 0; f < $sums; ++f) $sum[f] += from[k] * w[k * $sums + f];
    }
)";

inline std::vector<CGap> c_gaps_of_taps(const LayerNode& conv, const std::string& name) {
    return {{"name", name},
            {"channels", conv.channels},
            {"sums", conv.filters},
            {"kernel", conv.columns.window},
            {"dilation", conv.columns.dilation},
            {"weight", name + "_weight"},
            {"bias", conv.find("bias") ? name + "_bias[f]" : "0"}};
}

inline void write_c_rechannel(CWriter& to, const CStack& stack) {
    const LayerNode& mix = stack.rechannel();
    to.write(R"(static void $name(const $T *x, $T *y) {
    for (long f = 0; f < $sums; ++f) y[f] = 0;
    for (long k = 0; k < $channels; ++k)
        for (long f = 0; f < $sums; ++f) y[f] += x[k] * $weight[k * $sums + f];
}
)",
             c_gaps_of_taps(mix, stack.name(0)));
}

inline void write_c_head(CWriter& to, const CStack& stack) {
    std::vector<CGap> gaps = c_gaps_of_taps(stack.head(), stack.head_name());
    gaps.push_back({"sum", "y"});
    to.write(R"(static void $name(const $T *x, long at, long ring, $T *y) {
    for (long f = 0; f < $sums; ++f) y[f] = $bias;
)" + std::string(c_taps) +
                 "}\n",
             gaps);
}

/// `next`, if there is one, may be where step `at` of x is.
inline void write_c_stack_layer(CWriter& to, const CStack& stack, std::size_t layer) {
    const std::string mixin = stack.name(2 + 3 * layer), output = stack.name(3 + 3 * layer);
    const bool is_gated = stack.node.gate != ActivationNode{};
    std::vector<CGap> gaps = c_gaps_of_taps(stack.conv(layer), stack.name_of(layer));
    gaps.insert(gaps.end(),
                {{"sum", "sum"},
                 {"features", stack.node.inner[2 + 3 * layer].channels},
                 {"mixin", mixin + "_weight"},
                 {"act", c_function(to, stack.node.activation)},
                 {"gate", is_gated ? " * " + c_function(to, stack.node.gate) + "(sum[$channels + k])"
                                   : std::string()},
                 {"next", stack.has_output(layer) ? ", $T *next" : ""},
                 {"output", output + "_weight"},
                 {"added", output + "_bias[f]"}});
    to.write(R"(static void $name(const $T *features, const $T *x, long at, long ring, $T *skip$next) {
    $T sum[$sums];
    for (long f = 0; f < $sums; ++f) sum[f] = $bias;
)" + std::string(c_taps) +
                 R"(    for (long k = 0; k < $features; ++k)
        for (long f = 0; f < $sums; ++f) sum[f] += features[k] * $mixin[k * $sums + f];
    for (long k = 0; k < $channels; ++k) {
        sum[k] = $act(sum[k])$gate;
        skip[k] += sum[k];
    }
)",
             gaps);
    if (stack.has_output(layer))
        to.write(R"(    for (long f = 0; f < $channels; ++f) next[f] = x[at * $channels + f] + $added;
    for (long k = 0; k < $channels; ++k)
        for (long f = 0; f < $channels; ++f) next[f] += sum[k] * $output[k * $channels + f];
)",
                 gaps);
    to.write("}\n");
}

/// The functions of one step that a stack is made of.
inline void write_c_stack(CWriter& to, const LayerNode& node, const std::string& path) {
    const CStack stack{node, path};
    to.write(
        "// What a stack does to step `at` of x: a ring of so many steps or, where that is 0, a row of "
        "all.\n");
    write_c_rechannel(to, stack);
    for (std::size_t layer = 0; layer < stack.layers(); ++layer) write_c_stack_layer(to, stack, layer);
    write_c_head(to, stack);
    to.write("\n");
}

/// All steps, layer by layer. A layer writes over what it takes, from the last step to the first; so there
/// are two places for x and two for the sums that heads see, for one stack and the next.
struct CWaveNetWork {
    std::size_t steps = 0, widest = 0, places = 0;

    explicit CWaveNetWork(const LayerNode& node)
        : steps(node.input[0]), places(std::min<std::size_t>(node.inner.size(), 2)) {
        for (const LayerNode& stack : node.inner) widest = std::max(widest, stack.channels);
    }
    std::size_t size() const { return 2 * places * steps * widest; }
    std::string x(std::size_t stack) const { return c_at("work", stack % 2 * steps * widest); }
    std::string skip(std::size_t stack) const { return c_at("work", (places + stack % 2) * steps * widest); }
};

inline void write_c_wave_net(CWriter& to, const LayerNode& node, const std::string& path) {
    const std::vector<CStack> stacks = c_stacks(node, path);
    const CWaveNetWork work(node);
    to.write("    $T *const sums = $at;\n    for (long i = 0; i < $count; ++i) sums[i] = 0;\n",
             {{"at", work.skip(0)}, {"count", work.steps * stacks[0].node.channels}});
    for (std::size_t i = 0; i < stacks.size(); ++i) {
        const CStack& stack = stacks[i];
        const bool is_last = i + 1 == stacks.size();
        std::vector<CGap> gaps{{"steps", work.steps},
                               {"features", node.input[1]},
                               {"channels", stack.node.channels},
                               {"outputs", stack.node.filters},
                               {"inputs", stack.rechannel().channels},
                               {"from", i == 0 ? "x" : work.x(i - 1)},
                               {"x", work.x(i)},
                               {"skip", work.skip(i)},
                               {"to", is_last ? "y" : work.skip(i + 1)},
                               {"first", stack.name(0)},
                               {"head", stack.head_name()}};
        to.write("    for (long t = 0; t < $steps; ++t) $first($from + t * $inputs, $x + t * $channels);\n",
                 gaps);
        for (std::size_t layer = 0; layer < stack.layers(); ++layer) {
            gaps.insert(gaps.begin(), {{"layer", stack.name_of(layer)},
                                       {"next", stack.has_output(layer) ? ", $x + t * $channels" : ""}});
            to.write(
                "    for (long t = $steps; t-- > 0;)\n"
                "        $layer(x + t * $features, $x, t, 0, $skip + t * $channels$next);\n",
                gaps);
        }
        to.write("    for (long t = 0; t < $steps; ++t) $head($skip, t, 0, $to + t * $outputs);\n", gaps);
    }
}

/// The last steps of a row of values in the state: as many as a kernel sees, and behind them, if that is more
/// than one, where the present one is.
struct CRing {
    std::size_t at = 0, places = 1, channels = 0;

    std::size_t end() const { return at + places * channels + (places > 1 ? 1 : 0); }
    std::string where() const { return "state[" + std::to_string(end() - 1) + ']'; }
    std::string place() const { return places > 1 ? "(long)" + where() : "0"; }
    /// Its values of the present step.
    std::string present() const {
        return c_at("state", at) + (places > 1 ? " + " + place() + " * " + std::to_string(channels) : "");
    }
    /// What a function wants to see it: values, place and places.
    std::string seen() const { return c_at("state", at) + ", " + place() + ", " + std::to_string(places); }
    std::string moved() const {
        if (places == 1) return "";
        return "    " + where() + " = " + where() + " + 1 < " + std::to_string(places) + " ? " + where() +
               " + 1 : 0;\n";
    }
};

/// The rings of a stack, and the values that it hands on.
struct CStackRings {
    std::vector<CRing> layers{};
    CRing skip{}, handed{};

    CStackRings(const CStack& stack, std::size_t from) {
        const auto next = [&](const LayerNode& seen_by) {
            const CRing ring{from, seen_by.columns.reach(), stack.node.channels};
            from = ring.end();
            return ring;
        };
        for (std::size_t layer = 0; layer < stack.layers(); ++layer)
            layers.push_back(next(stack.conv(layer)));
        skip = next(stack.head());
        handed = {from, 1, stack.node.channels};
    }
};

inline std::vector<CStackRings> c_rings(const std::vector<CStack>& stacks) {
    std::vector<CStackRings> rings;
    for (const CStack& stack : stacks)
        rings.emplace_back(stack, rings.empty() ? 0 : rings.back().handed.end());
    return rings;
}

/// Values that a WaveNet keeps from step to step.
inline std::size_t c_wave_net_memory(const LayerNode& node) {
    return c_rings(c_stacks(node, "")).back().handed.end();
}

/// From the step x to the step y.
inline void write_c_wave_net_step(CWriter& to, const LayerNode& node, const std::string& path) {
    const std::vector<CStack> stacks = c_stacks(node, path);
    const std::vector<CStackRings> rings = c_rings(stacks);
    const CRing& first = rings[0].skip;
    to.write(
        "static void $name(const $T *x, $T *y, $T *state) {\n"
        "    $T *const sums = $present;\n    for (long i = 0; i < $channels; ++i) sums[i] = 0;\n",
        {{"name", "@_" + path + "_step"}, {"present", first.present()}, {"channels", first.channels}});
    for (std::size_t i = 0; i < stacks.size(); ++i) {
        const CStack& stack = stacks[i];
        const CStackRings& own = rings[i];
        to.write("    " + stack.name(0) + '(' + (i == 0 ? "x" : rings[i - 1].handed.present()) + ", " +
                 own.layers[0].present() + ");\n");
        for (std::size_t layer = 0; layer < stack.layers(); ++layer) {
            const CRing& next = layer + 1 < stack.layers() ? own.layers[layer + 1] : own.handed;
            to.write("    " + stack.name_of(layer) + "(x, " + own.layers[layer].seen() + ", " +
                     own.skip.present() + (stack.has_output(layer) ? ", " + next.present() : "") + ");\n" +
                     own.layers[layer].moved());
        }
        to.write("    " + stack.head_name() + '(' + own.skip.seen() + ", " +
                 (i + 1 < stacks.size() ? rings[i + 1].skip.present() : "y") + ");\n" + own.skip.moved());
    }
    to.write("}\n\n");
}

}  // namespace ctnn::detail::inline CTNN_CODE
