#include "formats/zip_content.hpp"

#include <ctnn/io/safetensors_header.hpp>
#include <ctnn/io/zip_source.hpp>

#include "model/refusal.hpp"

namespace ctnn_tool {

std::string zip_content(const ctnn::detail::ZipFile& zip, const ctnn::detail::ZipEntry& entry,
                        const std::string& writer) {
    if (entry.deflated)
        throw Refusal(ctnn::detail::in_quotes(entry.name) + " is compressed, which " + writer + " does not");
    ctnn::detail::ZipSource source(zip, entry);
    std::string bytes(static_cast<std::size_t>(entry.size), '\0');
    source.read(bytes.data(), bytes.size());
    source.at_end();  // looks at the checksum
    return bytes;
}

}  // namespace ctnn_tool
