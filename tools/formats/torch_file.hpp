#pragma once

#include <string>
#include <vector>

#include "formats/tensor_file.hpp"

namespace ctnn_tool {

/// The tensors of a state_dict that torch.save wrote, by its names and in its order; of one in a checkpoint,
/// under "state_dict", "model_state_dict" or "model", too. Nothing of the file is executed. Throws a Refusal.
std::vector<RawTensor> read_torch_file(const std::string& path);

}  // namespace ctnn_tool
