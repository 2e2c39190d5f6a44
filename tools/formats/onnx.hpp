#pragma once

#include <string_view>

#include "formats/import_options.hpp"
#include "model/model.hpp"

namespace ctnn_tool {

/// Of ONNX's operators Conv, ConvTranspose, Gemm, MatMul, LSTM, GRU, RNN, BatchNormalization,
/// LayerNormalization, InstanceNormalization, GroupNormalization, pools, ReduceMean, ReduceMax, ReduceMin and
/// ReduceSum, activations, Add, Sub, Mul and Div by constants, Pad by zeros or the border's values, Slice,
/// Split, Gather of rows or of one index, Resize by whole factors to the nearest pixel or between pixels,
/// DepthToSpace, Reshape, Flatten, Transpose, Squeeze, Unsqueeze, Dropout, Identity:
/// one behind the other, or in branches that begin in one value and that Add, Sum, Sub, Mul or Concat joins.
/// Causal convolutions that make a WaveNet are one. What is computed of constants alone is folded. Images are
/// height x width x channels here, channels first there; where a layer wants axes in another order than they
/// lie, a Permute brings them there. Source: onnx.ai/onnx/operators, opset 7 to 21.
///
/// Throws a Refusal that names the node which is none of these, or which does not take what is there.
Model read_onnx(std::string_view bytes, const ImportOptions& options);

}  // namespace ctnn_tool
