#pragma once

#include "formats/json.hpp"
#include "formats/nam_config.hpp"
#include "model/model.hpp"

namespace ctnn_tool {

/// Adds the layer that the configuration describes: stacks ("layers") with gates or without, kernels of one
/// size or of several, heads that see one step or more. What later versions add besides - bottlenecks,
/// groups, FiLM, mixes of heads, blends, a network for the condition, one behind the stacks - is refused by
/// its name. The scale of the head goes into the last one's weights. Source: NeuralAmpModelerCore,
/// NAM/wavenet/model.cpp. Returns how many steps it sees back.
std::size_t add_wave_net(Model& model, NamWeights& weights, const Json& config);

}  // namespace ctnn_tool
