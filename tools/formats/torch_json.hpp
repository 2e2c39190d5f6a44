#pragma once

#include "formats/import_options.hpp"
#include "formats/json.hpp"
#include "model/model.hpp"

namespace ctnn_tool {

/// Whether it is a state_dict of PyTorch as JSON: names with arrays of numbers. Or one with "model_data"
/// beside it, as Automated-GuitarAmpModelling writes its recurrent models: these have a "skip".
bool is_torch_json(const Json& json);

/// Its modules one behind the other.
Model read_torch_json(const Json& json, const ImportOptions& options);

}  // namespace ctnn_tool
