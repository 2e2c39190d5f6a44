#pragma once

#include <cstddef>

#include "formats/json.hpp"
#include "model/model.hpp"

// What models of amplifiers have around their layers: AIDA-X's JSON is RTNeural's with these names besides,
// and Automated-GuitarAmpModelling's a state_dict with some. Source: AIDA-X, src/aidadsp-plugin.cpp,
// applyModel.

namespace ctnn_tool {

/// Adds a layer that multiplies the first feature of each step by so many decibels, if the file has `name`.
void add_gain(Model& model, const Json& json, const char* name);

/// Leads the first feature around the layers from `first` on and adds it to what they give, if `skip` is 1.
/// Throws a Refusal where they give more than one feature, and for other numbers than 0 and 1.
void add_skip(Model& model, const Json& json, const char* name, std::size_t first);

}  // namespace ctnn_tool
