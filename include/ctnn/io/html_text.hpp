#pragma once

#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/data/number_text.hpp>
#include <string>
#include <string_view>

// Text on its way into a page of HTML.

namespace ctnn::detail::inline CTNN_CODE {

/// The text as it is read, in an element or in a quoted attribute, whatever stands in it.
[[gnu::cold]] inline std::string html(std::string_view text) {
    std::string safe;
    safe.reserve(text.size());
    for (const char c : text) switch (c) {
            case '&':
                safe += "&amp;";
                break;
            case '<':
                safe += "&lt;";
                break;
            case '>':
                safe += "&gt;";
                break;
            case '"':
                safe += "&quot;";
                break;
            case '\'':
                safe += "&#39;";
                break;
            case '\0':
                safe += "\xEF\xBF\xBD";
                break;  // which no page may hold
            default:
                safe += c;
        }
    return safe;
}

[[gnu::cold]] inline void replace_all(std::string& text, std::string_view from, std::string_view to) {
    for (std::size_t at = 0; (at = text.find(from, at)) != text.npos; at += to.size())
        text.replace(at, from.size(), to);
}

/// A number for people: four digits that count, a dash for what is none.
[[gnu::cold]] inline std::string rounded(double value) {
    if (value != value) return "\u2013";
    return number_text(value, NumberForm::general, 4);
}

[[gnu::cold]] inline std::string percent(double share, int digits = 1) {
    if (share != share) return "\u2013";
    return number_text(100 * share, NumberForm::fixed, digits) + "\u202F%";
}

}  // namespace ctnn::detail::inline CTNN_CODE
