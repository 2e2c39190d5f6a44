#pragma once

#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/math/math.hpp>

namespace ctnn::detail::inline CTNN_CODE {

/// sqrt(gain / fan), of a fan that is one number or the sum of two; a fan of 0 counts as 1. Rounded
/// correctly, as division and square root are, hence the same on every machine.
constexpr double spread(double gain, std::size_t fan, std::size_t other_fan = 0) noexcept {
    const double sum = static_cast<double>(fan) + static_cast<double>(other_fan);
    return math::sqrt(gain / (sum < 1 ? 1 : sum));
}

}  // namespace ctnn::detail::inline CTNN_CODE
