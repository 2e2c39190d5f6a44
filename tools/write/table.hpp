#pragma once

#include <string>

#include "model/model.hpp"

namespace ctnn_tool {

/// The layers, the shapes they give, their values, multiply-adds for one sample and bytes, as ctnn::summary
/// has them.
std::string table_of(const Model& model);

}  // namespace ctnn_tool
