#pragma once

#include <ctnn/core/code.hpp>
#include <stdexcept>
#include <string>

namespace ctnn {

/// What every reader and writer of files throws: the file, the place in it (a line and column, or a byte of
/// its content), what was expected there and what was found. What the reader was given stays as it was.
struct FileError : std::runtime_error {
    /// What reads "file: place: expected ..., found ...".
    CTNN_MEMBER [[gnu::cold]] FileError(const std::string& file, const std::string& place,
                                        const std::string& expected, const std::string& found)
        : std::runtime_error(file + ": " + place + ": expected " + expected + ", found " + found) {}

    /// What is wrong with the file as a whole, or with a part that it names, in a sentence.
    CTNN_MEMBER [[gnu::cold]] FileError(const std::string& file, const std::string& sentence)
        : std::runtime_error(file + ": " + sentence) {}
};

}  // namespace ctnn
