#pragma once

#include <string>

#include "formats/import_options.hpp"
#include "model/model.hpp"

namespace ctnn_tool {

/// Whether a file is a model as Keras saves it whole: a zip file with a config.json (.keras), or HDF5 (.h5).
bool is_keras(const std::string& path);

/// Sequential models, and graphs whose branches begin in one value and are joined again, of Keras 2 and 3.
/// Sources: keras/src/saving/saving_lib.py, keras/src/models/functional.py and
/// keras/src/legacy/saving/legacy_h5_format.py. Throws a Refusal, or a FileError.
Model read_keras(const std::string& path, const ImportOptions& options);

}  // namespace ctnn_tool
