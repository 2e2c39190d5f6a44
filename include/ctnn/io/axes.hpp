#pragma once

#include <cstddef>
#include <ctnn/core/code.hpp>
#include <span>

namespace ctnn::detail::inline CTNN_CODE {

// Whether values that lie as `some` extents may be read as `other` extents of the same product: one may
// divide or join axes of the other (784 as 28 x 28, 28 x 28 as 28 x 28 x 1, 28 x 84 as 28 x 28 x 3), but
// where each divides otherwise (3 x 2 x 2 and 2 x 2 x 3) what is a row to one is none to the other.
constexpr bool axes_agree(std::span<const std::size_t> some, std::span<const std::size_t> other) noexcept {
    const auto divides_only_where = [](std::span<const std::size_t> few, std::span<const std::size_t> many) {
        std::size_t place = 1, at = 0, other_place = 1;
        for (const std::size_t extent : few) {
            place *= extent;
            while (other_place < place && at < many.size()) other_place *= many[at++];
            if (other_place != place) return false;
        }
        return true;
    };
    return divides_only_where(some, other) || divides_only_where(other, some);
}

}  // namespace ctnn::detail::inline CTNN_CODE
