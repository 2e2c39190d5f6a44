#pragma once

#include <cstddef>
#include <ctnn/core/config.hpp>
#include <string_view>

// Lines of text about networks, without allocation.

namespace ctnn::detail::inline CTNN_CODE {

/// The name of a type as the source has it, without the library's namespace: found in the compiler's own name
/// for a function of it.
template <class X>
consteval std::string_view pretty_type() {
    const std::string_view name = __PRETTY_FUNCTION__;  // ... [with X = the type; ...] or ... [X = the type]
    const std::size_t start = name.find("X = ") + 4;
    const std::size_t semicolon = name.find(';', start);
    return name.substr(start, (semicolon == name.npos ? name.rfind(']') : semicolon) - start);
}

/// A line of text being put together, without allocation; what does not fit is cut off.
class Line {
  public:
    constexpr std::string_view text() const { return {text_, length_}; }
    constexpr std::size_t size() const { return length_; }
    constexpr void cut(std::size_t length) { length_ = length < length_ ? length : length_; }

    CTNN_COLD constexpr void put(std::string_view more) {
        for (const char c : more)
            if (length_ < sizeof text_) text_[length_++] = c;
    }
    /// With a comma behind every third digit from the right.
    CTNN_COLD constexpr void put_number(std::size_t value) {
        if (value >= 1000) {
            put_number(value / 1000);
            put(",");
            put_digits(value % 1000, 3);
        } else {
            put_digits(value, 1);
        }
    }
    /// To three digits behind the point.
    CTNN_COLD constexpr void put_real(double value) {
        if (value < 0) put("-");
        const double size = value < 0 ? -value : value;
        if (!(size < 1e6)) return put("?");
        const auto whole = static_cast<std::size_t>(size * 1000 + 0.5);
        put_digits(whole / 1000, 1);
        if (whole % 1000 == 0) return;
        put(".");
        put_digits(whole % 1000, 3);
        while (text_[length_ - 1] == '0') --length_;
    }
    constexpr void pad_to(std::size_t column) {
        while (length_ < column && length_ < sizeof text_) text_[length_++] = ' ';
    }

  private:
    constexpr void put_digits(std::size_t value, int at_least) {
        if (value >= 10 || at_least > 1) put_digits(value / 10, at_least - 1);
        const char digit = static_cast<char>('0' + value % 10);
        put({&digit, 1});
    }

    char text_[320]{};
    std::size_t length_ = 0;
};

template <class S>
CTNN_COLD constexpr void put_shape(Line& line) {
    line.put("(");
    for (std::size_t i = 0; i < S::rank; ++i) {
        if (i > 0) line.put(", ");
        line.put_number(S::extents[i]);
    }
    line.put(")");
}

/// A type's name without "ctnn::" and spaces after it are left as they are.
CTNN_COLD constexpr void put_type(Line& line, std::string_view name, std::size_t most) {
    constexpr std::string_view prefix = "ctnn::";
    Line plain;
    while (!name.empty()) {
        if (name.starts_with(prefix)) {
            name.remove_prefix(prefix.size());
        } else {
            plain.put(name.substr(0, 1));
            name.remove_prefix(1);
        }
    }
    line.put(plain.text().substr(0, most));
    if (plain.text().size() > most) line.put("...");
}

}  // namespace ctnn::detail::inline CTNN_CODE
