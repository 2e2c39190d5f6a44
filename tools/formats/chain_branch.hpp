#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "formats/branches.hpp"
#include "model/composite.hpp"
#include "model/model.hpp"

namespace ctnn_tool {

/// Layers one behind the other that end in a value.
struct ChainBranch {
    Model chain;
    std::string base{};     ///< the value that it begins with; of the first one nothing
    std::size_t depth = 0;  ///< of branches within branches

    const Shape& shape() const { return chain.output(); }
    void settle() {}
    ChainBranch begun_here() const { return {Model(chain.output())}; }
};

using ChainBranches = BranchedValues<ChainBranch>;

/// Adds to `behind` what `taken`, which begin with what it gives, are together: value by value, which are all
/// broadcast to `shape`; or one behind the other along an axis. Throw a Refusal where their shapes differ.
void add_joined(Join how, const Shape& shape, std::vector<ChainBranch>& taken, ChainBranch& behind);
void add_concatenated(std::size_t axis, std::vector<ChainBranch>& taken, ChainBranch& behind);

}  // namespace ctnn_tool
