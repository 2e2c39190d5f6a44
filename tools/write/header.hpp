#pragma once

#include <string>

#include "model/model.hpp"

namespace ctnn_tool {

/// A header that declares the network as a type and holds its values and a self-test, as save_header writes
/// it. Throws a FileError of `path` where the name is none for a namespace.
std::string header_of(const Model& model, const std::string& path, const std::string& name,
                      const std::string& origin);

}  // namespace ctnn_tool
