#pragma once

#include <cstddef>

#include "formats/onnx_graph.hpp"
#include "model/attention.hpp"

namespace ctnn_tool {

/// What a node "MultiHeadAttention" stands for.
struct OnnxAttention {
    std::size_t steps = 0, heads = 0;  ///< of steps 0: as many as there are
    bool is_causal = false;
    bool of_steps_first = false;  ///< it takes steps x batch x features
    AttentionValues values{};
};

/// Puts one node where self-attention is written as products: of queries, keys and values, each a MatMul of
/// the same steps (Add), or a third of one, Reshape to heads and Transpose; the scores, times a number,
/// perhaps with a causal mask; Softmax; the product with the values, and back. So save_onnx writes it, and
/// PyTorch nn.MultiheadAttention, or a module that computes it by Linears.
void gather_attention(OnnxGraph& graph);

}  // namespace ctnn_tool
