#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <ctnn/core/config.hpp>
#include <ctnn/math/primitives.hpp>
#include <type_traits>

namespace ctnn::math::inline CTNN_CODE {
namespace detail {

/// The polynomial of `Count` coefficients from `First` on, the highest power first; powers[k] is x^(2^k).
/// Estrin's scheme: both halves at once, so that the chain of dependent operations is short.
template <std::size_t First, std::size_t Count, class V, std::size_t N, std::size_t K>
CTNN_INLINE V estrin(const std::array<Element<V>, N>& coefficients, const std::array<V, K>& powers) noexcept {
    if constexpr (Count == 1) {
        return V(coefficients[First]);
    } else {
        constexpr std::size_t low = std::bit_ceil(Count) / 2, high = Count - low;
        constexpr std::size_t power = std::bit_width(low) - 1;
        return math::fma(estrin<First, high, V>(coefficients, powers), powers[power],
                         estrin<First + high, low, V>(coefficients, powers));
    }
}

}  // namespace detail

/// c[0] * x^(n-1) + ... + c[n-1] from its n coefficients, the highest power first.
template <class V, class... T>
CTNN_INLINE constexpr V polynomial(V x, T... c) noexcept {
    if (reproducible || std::is_constant_evaluated()) {  // Horner's, as one expression: clang counts steps
        V sum(0);
        ((sum = sum * x + V(c)), ...);
        return sum;
    }
    constexpr std::size_t n = sizeof...(c);
    std::array<V, std::bit_width(n)> powers;
    powers[0] = x;
    CTNN_UNROLL_FOR (std::size_t i = 1; i < powers.size(); ++i) powers[i] = powers[i - 1] * powers[i - 1];
    return detail::estrin<0, n, V>(std::array<Element<V>, n>{c...}, powers);
}

}  // namespace ctnn::math::inline CTNN_CODE
