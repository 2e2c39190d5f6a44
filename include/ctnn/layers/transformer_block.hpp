#pragma once

#include <cstddef>
#include <ctnn/activations/gelu.hpp>
#include <ctnn/core/code.hpp>
#include <ctnn/layers/dense.hpp>
#include <ctnn/layers/layer_norm.hpp>
#include <ctnn/layers/multi_head_attention.hpp>
#include <ctnn/layers/residual.hpp>
#include <ctnn/layers/sequential.hpp>
#include <ctnn/layers/time_distributed.hpp>

namespace ctnn {

/// A block of a transformer that normalises first: attention between the steps of a sequence, then two dense
/// layers on each step, both around a residual. It is a Sequential of layers that can be written out, to
/// change any of them.
///
/// Shapes: `Shape<steps, Size>` -> the same.
/// Parameters: those of its layers; `parameters.layer<I>().layer<0>().layer<1>()` are the attention's.
/// Source: Xiong et al., On Layer Normalization in the Transformer Architecture, 2020.
/// Cost: steps * Size * (4 Size + 2 steps + 2 Hidden) multiply-adds. With `Causal` it streams.
/// PyTorch: `nn.TransformerEncoderLayer(Size, Heads, Hidden, dropout=0, activation="gelu", batch_first=True,
/// norm_first=True)`; a last LayerNorm behind all blocks is the caller's. Keras: none.
/// Goes wrong on a sequence of other features than Size, and where Heads do not divide it: a sentence from
/// the network.
template <std::size_t Heads, std::size_t Size, std::size_t Hidden = 4 * Size, class Sees = AllSteps,
          class Act = GELU>
using TransformerBlock =
    Sequential<Residual<LayerNorm<>, MultiHeadAttention<Heads, Size, Sees>>,
               Residual<LayerNorm<>, TimeDistributed<Dense<Hidden, Act>>, TimeDistributed<Dense<Size>>>>;

}  // namespace ctnn
