#pragma once

#include "formats/onnx_layers.hpp"

namespace ctnn_tool {

/// Adds what a node does whose window goes over a sequence or an image, or what makes it larger: Conv,
/// ConvTranspose, pools, Pad and Resize. False where it is none of these.
bool add_onnx_window(OnnxBranch& branch, const OnnxInputs& in);

}  // namespace ctnn_tool
