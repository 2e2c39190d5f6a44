#pragma once

#include <string>

#include "model/model.hpp"

namespace ctnn_tool {

/// In which sentence the text of a header differs first from a model; "" if it holds it. Throws a Refusal
/// where the text is no header of weights.
std::string difference(const Model& model, const std::string& model_path, const std::string& header,
                       const std::string& header_path);

}  // namespace ctnn_tool
