#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "formats/branches.hpp"
#include "formats/onnx_chain.hpp"
#include "model/composite.hpp"

namespace ctnn_tool {

/// Layers one behind the other that end in a value, and what waits to go into the next one.
struct OnnxBranch {
    OnnxChain chain;
    std::string base{};               ///< the value that it begins with; of the first one nothing
    std::vector<std::size_t> pads{};  ///< zeros for the Conv or average behind
    std::size_t depth = 0;            ///< of branches within branches

    /// As ONNX sees it.
    Shape shape() const { return chain.shape(); }
    /// Puts zeros that neither takes around what there is.
    void settle();
    OnnxBranch begun_here() { return {chain.begun_here()}; }
};

using OnnxBranches = BranchedValues<OnnxBranch>;

/// Of branches that begin in one value, or MixedBranches is thrown. `axis` is that of a Concat; of a
/// difference the last one is subtracted. Throws a Refusal.
void join_onnx(OnnxBranches& branches, Join how, const std::vector<std::string>& values, std::int64_t axis,
               const std::string& to, bool subtracts = false);

}  // namespace ctnn_tool
