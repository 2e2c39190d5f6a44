#pragma once

#include "formats/import_options.hpp"
#include "formats/json.hpp"
#include "model/model.hpp"

namespace ctnn_tool {

/// Whether it is a model as RTNeural's `model_utils.py` saves one of Keras: an input's shape, and layers.
bool is_rtneural(const Json& json);

/// Its layers, with Keras's meaning of them. Source: RTNeural, model_loader.h and python/model_utils.py.
///
/// Sequences: `dense` is on every step, `conv1d` causal unless the layer's shape says that steps are lost.
/// Every layer's shape is compared with that of the translation. AIDA-X's gains and skip are layers too.
Model read_rtneural(const Json& json, const ImportOptions& options);

}  // namespace ctnn_tool
