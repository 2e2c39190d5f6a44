#pragma once

#include <cstdint>
#include <ctnn/core/code.hpp>

namespace ctnn::detail::inline CTNN_CODE {

/// base^exponent by squaring, at most 128 multiplications. Between 0 and 1, where decays live, the
/// result's absolute error stays below 2^-53 / (1 - base) however large the exponent, since the result
/// fades faster than the error grows.
constexpr double power(double base, std::uint64_t exponent) noexcept {
    double result = 1;
    for (; exponent > 0; exponent >>= 1) {
        if (exponent & 1) result *= base;
        base *= base;
    }
    return result;
}

}  // namespace ctnn::detail::inline CTNN_CODE
