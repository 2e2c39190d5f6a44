#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "formats/onnx_uses.hpp"

// What attention's heads are made of in a graph.

namespace ctnn_tool {

/// Steps by columns of a matrix, and biases or none.
struct Projection {
    std::string of{};
    const OnnxConstant *weight = nullptr, *bias = nullptr;
    std::size_t first = 0, columns = 0;
    std::vector<OnnxNode*> nodes{};

    explicit operator bool() const { return weight != nullptr; }
    std::size_t rows() const { return weight->shape[0]; }
};

/// Queries, keys or values: projected, as heads, and turned by these axes.
struct Heads {
    Projection projection{};
    std::size_t steps = 0, heads = 0;  ///< of steps 0: they are not known
    double factor = 1;
    std::vector<OnnxNode*> nodes{};

    explicit operator bool() const { return heads != 0; }
};

/// No heads of a value that is given otherwise, or for others too. `folded`: samples and heads are one axis.
Heads heads_of(std::string value, const std::vector<std::int64_t>& axes, bool folded, const OnnxUses& uses);

/// Number `index` of those that an input has, where they are `count`; 0 where it is not known or below 1.
std::size_t extent_in(const std::string& value, std::size_t count, std::size_t index, const OnnxUses& uses);

/// A number that a value is multiplied by on the way from the one before, which takes its place; 1 of none.
double taken_factor(std::string& value, const OnnxUses& uses, std::vector<OnnxNode*>& nodes);

}  // namespace ctnn_tool
