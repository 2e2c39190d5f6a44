#pragma once

#include <cstdint>
#include <ctnn/core/code.hpp>
#include <stdexcept>
#include <string>

namespace ctnn {

/// What data sets and their tools throw: the place (which sample, which of its values), what was expected
/// there and what was found. Nothing is half built when it is thrown.
struct DataError : std::runtime_error {
    /// What reads "place: expected ..., found ...".
    CTNN_MEMBER [[gnu::cold]] DataError(const std::string& place, const std::string& expected,
                                        const std::string& found)
        : std::runtime_error(place + ": expected " + expected + ", found " + found) {}
};

namespace detail::inline CTNN_CODE {

/// "1 sample", "2 samples".
[[gnu::cold]] inline std::string counted(std::uint64_t count, const std::string& noun) {
    return std::to_string(count) + ' ' + noun + (count == 1 ? "" : noun.ends_with('s') ? "es" : "s");
}

}  // namespace detail::inline CTNN_CODE
}  // namespace ctnn
