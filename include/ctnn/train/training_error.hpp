#pragma once

#include <ctnn/core/config.hpp>
#include <stdexcept>
#include <string>

namespace ctnn {

/// Training that cannot start or go on: settings that make no sense, a loss that is no longer a number.
struct TrainingError : std::runtime_error {
    using std::runtime_error::runtime_error;

    /// What reads "what: expected ..., found ...".
    CTNN_MEMBER CTNN_COLD TrainingError(const std::string& what, const std::string& expected,
                                        const std::string& found)
        : std::runtime_error(what + ": expected " + expected + ", found " + found) {}
};

}  // namespace ctnn
