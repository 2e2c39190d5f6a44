#pragma once

#include <string>

#include <ctnn/io/byte_source.hpp>

/// A file that keras/write.py wrote, as "images.keras".
inline std::string keras_file(const std::string& name) {
    ctnn::detail::ByteSource source(CTNN_KERAS_FILES "/" + name + ".gz");
    std::string bytes(std::size_t{1} << 18, '\0');
    bytes.resize(source.read(bytes.data(), bytes.size()));
    return bytes;
}
