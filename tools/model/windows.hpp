#pragma once

#include <ctnn/core/window.hpp>
#include <string>

// How windows are spelt as the library does.

namespace ctnn_tool {

std::string size_text(const ctnn::Size2D& size);
std::string padding_text(const ctnn::Padding& padding);

}  // namespace ctnn_tool
