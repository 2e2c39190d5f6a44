#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <ctnn/core/code.hpp>
#include <ctnn/io/c_attention.hpp>
#include <ctnn/io/c_axes.hpp>
#include <ctnn/io/c_layers.hpp>
#include <ctnn/io/c_rearranged.hpp>
#include <ctnn/io/c_recurrent.hpp>
#include <ctnn/io/c_text.hpp>
#include <ctnn/io/c_wave_net.hpp>
#include <ctnn/io/header_text.hpp>
#include <ctnn/io/layer_nodes.hpp>

// A function of C for each layer, those that are made of others too: `static void name(x, y)`, or with `work`
// for values on the way.

namespace ctnn::detail::inline CTNN_CODE {

inline std::size_t c_work(const LayerNode& node);

/// Where in its room a chain keeps values: between its layers, in two places in turn, and what is behind.
struct CChain {
    std::vector<const LayerNode*> layers{};  // those that do something
    std::size_t even = 0, odd = 0, inner = 0;

    explicit CChain(const LayerNode& chain) {
        for (const LayerNode& layer : chain.inner)
            if (!is_copy(layer)) layers.push_back(&layer);
        for (std::size_t i = 0; i < layers.size(); ++i) {
            inner = std::max(inner, c_work(*layers[i]));
            std::size_t& place = i % 2 == 0 ? even : odd;
            if (i + 1 < layers.size()) place = std::max(place, outputs_of(*layers[i]));
        }
    }
};

/// Values that a layer's function wants room for.
inline std::size_t c_work(const LayerNode& node) {
    if (is_copy(node)) return 0;
    std::size_t inner = 0, widest = 0;
    for (const LayerNode& layer : node.inner) {
        inner = std::max(inner, c_work(layer));
        widest = std::max(widest, outputs_of(layer));
    }
    switch (node.kind) {
        case LayerKind::lstm:
        case LayerKind::gru:
        case LayerKind::simple_rnn:
            return c_recurrent_work(node);
        case LayerKind::attention:
            return c_attention_work(node);
        case LayerKind::chain: {
            const CChain chain(node);
            return chain.even + chain.odd + chain.inner;
        }
        case LayerKind::concat:
        case LayerKind::add:
        case LayerKind::multiply:
            return widest + inner;
        case LayerKind::wave_net:
            return CWaveNetWork(node).size();
        default:
            return inner;
    }
}

inline std::string c_call(const LayerNode& node, const std::string& path, const std::string& x,
                          const std::string& y, const std::string& work) {
    return "@_" + path + '(' + x + ", " + y + (c_work(node) > 0 ? ", " + work : "") + ");\n";
}
inline std::string c_inner_path(const LayerNode& node, const std::string& path, std::size_t i) {
    if (node.kind == LayerKind::bidirectional) return path + (i == 0 ? "_forward" : "_backward");
    return path + '_' + std::to_string(i);
}

inline void write_c_chain(CWriter& to, const LayerNode& node, const std::string& path) {
    const CChain chain(node);
    std::string from = "x";
    for (std::size_t i = 0; i < chain.layers.size(); ++i) {
        const LayerNode& layer = *chain.layers[i];
        const bool is_last = i + 1 == chain.layers.size();
        const std::string next = is_last ? "y" : c_at("work", i % 2 == 0 ? 0 : chain.even);
        const auto index = static_cast<std::size_t>(&layer - node.inner.data());
        to.write("    " + c_call(layer, c_inner_path(node, path, index), from, next,
                                 c_at("work", chain.even + chain.odd)));
        from = next;
    }
}

/// Branches one after the other: the first into y, the others beside it and then into y; of a Concat all.
inline void write_c_branches(CWriter& to, const LayerNode& node, const std::string& path) {
    std::size_t widest = 0, column = 0;
    for (const LayerNode& branch : node.inner) widest = std::max(widest, outputs_of(branch));
    for (std::size_t i = 0; i < node.inner.size(); ++i) {
        const LayerNode& branch = node.inner[i];
        const bool is_joined = node.kind == LayerKind::concat || i > 0;
        to.write("    " + c_call(branch, c_inner_path(node, path, i), "x", is_joined ? "work" : "y",
                                 c_at("work", widest)));
        const std::size_t own = branch.output.back(), all = node.output.back();
        const std::vector<CGap> gaps{{"m", outputs_of(node)},
                                     {"own", own},
                                     {"all", all},
                                     {"at", column},
                                     {"rows", outputs_of(node) / all},
                                     {"join", node.kind == LayerKind::add ? "+=" : "*="}};
        if (node.kind == LayerKind::concat)
            to.write(R"(    for (long r = 0; r < $rows; ++r)
        for (long i = 0; i < $own; ++i) y[r * $all + $at + i] = work[r * $own + i];
)",
                     gaps);
        else if (is_joined)
            to.write("    for (long i = 0; i < $m; ++i) y[i] $join work[i];\n", gaps);
        column += own;
    }
}

