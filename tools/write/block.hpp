#pragma once

#include <vector>

#include "model/model.hpp"

namespace ctnn_tool {

/// The values of a model in the order of Parameters.
std::vector<float> block_of(const Model& model);

}  // namespace ctnn_tool
