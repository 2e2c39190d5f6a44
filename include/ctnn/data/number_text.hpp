#pragma once

#include <locale.h>
#include <stdlib.h>
#if __has_include(<xlocale.h>)
#include <xlocale.h>
#endif

#include <charconv>
#include <string>
#include <string_view>
#include <system_error>
#include <type_traits>

#ifndef __cpp_lib_to_chars
#include <algorithm>
#include <ctnn/core/code.hpp>
#include <limits>
#include <locale>
#include <sstream>
#endif

// Numbers as text and back, in every locale as C writes them: nowhere else. <charconv> does it where it knows
// floating-point numbers, which __cpp_lib_to_chars tells (libc++ does not: it lacks from_chars of them); else
// the classic locale's streams write, and strtof reads in a locale of its own, each as exactly.

namespace ctnn::detail::inline CTNN_CODE {

/// As printf's %.*f, %.*g and, of the shortest that is exact, %a, without its 0x.
enum class NumberForm { fixed, general, hex };

/// The nearest T to what the text begins with, which ends in `end`; beyond the largest, infinity. As the C
/// library reads numbers, blanks and hexadecimals too, but whatever the locale.
template <class T>
T read_as_in_c(const char* text, char*& end) {
#if defined(__MINGW32__)  // reads so whatever the locale, where the older C library has nothing for float
    if constexpr (std::is_same_v<T, float>)
        return __mingw_strtof(text, &end);
    else
        return __mingw_strtod(text, &end);
#elif defined(_WIN32)
    static const _locale_t classic = _create_locale(LC_ALL, "C");
    if constexpr (std::is_same_v<T, float>)
        return _strtof_l(text, &end, classic);
    else
        return _strtod_l(text, &end, classic);
#else
    static const locale_t classic = newlocale(LC_ALL_MASK, "C", locale_t{});
    if constexpr (std::is_same_v<T, float>)
        return strtof_l(text, &end, classic);
    else
        return strtod_l(text, &end, classic);
#endif
}

/// The whole text as the nearest float, never rounded twice; infinity beyond the largest. False if it is not
/// a decimal number, infinity or NaN; a plus sign in front and blanks are none of it.
inline bool read_number(std::string_view text, float& value) {
    const char* const end = text.data() + text.size();
#ifdef __cpp_lib_to_chars
    const auto result = std::from_chars(text.data(), end, value);
    if (result.ptr != end || result.ec == std::errc::invalid_argument) return false;
    if (result.ec == std::errc())
        return true;  // else too large or too small, of which it does not tell which
#endif
    if (text.empty() || !(text[0] == '-' || text[0] == '.' || (text[0] >= '0' && text[0] <= '9') ||
                          text.find_first_of("iInN") == 0))
        return false;
    if (text.find_first_of("xX") != text.npos) return false;  // hexadecimal
    const std::string copy(text.data(), end);                 // with a zero at its end
    char* read = nullptr;
    const float nearest = read_as_in_c<float>(copy.c_str(), read);
    if (read != copy.c_str() + copy.size()) return false;
    value = nearest;
    return true;
}

#ifdef __cpp_lib_to_chars

inline std::string formatted(auto value, auto... how) {
    char text[400];
    return std::string(text, std::to_chars(text, text + sizeof text, value, how...).ptr);
}

/// The number with so many digits after the point, or in all; of hexadecimals, with all.
[[gnu::cold]] inline std::string number_text(double value, NumberForm form, int digits = 0) {
    if (form == NumberForm::hex) return formatted(value, std::chars_format::hex);
    return formatted(value, form == NumberForm::fixed ? std::chars_format::fixed : std::chars_format::general,
                     digits);
}

template <class T>
[[gnu::cold]] std::string shortest_text(T value) {
    return formatted(value);
}

#else

[[gnu::cold]] inline std::string streamed(double value, std::ios_base::fmtflags how, int digits) {
    std::ostringstream out;
    out.imbue(std::locale::classic());
    out.setf(how, std::ios_base::floatfield);
    out.precision(digits);
    out << value;
    return std::move(out).str();
}

/// The number with so many digits after the point, or in all; of hexadecimals, with all.
[[gnu::cold]] inline std::string number_text(double value, NumberForm form, int digits = 0) {
    constexpr auto fixed = std::ios_base::fixed, scientific = std::ios_base::scientific;
    if (form != NumberForm::hex)
        return streamed(value, form == NumberForm::fixed ? fixed : std::ios_base::fmtflags{}, digits);
    std::string text = streamed(value, fixed | scientific, 0);
    if (const std::size_t zero = text.find("0x"); zero != text.npos) text.erase(zero, 2);
    return text;
}

/// As many digits as it takes, with or without an exponent, whichever is shorter.
template <class T>
[[gnu::cold]] std::string shortest_text(T value) {
    if constexpr (std::is_integral_v<T>) {
        return std::to_string(value);
    } else {
        std::string text;
        int digits = 0;
        for (char* end = nullptr; digits < std::numeric_limits<T>::max_digits10; ++digits) {
            text = streamed(double(value), std::ios_base::scientific, digits);
            if (read_as_in_c<T>(text.c_str(), end) == value) break;
        }
        const std::size_t exponent = text.find('e');
        if (exponent == text.npos) return text;  // infinity
        const int after_point = digits - std::stoi(text.substr(exponent + 1));
        const std::string plain = number_text(double(value), NumberForm::fixed, std::max(0, after_point));
        return plain.size() <= text.size() ? plain : text;
    }
}

#endif

/// The shortest text that reads back as the same number.
template <class T>
[[gnu::cold]] std::string number_text(T value) {
    if (value != value) return "nan";  // of either sign
    return shortest_text(value);
}

/// 1234567 as 1,234,567.
[[gnu::cold]] inline std::string grouped(std::size_t number) {
    std::string text = std::to_string(number);
    for (std::size_t at = text.size(); at > 3; at -= 3) text.insert(at - 3, 1, ',');
    return text;
}

}  // namespace ctnn::detail::inline CTNN_CODE