inline void write_c_body(CWriter& to, const LayerNode& node, const std::string& path, const CWay& way) {
    const auto inner = [&](std::size_t i, const std::string& x, const std::string& y) {
        return c_call(node.inner[i], c_inner_path(node, path, i), x, y, "work");
    };
    if (is_copy(node)) return write_c_copy(to, node);
    switch (node.kind) {
        case LayerKind::copy:
            break;
        case LayerKind::activation:
            write_c_copy(to, node);
            return write_c_activation(to, node.activation, 1, outputs_of(node));
        case LayerKind::prelu:
            return write_c_prelu(to, node, path);
        case LayerKind::dense:
            return write_c_dense(to, node, path);
        case LayerKind::convolution:
            return write_c_convolution(to, node, path);
        case LayerKind::pool:
            return write_c_pool(to, node);
        case LayerKind::batch_norm:
            return write_c_batch_norm(to, node, path);
        case LayerKind::row_norm:
            return write_c_row_norm(to, node, path);
        case LayerKind::group_norm:
            return write_c_group_norm(to, node, path);
        case LayerKind::lstm:
        case LayerKind::gru:
        case LayerKind::simple_rnn:
            return write_c_recurrent(to, node, path, way);
        case LayerKind::transposed:
            return write_c_transposed(to, node, path);
        case LayerKind::embedding:
            return write_c_embedding(to, node, path);
        case LayerKind::permute:
            return write_c_permute(to, node);
        case LayerKind::upsample:
        case LayerKind::reflection:
        case LayerKind::replication:
        case LayerKind::zero_pad:
        case LayerKind::cropping:
            return write_c_pixels(to, node);
        case LayerKind::attention:
            return write_c_attention(to, node, path);
        case LayerKind::waves:
            return write_c_waves(to, node);
        case LayerKind::positions:
            return write_c_positions(to, node, path);
        case LayerKind::scale:
            return write_c_scale(to, node);
        case LayerKind::glu:
            return write_c_glu(to, node);
        case LayerKind::slice:
            return write_c_slice(to, node);
        case LayerKind::joined_axis:
            return write_c_joined_axis(to, node);
        case LayerKind::bins:
            return write_c_bins(to, node);
        case LayerKind::enlarged:
            return write_c_enlarged(to, node);
        case LayerKind::chain:
            return write_c_chain(to, node, path);
        case LayerKind::residual:
            return to.write("    " + inner(0, "x", "y") + "    for (long i = 0; i < $n; ++i) y[i] += x[i];\n",
                            {{"n", inputs_of(node)}});
        case LayerKind::concat:
        case LayerKind::add:
        case LayerKind::multiply:
            return write_c_branches(to, node, path);
        case LayerKind::time_distributed:
            return to.write("    for (long step = 0; step < $steps; ++step)\n        " +
                                inner(0, "x + step * $n", "y + step * $m"),
                            {{"steps", node.input[0]},
                             {"n", inputs_of(node.inner[0])},
                             {"m", outputs_of(node.inner[0])}});
        case LayerKind::bidirectional:
            return to.write("    " + inner(0, "x", "y") + "    " + inner(1, "x", "y + $units"),
                            {{"units", node.inner[0].units}});
        case LayerKind::wave_net:
            return write_c_wave_net(to, node, path);
        case LayerKind::wave_net_stack:
            break;  // functions of its own
    }
}

