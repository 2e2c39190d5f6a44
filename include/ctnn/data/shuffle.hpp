#pragma once

#include <cstddef>
#include <numeric>
#include <span>
#include <utility>
#include <vector>

#include <ctnn/core/code.hpp>
#include <ctnn/core/random.hpp>

namespace ctnn {

inline namespace CTNN_CODE {

/// Brings the values into a random order, each order equally likely (Fisher and Yates; Durstenfeld 1964). The
/// same stream gives the same order on every machine, as std::shuffle does not.
template <class T>
constexpr void shuffle(std::span<T> values, Random& random) noexcept {
    for (std::size_t left = values.size(); left > 1; --left)
        std::swap(values[left - 1], values[random.below(left)]);
}

/// 0, 1, ... count - 1 in a random order.
inline std::vector<std::size_t> shuffled_indices(std::size_t count, Random& random) {
    std::vector<std::size_t> order(count);
    std::iota(order.begin(), order.end(), std::size_t{0});
    shuffle(std::span(order), random);
    return order;
}

}  // namespace CTNN_CODE
}  // namespace ctnn
