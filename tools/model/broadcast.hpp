#pragma once

#include <vector>

#include "model/model.hpp"

namespace ctnn_tool {

/// What arrays of these shapes give value by value: of each axis, counted from the last one, the extent that
/// is not 1, as in NumPy. Throws a Refusal where there are two.
Shape broadcast_shape(const std::vector<Shape>& shapes);

/// Adds layers that give `to` of what the model gives: axes of 1 before its own, and of each axis of 1 so
/// many times the same. Throws a Refusal where that is of more than three axes.
void broadcast(Model& model, const Shape& to);

}  // namespace ctnn_tool