constexpr std::string_view c_title(LayerKind kind) noexcept {
    constexpr std::string_view titles[]{"The same values",
                                        "Activation",
                                        "PReLU",
                                        "Dense",
                                        "Convolution",
                                        "Pool",
                                        "BatchNorm",
                                        "Norm of rows",
                                        "GroupNorm",
                                        "LSTM",
                                        "GRU",
                                        "SimpleRNN",
                                        "Transposed convolution",
                                        "Embedding",
                                        "Permute",
                                        "Upsample",
                                        "Reflection",
                                        "Replication",
                                        "Zeros",
                                        "Cropping",
                                        "Attention",
                                        "Positional encoding",
                                        "Positions",
                                        "Scale",
                                        "Gated unit",
                                        "Slice",
                                        "Joined axis",
                                        "Adaptive pool",
                                        "Bilinear",
                                        "Layers in a row",
                                        "Residual",
                                        "Concat",
                                        "Add",
                                        "Multiply",
                                        "TimeDistributed",
                                        "Bidirectional",
                                        "WaveNet",
                                        "Stack of a WaveNet"};
    return titles[std::size_t(kind)];
}

inline std::string c_shape(const std::vector<std::size_t>& extents) {
    std::string text;
    for (const std::size_t extent : extents) text += (text.empty() ? "" : " x ") + std::to_string(extent);
    return text;
}

/// The values of a layer's parts as constants.
template <class T>
void write_c_parts(CWriter& to, const LayerNode& node, const std::string& path, const T* values) {
    for (const PartNode& part : node.parts) {
        to.write("static const $T @_$path$part[$count] = {\n",
                 {{"path", path}, {"part", '_' + std::string(part.name)}, {"count", part.count}});
        append_values(to.text(), values + part.offset, part.count, std::string(4, ' '));
        to.write("};\n");
    }
}

/// A layer's values and its function, after those of the layers in it.
template <class T>
void write_c_layer(CWriter& to, const LayerNode& node, const std::string& path, const T* values,
                   const CWay& way) {
    if (node.kind == LayerKind::wave_net_stack) {
        for (std::size_t i = 0; i < node.inner.size(); ++i)
            write_c_parts(to, node.inner[i], c_inner_path(node, path, i), values);
        return write_c_stack(to, node, path);
    }
    if (!is_copy(node))
        for (std::size_t i = 0; i < node.inner.size(); ++i) {
            const LayerNode& inner = node.inner[i];
            if (node.kind == LayerKind::chain && is_copy(inner)) continue;
            const bool is_both_ways = node.kind == LayerKind::bidirectional;
            write_c_layer(to, inner, c_inner_path(node, path, i), values,
                          {inner.units * (is_both_ways ? 2 : 1), is_both_ways && i == 1});
        }
    to.text() += "// ";
    append_wrapped(to.text(),
                   (node.name.empty() ? std::string(c_title(node.kind)) : node.name) + ": " +
                       c_shape(node.input) + " -> " + c_shape(node.output) + '.',
                   "// ");
    to.text() += '\n';
    write_c_parts(to, node, path, values);
    to.write(std::string("static void @_$path(const $T *x, $T *y") + (c_work(node) > 0 ? ", $T *work" : "") +
                 ") {\n",
             {{"path", path}});
    write_c_body(to, node, path, way);
    to.write("}\n\n");
}

}  // namespace ctnn::detail::inline CTNN_CODE
