#pragma once

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>

#include <ctnn/core/code.hpp>
#include <ctnn/data/number_text.hpp>

// The pieces of which a header of weights is written.

namespace ctnn::detail::inline CTNN_CODE {

inline constexpr std::size_t most_columns = 110;

// A floating-point literal of exactly this value, whatever the locale.
template <class T>
std::string exact_literal(T value) {
    const bool negative = std::signbit(value);
    return (negative ? "-0x" : "0x") + number_text(double(negative ? -value : value), NumberForm::hex) +
           (std::is_same_v<T, float> ? "f" : "");
}

inline std::string checksum_literal(std::uint64_t value) {
    char digits[20];
    return "0x" + std::string(digits, std::to_chars(digits, digits + sizeof digits, value, 16).ptr) + 'u';
}

// Words after what the last line of `to` has already, in lines of at most 110 columns; each further line
// starts with `indent`. A word longer than a line is cut in a comment, never in code.
inline void append_wrapped(std::string& to, std::string_view text, const std::string& indent) {
    std::size_t column = to.size() - (to.rfind('\n') + 1);
    const bool in_comment = indent.ends_with("// ");
    bool starts_line = true;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t length = std::min(text.find(' ', at), text.size()) - at;
        if (!starts_line && column + 1 + length > most_columns) {
            to += '\n' + indent;
            column = indent.size();
            starts_line = true;
        }
        if (!starts_line) to += ' ', ++column;
        if (const std::size_t most = most_columns - column; in_comment && length > most) {
            length = most;  // but no character of UTF-8 is cut
            while (length > 1 && (text[at + length] & 0xC0) == 0x80) --length;
        }
        to += text.substr(at, length);
        column += length;
        at += length;
        starts_line = at < text.size() && text[at] != ' ';  // the rest of a word that was cut
        if (starts_line) to += '\n' + indent, column = indent.size();
        while (at < text.size() && text[at] == ' ') ++at;
    }
}

// A network's type: on one line if there is room, else a layer a line.
inline void append_declaration(std::string& to, const std::string& network) {
    const std::string four(4, ' '), eight(8, ' ');
    to += '\n' + four;
    if (4 + network.size() < most_columns) {
        to += network + ';';
        return;
    }
    std::size_t depth = 0, start = 0;
    for (std::size_t i = 0; i < network.size(); ++i) {
        if (network[i] == '<') ++depth;
        if (network[i] == '>') --depth;
        if (depth == 1 && (network[i] == ',' || network[i] == '<')) {
            append_wrapped(to, network.substr(start, i + 1 - start), eight + four);
            to += '\n' + eight;
            start = i + (network[i] == ',' ? 2 : 1);
        }
    }
    append_wrapped(to, network.substr(start) + ';', eight + four);
}

// Whether what follows is one of Unicode's marks of writing direction, which could show a line as another:
// U+202A to U+202E, U+2066 to U+2069.
inline bool starts_with_direction(std::string_view text) {
    return text.size() >= 3 && ((text.starts_with("\xE2\x80") && text[2] >= '\xAA' && text[2] <= '\xAE') ||
                                (text.starts_with("\xE2\x81") && text[2] >= '\xA6' && text[2] <= '\xA9'));
}

inline bool is_control(char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7F'; }

// With spaces for control characters, and none at the end.
inline std::string without_controls(std::string line) {
    for (std::size_t i = 0; i < line.size(); ++i)
        if (is_control(line[i]))
            line[i] = ' ';
        else if (starts_with_direction(std::string_view(line).substr(i)))
            line.replace(i, 3, " ");
    while (line.ends_with(' ')) line.pop_back();
    return line;
}

// Any text as lines of comment, which nothing in it can end or continue.
inline std::string as_comment(std::string_view text) {
    std::string comment;
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        const std::string line = without_controls(std::string(text.substr(at, end - at)));
        comment += line.empty() ? "//" : "// ";
        append_wrapped(comment, line, "// ");
        comment += '\n';
        at = end + 1;
    }
    for (std::size_t end = 0; (end = comment.find('\n', end)) != comment.npos; ++end) {
        const std::string_view before = std::string_view(comment).substr(0, end);
        if (before.ends_with('\\') || before.ends_with("\?\?/")) comment[end - 1] = '|';  // would continue it
    }
    return comment;
}

// Values in lines of as many as fit.
template <class T>
void append_values(std::string& to, const T* values, std::size_t count, const std::string& indent) {
    std::size_t column = most_columns;
    for (std::size_t i = 0; i < count; ++i) {
        const std::string value = exact_literal(values[i]) + ',';
        if (column + 1 + value.size() > most_columns) {
            to += (i > 0 ? "\n" : "") + indent + value;
            column = indent.size() + value.size();
        } else {
            to += ' ' + value;
            column += 1 + value.size();
        }
    }
    to += '\n';
}

}  // namespace ctnn::detail::inline CTNN_CODE
