#include "formats/file_text.hpp"

#include <cstdint>
#include <ctnn/data/file_error.hpp>
#include <ctnn/io/file_bytes.hpp>

namespace ctnn_tool {

std::string file_text(const std::string& path) {
    constexpr std::uint64_t most = std::uint64_t{1} << 30;
    ctnn::detail::FileBytes file(path);
    if (file.size() > most)
        throw ctnn::FileError(path,
                              "it has " + std::to_string(file.size()) + " bytes; at most 2^30 are read");
    std::string text(static_cast<std::size_t>(file.size()), '\0');
    file.read(0, text.data(), text.size());
    return text;
}

}  // namespace ctnn_tool
