#pragma once

#include <string>

#include "model/model.hpp"

namespace ctnn_tool {

/// The bytes of a safetensors file as ctnn::save writes it: ctnn::load takes it.
std::string safetensors_of(const Model& model, const std::string& origin);

}  // namespace ctnn_tool
