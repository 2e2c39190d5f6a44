#pragma once

#include <cstddef>
#include <stdexcept>
#include <string>

namespace ctnn_tool {

/// Why a file is not translated: a sentence that begins with the place in it. Who knows the file puts its
/// name before it.
struct Refusal : std::runtime_error {
    explicit Refusal(const std::string& sentence) : std::runtime_error(sentence) {}
    Refusal(const std::string& place, const std::string& sentence)
        : std::runtime_error(place.empty() ? sentence : place + ": " + sentence) {}
};

}  // namespace ctnn_tool
