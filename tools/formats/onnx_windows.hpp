#pragma once

#include <cstddef>
#include <cstdint>
#include <ctnn/core/window.hpp>
#include <vector>

#include "formats/onnx_graph.hpp"

// What nodes say of the windows that go over their inputs.

namespace ctnn_tool {

std::size_t positive(std::int64_t number, const char* name);

/// Two numbers, of rows and columns; of a sequence, one for both.
ctnn::Size2D size_of_attribute(const OnnxNode& node, const char* name, std::size_t otherwise);

/// `reach` is that of the window along a sequence. `more` are zeros that a Pad before it has added: of each
/// axis those before, then of each those after.
ctnn::Padding padding_of(const OnnxNode& node, std::size_t reach, const std::vector<std::size_t>& more);

/// Of SAME_LOWER, on an image height x width x channels or a sequence steps x channels: out = in / stride,
/// rounded up, and of the zeros that this takes the odd one is before.
ctnn::Padding padding_below(const Shape& input, ctnn::Size2D window, ctnn::Size2D stride);

/// The padding with so many more behind that a last window, of which there is only a part, is there too.
ctnn::Padding padding_to_end(const Shape& input, ctnn::Size2D window, ctnn::Size2D stride,
                             ctnn::Padding padding);

}  // namespace ctnn_tool
