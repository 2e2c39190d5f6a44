#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>

#include "formats/onnx_branches.hpp"
#include "formats/onnx_graph.hpp"

namespace ctnn_tool {

/// What goes into a node: one value that others give, and constants.
struct OnnxInputs {
    const OnnxNode& node;
    const std::map<std::string, OnnxConstant, std::less<>>& constants;
    std::size_t data;      ///< index of the one that is none
    std::int64_t version;  ///< of the operators

    /// Throws a Refusal where it is none.
    const OnnxConstant& constant(std::size_t index) const;
    bool has(std::size_t index) const;
};

/// Adds what the node does, but for cells. False where it is not translated.
bool add_onnx_layer(OnnxBranch& branch, const OnnxInputs& in);

}  // namespace ctnn_tool
