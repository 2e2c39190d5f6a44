#pragma once

#include <string>
#include <vector>

#include "formats/json.hpp"

namespace ctnn_tool {

/// As Keras calls a layer; nothing if it does not say.
std::string keras_name(const Json& layer);

/// The layers whose values a layer of a graph takes, in their order; none of one that begins it. Throws a
/// Refusal if it is called more than once, or takes anything besides.
std::vector<std::string> keras_inputs(const Json& layer);

/// The layer that gives what the graph gives. Throws a Refusal if they are several.
std::string keras_output(const Json& config);

}  // namespace ctnn_tool
