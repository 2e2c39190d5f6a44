#pragma once

#include <string_view>

#include "formats/import_options.hpp"
#include "model/model.hpp"

namespace ctnn_tool {

/// Of ONNX's operators Conv, ConvTranspose, Gemm, MatMul, Add of biases, LSTM, GRU, RNN, BatchNormalization,
/// pools, activations, Flatten and Reshape to rows, Pad of zeros before a Conv or an average, or of the
/// border's values, Gather of rows, Transpose, Squeeze, Dropout, Identity: one behind the other, or in
/// branches that begin in one value and that Add, Sum, Mul or Concat joins. What is computed of constants
/// alone is folded. Images are height x width x channels here, channels first there. Source:
/// onnx.ai/onnx/operators, opset 7 to 21.
///
/// Throws a Refusal that names the node which is none of these, or which does not take what is there.
Model read_onnx(std::string_view bytes, const ImportOptions& options);

}  // namespace ctnn_tool
