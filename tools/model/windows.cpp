#include "model/windows.hpp"

namespace ctnn_tool {

std::string size_text(const ctnn::Size2D& size) {
    if (size.height == size.width) return std::to_string(size.height);
    return "ctnn::Size2D{" + std::to_string(size.height) + ", " + std::to_string(size.width) + '}';
}

std::string padding_text(const ctnn::Padding& padding) {
    if (padding == ctnn::same) return "ctnn::same";
    if (padding == ctnn::causal) return "ctnn::causal";
    return "ctnn::pad(" + std::to_string(padding.top) + ", " + std::to_string(padding.bottom) + ", " +
           std::to_string(padding.left) + ", " + std::to_string(padding.right) + ')';
}

}  // namespace ctnn_tool
