#pragma once

#include <string>
#include <vector>

#include "formats/tensor_file.hpp"

namespace ctnn_tool {

/// The bytes of a safetensors file with these tensors, by their names and as they are: what read_safetensors
/// takes with `from_pytorch`.
std::string safetensors_of(const std::vector<RawTensor>& tensors, const std::string& origin);

/// Their names, types and shapes, a line each, and what they come to.
std::string table_of(const std::vector<RawTensor>& tensors);

}  // namespace ctnn_tool
