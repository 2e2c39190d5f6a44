#pragma once

#include <string_view>
#include <vector>

#include "formats/onnx_graph.hpp"

// What becomes of constants number by number.

namespace ctnn_tool {

using Elementwise = double (*)(double, double);

/// What NumPy calls broadcasting. Of a `b` without values only its shape counts. Throws a Refusal.
OnnxConstant elementwise(const OnnxConstant& a, const OnnxConstant& b, Elementwise of);

/// An operator on numbers; of integers a quotient is cut to one. Null if it is none of these.
Elementwise elementwise_named(std::string_view operation, bool of_integers);

/// Expand: to a shape, whose extents may be 1 where there are more.
OnnxConstant expanded(const OnnxConstant& from, const OnnxConstant& wanted);

/// Where: of each pair the first where the condition is true.
OnnxConstant chosen(const std::vector<OnnxConstant>& inputs);

/// Range: from a start up to but not including an end.
OnnxConstant range(const std::vector<OnnxConstant>& inputs);

}  // namespace ctnn_tool
