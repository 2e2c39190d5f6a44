#include "formats/chain_branch.hpp"

#include <memory>
#include <utility>

#include "model/broadcast.hpp"
#include "model/joined.hpp"
#include "model/rearranged.hpp"

namespace ctnn_tool {

void add_joined(Join how, const Shape& shape, std::vector<ChainBranch>& taken, ChainBranch& behind) {
    const Shape input = behind.shape();
    std::vector<std::vector<LayerPointer>> branches;
    for (ChainBranch& branch : taken) {
        broadcast(branch.chain, shape);
        branches.push_back(branch.chain.take_from(0));
    }
    behind.chain.add(joined(how, input, std::move(branches)));
}

void add_concatenated(std::size_t axis, std::vector<ChainBranch>& taken, ChainBranch& behind) {
    const Shape input = behind.shape();
    const std::size_t axes = taken[0].shape().size();
    std::vector<std::size_t> to_last, back(axes);
    for (std::size_t i = 0; i < axes; ++i)
        if (i != axis) to_last.push_back(i);
    to_last.push_back(axis);
    for (std::size_t i = 0; i < axes; ++i) back[to_last[i]] = i;
    std::vector<std::vector<LayerPointer>> branches;
    for (ChainBranch& branch : taken) {
        if (axis + 1 != axes) branch.chain.add(std::make_unique<Permute>(branch.shape(), to_last));
        branches.push_back(branch.chain.take_from(0));
    }
    behind.chain.add(joined(Join::concatenation, input, std::move(branches)));
    if (axis + 1 != axes) behind.chain.add(std::make_unique<Permute>(behind.shape(), back));
}

}  // namespace ctnn_tool
