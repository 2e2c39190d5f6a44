#pragma once

#include <charconv>
#include <stdexcept>
#include <string>

namespace ctnn {

/// What data sets and their tools throw: the place (which sample, which of its values), what was expected
/// there and what was found. Nothing is half built when it is thrown.
struct DataError : std::runtime_error {
    [[gnu::cold]] DataError(const std::string& place, const std::string& expected, const std::string& found)
        : std::runtime_error(place + ": expected " + expected + ", found " + found) {}
};

namespace detail::inline CTNN_CODE {

/// The shortest text that reads back as the same number, whatever the locale.
template <class T>
[[gnu::cold]] std::string number_text(T value) {
    if (value != value) return "nan";  // of either sign
    char text[32];
    const auto end = std::to_chars(text, text + sizeof text, value);
    return std::string(text, end.ptr);
}

/// "1 sample", "2 samples".
[[gnu::cold]] inline std::string counted(std::size_t count, const std::string& noun) {
    return std::to_string(count) + ' ' + noun + (count == 1 ? "" : noun.ends_with('s') ? "es" : "s");
}

}  // namespace detail::inline CTNN_CODE
}  // namespace ctnn
