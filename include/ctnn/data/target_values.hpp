#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <ctnn/core/code.hpp>
#include <ctnn/core/value_range.hpp>
#include <span>

namespace ctnn::detail::inline CTNN_CODE {

/// The target's values: a class index as one-hot, one number for one output, or the values themselves. A
/// class beyond the outputs gives NaN, and so does the loss: the core cannot fail, but it does not hide a
/// mistake either.
template <std::size_t N, class T, class Target>
constexpr std::array<T, N> target_values(const Target& target) {
    std::array<T, N> values{};
    if constexpr (std::integral<Target>) {
        constexpr T unknown = not_a_number<T>;
        bool known = static_cast<std::uintmax_t>(target) < N;
        if constexpr (std::signed_integral<Target>) known = known && target >= 0;
        if (known)
            values[static_cast<std::size_t>(target)] = 1;
        else
            for (T& value : values) value = unknown;
    } else if constexpr (std::floating_point<Target>) {
        for (T& value : values) value = static_cast<T>(target);
    } else {
        const std::span<const T, N> from(target);
        for (std::size_t i = 0; i < N; ++i) values[i] = from[i];
    }
    return values;
}

}  // namespace ctnn::detail::inline CTNN_CODE
