#include "write/block.hpp"

#include <algorithm>

namespace ctnn_tool {

std::vector<float> block_of(const Model& model) {
    std::vector<float> block;
    for (const PlacedPart& one : model.parts())
        for (const double value : one.part->tensor.values) block.push_back(static_cast<float>(value));
    return block;
}

}  // namespace ctnn_tool
