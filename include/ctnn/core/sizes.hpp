#pragma once

#include <cstddef>
#include <ctnn/core/config.hpp>
#include <limits>

// Sizes that are too large for the machine must not wrap into small ones: what a user may make as large as he
// likes is multiplied and added up by these, and whoever places a layer looks whether it fits
// (engine/placing.hpp). Always inline: clang would else call, at run time, what is known when it compiles.

namespace ctnn::detail::inline CTNN_CODE {

/// What no size is, nor two sums or products of sizes.
inline constexpr std::size_t too_large = std::numeric_limits<std::size_t>::max() / 2;

/// Values of which an array can be made, of double too.
inline constexpr std::size_t most_values = std::numeric_limits<std::size_t>::max() / (2 * sizeof(double));

/// The sum, or `too_large`.
CTNN_INLINE constexpr std::size_t size_sum(std::size_t a, std::size_t b) noexcept {
    return a >= too_large || b > too_large - a ? too_large : a + b;
}
CTNN_INLINE constexpr std::size_t size_sum(std::size_t a, std::size_t b, std::size_t c) noexcept {
    return size_sum(size_sum(a, b), c);
}

/// The product, or `too_large`.
CTNN_INLINE constexpr std::size_t size_product(std::size_t a, std::size_t b) noexcept {
    return a != 0 && b > too_large / a ? too_large : a * b;
}
CTNN_INLINE constexpr std::size_t size_product(std::size_t a, std::size_t b, std::size_t c) noexcept {
    return size_product(size_product(a, b), c);
}

}  // namespace ctnn::detail::inline CTNN_CODE
