#pragma once

#include "formats/onnx_graph.hpp"

namespace ctnn_tool {

/// What a node makes of constants: Constant, ConstantOfShape, Identity, Cast, Reshape, Squeeze, Unsqueeze,
/// Transpose, Slice, and of rows Concat and Gather. Throws a Refusal, without the node's place, where that is
/// none of these.
OnnxConstant folded(const OnnxNode& node, const std::vector<OnnxConstant>& inputs);

/// Makes constants of the nodes that give none but these, up to a bound; those that cannot be folded stay.
void fold_constants(OnnxGraph& graph);

/// The index of an axis, which counts from the end where it is negative. Throws a Refusal where there is
/// none.
std::size_t axis_of(std::int64_t axis, std::size_t rank);

/// The extents that a Shape asks for.
Shape part_of(const Shape& shape, const OnnxNode& node);

/// The shape that Reshape asks for, of so many values: 0 stands for an extent as it was, -1 for what is left.
Shape reshaped(const Shape& from, const std::vector<std::int64_t>& wanted);

}  // namespace ctnn_tool
