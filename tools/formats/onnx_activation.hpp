#pragma once

#include "formats/onnx_layers.hpp"

namespace ctnn_tool {

/// Adds what an operator does value by value, Softmax and PRelu too; false where it is none of these. Throws
/// a Refusal where its attributes make it another one.
bool add_onnx_activation(OnnxChain& chain, const OnnxInputs& in);

}  // namespace ctnn_tool
