#pragma once

#include "formats/onnx_graph.hpp"

namespace ctnn_tool {

/// Puts one Gelu where exporters before opset 20 wrote x (1 + erf(x / sqrt 2)) / 2 as five nodes, and one
/// Softsign where PyTorch writes x / (1 + abs(x)) as three.
void gather_activations(OnnxGraph& graph);

}  // namespace ctnn_tool
