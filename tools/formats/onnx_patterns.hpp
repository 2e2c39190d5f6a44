#pragma once

#include "formats/onnx_graph.hpp"

namespace ctnn_tool {

/// Puts one node where exporters write several: Gelu of x (1 + erf(x / sqrt 2)) / 2 as five, Softsign of
/// x / (1 + abs(x)), HardSigmoid and HardSwish of a Clip of x + 3, LayerNormalization as nine,
/// GroupNormalization as three to five, and RMSNorm, which onnxruntime calls SimplifiedLayerNormalization, as
/// six, and Gather of rows whose indices are first looked at, as save_onnx writes an Embedding.
void gather_patterns(OnnxGraph& graph);

}  // namespace ctnn_tool
