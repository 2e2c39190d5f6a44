#include "model/fraction.hpp"

#include <charconv>
#include <ctnn/data/number_text.hpp>
#include <numeric>

#include "model/refusal.hpp"

namespace ctnn_tool {

std::string Fraction::text() const {
    const std::string below = denominator == 1 ? "" : ", " + std::to_string(denominator);
    return "std::ratio<" + std::to_string(numerator) + below + '>';
}

Fraction fraction_of(double number, const char* what) {
    if (!(number >= 1e-9 && number <= 1e6))
        throw Refusal(std::string(what) + " of " + ctnn::detail::number_text(number) +
                      " is not translated; ctnn takes fractions from 1e-9 to 1e6");
    const std::string text = ctnn::detail::number_text(static_cast<float>(number));
    // The digits before and after the point, and the power of ten that follows them.
    long long digits = 0;
    int after_point = 0, exponent = 0;
    bool behind_point = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '.') {
            behind_point = true;
        } else if (text[i] == 'e') {
            const char* const first = text.data() + i + 1 + (text[i + 1] == '+' ? 1 : 0);
            std::from_chars(first, text.data() + text.size(), exponent);
            break;
        } else {
            digits = digits * 10 + (text[i] - '0');
            after_point += behind_point ? 1 : 0;
        }
    }
    long long denominator = 1;
    for (int power = exponent - after_point; power > 0; --power) digits *= 10;
    for (int power = after_point - exponent; power > 0; --power) denominator *= 10;
    const long long common = std::gcd(digits, denominator);
    return {digits / common, denominator / common};
}

}  // namespace ctnn_tool
