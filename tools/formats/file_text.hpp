#pragma once

#include <string>

namespace ctnn_tool {

/// All bytes of a file. Throws a FileError.
std::string file_text(const std::string& path);

}  // namespace ctnn_tool
