#pragma once

#include <string_view>

#include "formats/import_options.hpp"
#include "model/model.hpp"

namespace ctnn_tool {

/// A chain of ONNX's operators: Conv, Gemm, MatMul, Add of biases, LSTM, GRU, RNN, BatchNormalization, pools,
/// activations, Flatten and Reshape to rows, Pad before a Conv, Transpose, Squeeze, Dropout, Identity. What
/// is computed of constants alone is folded. Images are height x width x channels here, channels first there.
/// Source: onnx.ai/onnx/operators, opset 7 to 21.
///
/// Throws a Refusal that names the node which is none of these, or which does not take what the one before it
/// gives.
Model read_onnx(std::string_view bytes, const ImportOptions& options);

}  // namespace ctnn_tool
