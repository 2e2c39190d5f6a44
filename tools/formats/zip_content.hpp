#pragma once

#include <ctnn/io/zip_file.hpp>
#include <string>

namespace ctnn_tool {

/// An entry of a zip file that is kept as it is, whose checksum is right. `writer` does not pack: throws a
/// Refusal where it is packed, and a FileError where it is damaged.
std::string zip_content(const ctnn::detail::ZipFile& zip, const ctnn::detail::ZipEntry& entry,
                        const std::string& writer);

}  // namespace ctnn_tool
