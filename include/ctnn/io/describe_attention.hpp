#pragma once

#include <cstddef>

#include <ctnn/core/code.hpp>
#include <ctnn/engine/placed/attention.hpp>
#include <ctnn/io/describe_layers.hpp>
#include <ctnn/io/layer_nodes.hpp>
#include <ctnn/layers/position_embedding.hpp>
#include <ctnn/layers/positional_encoding.hpp>

// Placed layers as values: attention, and what tells it where steps stand.

namespace ctnn::detail::inline CTNN_CODE {

template <class In, std::size_t Heads, std::size_t Size, class Sees, class Init, bool HasBias>
struct Described<AttentionOn<In, Heads, Size, Sees, Init, HasBias>> {
    static constexpr bool is_known = true;
    static void fill(LayerNode& node, BlockPlace) {
        node.kind = LayerKind::attention;
        node.heads = Heads;
        node.is_causal = Sees::is_causal;
    }
};

template <class In>
struct Described<PositionalEncodingOn<In>> {
    static constexpr bool is_known = true;
    static void fill(LayerNode& node, BlockPlace) { node.kind = LayerKind::waves; }
};

template <class In, class Init>
struct Described<PositionEmbeddingOn<In, Init>> {
    static constexpr bool is_known = true;
    static void fill(LayerNode& node, BlockPlace) { node.kind = LayerKind::positions; }
};

}  // namespace ctnn::detail::inline CTNN_CODE
