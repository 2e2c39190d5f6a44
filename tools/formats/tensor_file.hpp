#pragma once

#include <ctnn/io/stored_number.hpp>
#include <optional>
#include <string>
#include <vector>

#include "formats/torch_modules.hpp"
#include "model/tensor.hpp"

namespace ctnn_tool {

/// A tensor as a file keeps it: little-endian, row by row.
struct RawTensor {
    std::string name{};
    const ctnn::detail::StoredType* type = nullptr;
    Shape shape{};
    std::string bytes{};
};

/// Those of a file of PyTorch's or a safetensors file, without their values if only `shapes` are wanted;
/// nothing if it is none of these. In the order of the file, or where that is the alphabet's in the natural
/// one of names. Throws a FileError, or a Refusal without the file's name.
std::optional<std::vector<RawTensor>> read_tensors(const std::string& path, bool only_shapes = false);

/// Those that hold numbers for layers, in the order of the file; others, as num_batches_tracked, and empty
/// ones left out.
std::vector<NamedTensor> named_tensors(const std::vector<RawTensor>& tensors);

}  // namespace ctnn_tool
