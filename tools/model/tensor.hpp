#pragma once

#include <cstddef>
#include <string>
#include <vector>

// Arrays whose shape is known as the program runs.

namespace ctnn_tool {

using Shape = std::vector<std::size_t>;
using Values = std::vector<double>;

/// The product of the extents, or the greatest number that there is where it would be larger.
std::size_t size_of(const Shape& shape);

/// "3 x 4"; "one number" of no extents.
std::string text_of(const Shape& shape);

/// Row by row, the last axis innermost.
struct Tensor {
    Shape shape{};
    Values values{};

    /// Whether it is left out: a bias of a layer that has none.
    bool is_nothing() const { return shape.empty() && values.empty(); }
};

/// The same values with the axes in another order: axis i of what is returned is axis order[i] of `from`.
Tensor permuted(const Tensor& from, const std::vector<std::size_t>& order);

}  // namespace ctnn_tool
