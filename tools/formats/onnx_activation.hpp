#pragma once

#include "formats/onnx_graph.hpp"
#include "model/activation.hpp"

namespace ctnn_tool {

/// What a node computes value by value; null if it is none of that. Throws a Refusal for one with other
/// numbers than ours has.
const Activation* onnx_activation(const OnnxNode& node);

}  // namespace ctnn_tool
