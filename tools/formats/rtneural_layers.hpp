#pragma once

#include "formats/json.hpp"
#include "model/model.hpp"

namespace ctnn_tool {

/// Adds what a layer of RTNeural's JSON is, and the activation behind it where that is a layer of its own.
/// `steps` are those that the file said before, 0 if it did not, and becomes those that it says behind this
/// layer. Throws a Refusal without the layer's place.
void add_rtneural_layer(Model& model, const Json& layer, std::size_t& steps);

}  // namespace ctnn_tool
