#pragma once

#include <functional>
#include <string>
#include <vector>

#include "formats/json.hpp"
#include "model/model.hpp"

namespace ctnn_tool {

/// How far the translation is from what the file recorded of its model, as a note; none if it recorded
/// nothing. AIDA-X's files have "input_batch" and "output_batch". `with_steps` makes the model for so many
/// steps.
std::vector<std::string> notes_of_recorded(const Json& json,
                                           const std::function<Model(std::size_t steps)>& with_steps);

}  // namespace ctnn_tool
