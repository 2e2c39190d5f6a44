#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "formats/onnx_causal.hpp"
#include "formats/onnx_uses.hpp"

namespace ctnn_tool {

/// z = activation of the sums, or of their first half times the sigmoid of their second.
struct OnnxWaveNetEnd {
    std::string sums{};
    std::vector<OnnxNode*> nodes{};  ///< between these and z
    bool gated = false;
    std::string from{}, to{};  ///< of the activation
};

struct OnnxWaveNetLayer {
    OnnxCausal conv{}, mixin{};
    std::optional<OnnxCausal> output{};
    std::string z{};
    OnnxWaveNetEnd end{};
};

struct OnnxWaveNetStack {
    OnnxCausal rechannel{}, head{};
    std::vector<OnnxWaveNetLayer> layers{};
    std::string previous{};  ///< what the head before it gives
};

/// The nodes that a WaveNet is written as.
struct OnnxWaveNetNodes {
    std::string features{};  ///< what it takes
    std::vector<OnnxWaveNetStack> stacks{};
    std::set<OnnxNode*> nodes{};
};

/// The one whose last head gives `value`, whatever its activations are.
std::optional<OnnxWaveNetNodes> wave_net_before(const std::string& value, const OnnxUses& uses);

}  // namespace ctnn_tool
