#pragma once

#include <vector>

#include "model/composite.hpp"

namespace ctnn_tool {

/// What branches of layers one behind the other are together, whose input is `input`; one without layers
/// gives that. x + f(x) is a Residual, x sigmoid(x) SiLU. Throws a Refusal where their shapes differ.
LayerPointer joined(Join how, const Shape& input, std::vector<std::vector<LayerPointer>> branches);

}  // namespace ctnn_tool
