#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <ctnn/core/config.hpp>
#include <ctnn/simd/nonzero_bits.hpp>
#include <ctnn/simd/simd.hpp>

// Which of many values are not zero: a list of their places. Values come in eights; a table says for each of
// the 256 cases which places to note. Without a branch, because what the data will be nobody can predict.

#ifndef CTNN_NO_SIMD
namespace ctnn::kernels::inline CTNN_CODE {
namespace detail {

using Places [[gnu::vector_size(16), gnu::may_alias]] = std::uint16_t;

/// For each case of eight, the places of the set bits; after them zeros.
inline constexpr auto places_of_bits = [] {
    struct alignas(16) Eight {
        std::array<std::uint16_t, 8> places{};
    };
    std::array<Eight, 256> cases{};
    for (unsigned bits = 0; bits < 256; ++bits)
        for (unsigned rest = bits, i = 0; rest != 0; rest &= rest - 1, ++i)
            cases[bits].places[i] = static_cast<std::uint16_t>(std::countr_zero(rest));
    return cases;
}();

}  // namespace detail

/// Writes the places of the values that are not zero, in order; returns how many they are. `list` must have
/// room for `count` + 8: what lies behind the last place is overwritten. `count` is at most 65536.
template <class T>
CTNN_INLINE std::size_t list_nonzeros(const T* x, std::size_t count, std::uint16_t* list) noexcept {
    std::size_t length = 0, i = 0;
    CTNN_ROLL_FOR (; i + 8 <= count; i += 8) {
        const unsigned bits = simd::nonzero_bits(x + i);
        const auto& places = *reinterpret_cast<const detail::Places*>(&detail::places_of_bits[bits]);
        const detail::Places all = places + static_cast<std::uint16_t>(i);
        __builtin_memcpy(list + length, &all, sizeof all);
        length += static_cast<std::size_t>(__builtin_popcount(bits));
    }
    CTNN_ROLL_FOR (; i < count; ++i) {
        list[length] = static_cast<std::uint16_t>(i);
        length += x[i] != 0;
    }
    return length;
}

}  // namespace ctnn::kernels::inline CTNN_CODE
#endif
