#pragma once

#include <functional>
#include <string>
#include <vector>

#include "formats/onnx_graph.hpp"
#include "model/model.hpp"
#include "model/wave_net.hpp"

namespace ctnn_tool {

/// What a node "WaveNet" stands for: its parts as WaveNet takes them.
struct OnnxWaveNet {
    std::vector<WaveNetStack> stacks{};
    std::vector<Tensor> parts{};
};

/// Puts one node where a WaveNet is written as its causal convolutions, activations, sums and products: by
/// save_onnx, or by PyTorch of a module that computes the same. It takes the features, channels first.
/// `translate` makes a model of a graph, of which activations are known. Says where there is what would be
/// one, but for its activation; nothing where all are translated.
std::string gather_wave_nets(OnnxGraph& graph, const std::function<Model(OnnxGraph)>& translate);

}  // namespace ctnn_tool
