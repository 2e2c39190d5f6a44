#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <ctnn/core/code.hpp>
#include <ctnn/core/window.hpp>

// A network as values, for what writes it in other languages and need not be compiled for each network.

namespace ctnn::detail::inline CTNN_CODE {

enum class ActivationKind {
    linear,
    step,
    sigmoid,
    tanh,
    relu,
    leaky_relu,
    elu,
    selu,
    softplus,
    softsign,
    exponential,
    gelu,
    silu,
    mish,
    hard_sigmoid,
    hard_swish,
    hard_tanh,
    softmax,
    fast_sigmoid,
    fast_tanh,
    fast_softmax,
    cell_sigmoid,  // as recurrent cells compute it
    cell_tanh
};

/// An activation with its numbers: the slope of leaky_relu and of hard_sigmoid, the bounds of hard_tanh.
struct ActivationNode {
    ActivationKind kind = ActivationKind::linear;
    double first = 0, second = 0;

    bool operator==(const ActivationNode&) const = default;
};

constexpr bool is_softmax(const ActivationNode& activation) noexcept {
    return activation.kind == ActivationKind::softmax || activation.kind == ActivationKind::fast_softmax;
}

enum class LayerKind {
    copy,  // the same values, perhaps by another shape
    activation,
    prelu,
    dense,
    convolution,
    pool,
    batch_norm,
    row_norm,
    group_norm,
    lstm,
    gru,
    simple_rnn,
    transposed,
    embedding,
    permute,
    upsample,
    reflection,
    replication,
    zero_pad,
    cropping,
    attention,
    waves,      // of a positional encoding
    positions,  // a row for each
    scale,
    glu,
    slice,
    joined_axis,
    bins,      // pools of as many windows as are asked for
    enlarged,  // between pixels
    // Made of others:
    chain,
    residual,
    concat,
    add,
    multiply,
    time_distributed,
    bidirectional,
    wave_net,       // of stacks
    wave_net_stack  // of convolutions: rechannel; conv, mixin and perhaps output of each layer; head
};

/// What is made of several values.
enum class JoinKind { sum, mean, greatest, least };

/// Where in the whole block the values of a part are.
struct PartNode {
    std::string_view name{};
    std::size_t offset = 0, count = 0;
};

/// A layer; what its kind does not have is as here.
struct LayerNode {
    LayerKind kind = LayerKind::copy;
    std::string name{};  // as it is declared, of the network's own layers
    std::vector<std::size_t> input{}, output{};
    std::vector<PartNode> parts{};
    ActivationNode activation{}, gate{};
    Axis rows{}, columns{};           // of convolutions, pools and borders; of sequences, one row
    std::vector<std::size_t> axes{};  // of permute: which of the input's each of the output's is; else the
                                      // axis, and of a slice where it starts and its step
    std::size_t channels = 0, filters = 0, groups = 1;  // of group norms: how many
    bool is_average = false, counts_padding = false;    // of pools
    bool is_centred = false;                            // of row norms
    JoinKind join = JoinKind::sum;                      // of joined axes and bins
    bool on_corners = false;                            // of what is enlarged
    double epsilon = 0, factor = 1;
    std::size_t units = 0;
    bool gives_sequence = false, resets_before = false;  // of recurrent layers
    std::size_t heads = 0;                               // of attention
    bool is_causal = false;
    std::vector<LayerNode> inner{};

    const PartNode* find(std::string_view part) const noexcept {
        for (const PartNode& candidate : parts)
            if (candidate.name == part) return &candidate;
        return nullptr;
    }
};

inline std::size_t values_of_shape(const std::vector<std::size_t>& extents) noexcept {
    std::size_t values = 1;
    for (const std::size_t extent : extents) values *= extent;
    return values;
}
inline std::size_t inputs_of(const LayerNode& node) noexcept { return values_of_shape(node.input); }
inline std::size_t outputs_of(const LayerNode& node) noexcept { return values_of_shape(node.output); }

/// Whether a layer gives the values that it takes.
inline bool is_copy(const LayerNode& node) noexcept {
    if (node.kind == LayerKind::activation) return node.activation.kind == ActivationKind::linear;
    if (node.kind != LayerKind::chain && node.kind != LayerKind::time_distributed)
        return node.kind == LayerKind::copy;
    for (const LayerNode& inner : node.inner)
        if (!is_copy(inner)) return false;
    return true;
}

}  // namespace ctnn::detail::inline CTNN_CODE
