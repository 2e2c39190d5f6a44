#pragma once

#include <cstddef>
#include <string>

#include "formats/onnx_graph.hpp"

namespace ctnn_tool {

/// Puts a copy of the node that gives a value for each node but one that takes it: what they make of it then
/// begins where the node's own input does. False where there is none, or where that are more copies than are
/// `left`, of which it takes its own.
bool repeat_for_each(OnnxGraph& graph, const std::string& value, std::size_t& left);

}  // namespace ctnn_tool
