#pragma once

#include <string>
#include <utility>
#include <vector>

/// Files that are right, by a name.
using Seeds = std::vector<std::pair<std::string, std::string>>;

Seeds onnx_seeds();
Seeds torch_seeds();
Seeds keras_seeds();
