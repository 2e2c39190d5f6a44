#pragma once

#include <string>
#include <vector>

#include "formats/keras_calls.hpp"
#include "formats/keras_joins.hpp"

namespace ctnn_tool {

/// Makes the value `to` by an operation: sums, differences and products of two values or of one and a
/// constant, quotients by a constant, and one with its sign turned. Throws a Refusal that names any other.
void add_keras_operation(ChainBranches& branches, const KerasLayer& layer,
                         const std::vector<KerasOperand>& operands, const std::string& to);

}  // namespace ctnn_tool
