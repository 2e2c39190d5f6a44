#pragma once

#include <string>
#include <vector>

#include "formats/chain_branch.hpp"
#include "formats/keras_config.hpp"

namespace ctnn_tool {

/// Whether a layer makes one value of several.
bool is_keras_join(const std::string& kind);

/// Makes the value `to` of those that the layer takes, several, by what it is, `kind`: Add, Subtract,
/// Multiply, Average, Concatenate. Throws a Refusal.
void join_keras(ChainBranches& branches, const KerasLayer& layer, const std::string& kind,
                const std::vector<std::string>& from, const std::string& to);

}  // namespace ctnn_tool
