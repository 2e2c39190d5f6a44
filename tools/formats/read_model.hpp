#pragma once

#include <string>

#include "formats/import_options.hpp"
#include "model/model.hpp"

namespace ctnn_tool {

/// The model of a file, whose format its content tells. Throws a FileError that names the file and the place.
Model read_model(const std::string& path, const ImportOptions& options);

}  // namespace ctnn_tool
