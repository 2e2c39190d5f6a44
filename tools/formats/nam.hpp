#pragma once

#include "formats/import_options.hpp"
#include "formats/json.hpp"
#include "model/model.hpp"

namespace ctnn_tool {

/// Whether it is a model of Neural Amp Modeler: an architecture, its configuration and all weights in a row.
bool is_nam(const Json& json);

/// Of the architectures WaveNet (nam_wave_net.hpp), LSTM, ConvNet and Linear; of a SlimmableContainer the
/// last model. Source: NeuralAmpModelerCore, NAM/lstm.cpp, convnet.cpp, linear.cpp, container.cpp.
///
/// An LSTM of NAM starts from an h and c of its own, as here, and then hears silence for half a second, which
/// a comment of the header says; a WaveNet as much as its layers see.
Model read_nam(const Json& json, const ImportOptions& options);

}  // namespace ctnn_tool
