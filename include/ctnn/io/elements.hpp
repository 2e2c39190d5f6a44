#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <ctnn/core/code.hpp>
#include <ctnn/data/file_error.hpp>

namespace ctnn::detail::inline CTNN_CODE {

// The next `total` elements of a file of `width` bytes each, which are its last, each made a T by
// `convert(bytes, position)`. The file is a ByteSource, or whatever reads as one. What its header said of
// their number is believed only as far as it bears it out.
template <class T, class Source, class Convert>
std::vector<T> read_elements(Source& source, std::uint64_t total, std::size_t width, Convert convert) {
    constexpr std::uint64_t most_reserved = std::uint64_t{64} << 20;
    const auto fail = [&](const std::string& expected, const std::string& found) {
        throw FileError(source.path(), source.place(), expected, found);
    };
    std::vector<T> elements;
    elements.reserve(static_cast<std::size_t>(std::min(total, most_reserved / sizeof(T))));
    std::vector<std::uint8_t> chunk(std::size_t{1} << 17);
    const std::uint64_t start = source.position();
    while (elements.size() < total) {
        const std::uint64_t first = source.position();
        const std::uint64_t left = start + total * width - first;
        const auto wanted = static_cast<std::size_t>(std::min<std::uint64_t>(left, chunk.size()));
        const std::size_t got = source.read(chunk.data(), wanted);
        if (source.bloated()) fail(Source::not_bloated, Source::bloat);
        for (std::size_t at = 0; at + width <= got; at += width)
            elements.push_back(convert(chunk.data() + at, first + at));
        if (got < wanted) fail(std::to_string(start + total * width) + " bytes", "the end of the file");
    }
    const std::string end = source.place();
    if (!source.at_end()) throw FileError(source.path(), end, "the end of the file", "more bytes");
    elements.shrink_to_fit();
    return elements;
}

}  // namespace ctnn::detail::inline CTNN_CODE
