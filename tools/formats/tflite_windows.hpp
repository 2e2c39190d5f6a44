#pragma once

#include "formats/tflite_file.hpp"
#include "model/model.hpp"

namespace ctnn_tool {

/// Adds a convolution, a pooling or zeros around; false if the operator is none of these.
bool add_tflite_window(Model& model, TfliteFile& file, const TfliteOperator& its);

}  // namespace ctnn_tool
