#pragma once

#include <string>

namespace ctnn_tool {

/// A fraction in lowest terms.
struct Fraction {
    long long numerator = 0, denominator = 1;

    double value() const { return static_cast<double>(numerator) / static_cast<double>(denominator); }
    std::string text() const;
};

/// The fraction that a float near it is written as in decimal, in lowest terms: 1 / 1000 of
/// 0.0010000000474974513. `what` is what a Refusal calls it, "an epsilon".
Fraction fraction_of(double number, const char* what);

}  // namespace ctnn_tool
