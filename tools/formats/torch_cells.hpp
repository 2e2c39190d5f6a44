#pragma once

#include "formats/torch_modules.hpp"
#include "model/model.hpp"

namespace ctnn_tool {

/// Whether it is an nn.LSTM, nn.GRU or nn.RNN.
bool is_recurrent(const TorchModule& module);

/// Adds each of its layers, which give their whole sequences, permuted into ctnn's layout: a weight is
/// transposed, the GRU's gates r z n become z r h, and biases but the GRU's are added up.
void add_recurrent(Model& model, const TorchModule& module);

}  // namespace ctnn_tool
