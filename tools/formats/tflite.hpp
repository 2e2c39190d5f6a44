#pragma once

#include <string_view>

#include "formats/import_options.hpp"
#include "model/model.hpp"

namespace ctnn_tool {

/// A model of TensorFlow Lite in float. Where it has eight bits, each is the number that it stands for: its
/// weights have the values that they have there, and what is computed is not rounded to eight bits between
/// the layers. Throws a Refusal that begins with the operator, "operator 3 (CONV_2D): ...".
Model read_tflite(std::string_view text, const ImportOptions& options);

}  // namespace ctnn_tool
