#pragma once

#include <vector>

#include "formats/onnx_chain.hpp"
#include "formats/onnx_graph.hpp"

namespace ctnn_tool {

/// Whether it is an LSTM, GRU or RNN.
bool is_onnx_cell(const OnnxNode& node);

/// Adds one of one direction or both, with its gates in our order. `inputs` are the node's behind the first,
/// those that are left out without values. Throws a Refusal where it is told what is not translated.
void add_onnx_cell(OnnxChain& chain, const OnnxNode& node, const std::vector<OnnxConstant>& inputs,
                   bool returns_sequence);

}  // namespace ctnn_tool
