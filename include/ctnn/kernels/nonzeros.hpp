#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <ctnn/core/config.hpp>
#include <ctnn/kernels/simd.hpp>

// Which of many values are not zero: a list of their places. Values come in eights; a table says for each of
// the 256 cases which places to note. Without a branch, because what the data will be nobody can predict.

#ifndef CTNN_NO_SIMD
namespace ctnn::kernels {
namespace detail {

/// Bit i: whether value i of eight is not zero. NaN is not.
template <class T>
CTNN_INLINE unsigned nonzero_bits(const T* x) noexcept {
#if defined(__AVX512VL__)
    if constexpr (sizeof(T) == 4)
        return _mm256_cmp_ps_mask(_mm256_loadu_ps(x), _mm256_setzero_ps(), _CMP_NEQ_UQ);
    else
        return _mm512_cmp_pd_mask(_mm512_loadu_pd(x), _mm512_setzero_pd(), _CMP_NEQ_UQ);
#elif defined(__SSE2__)
    const auto some = [](const T* from) CTNN_LAMBDA_INLINE {
#if defined(__AVX__)
        if constexpr (sizeof(T) == 4)
            return _mm256_movemask_ps(_mm256_cmp_ps(_mm256_loadu_ps(from), _mm256_setzero_ps(), _CMP_NEQ_UQ));
        else
            return _mm256_movemask_pd(_mm256_cmp_pd(_mm256_loadu_pd(from), _mm256_setzero_pd(), _CMP_NEQ_UQ));
#else
        if constexpr (sizeof(T) == 4)
            return _mm_movemask_ps(_mm_cmpneq_ps(_mm_loadu_ps(from), _mm_setzero_ps()));
        else
            return _mm_movemask_pd(_mm_cmpneq_pd(_mm_loadu_pd(from), _mm_setzero_pd()));
#endif
    };
    unsigned bits = 0;
    CTNN_UNROLL_FOR (std::size_t i = 0; i < 8; i += simd::native<T>)
        bits |= static_cast<unsigned>(some(x + i)) << i;
    return bits;
#else
    unsigned bits = 0;
    CTNN_UNROLL_FOR (std::size_t i = 0; i < 8; ++i) bits |= static_cast<unsigned>(x[i] != 0) << i;
    return bits;
#endif
}

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
        const unsigned bits = detail::nonzero_bits(x + i);
        const auto& places = *reinterpret_cast<const detail::Places*>(&detail::places_of_bits[bits]);
        const detail::Places all = places + static_cast<std::uint16_t>(i);
        __builtin_memcpy(list + length, &all, sizeof all);
        length += static_cast<std::size_t>(std::popcount(bits));
    }
    CTNN_ROLL_FOR (; i < count; ++i) {
        list[length] = static_cast<std::uint16_t>(i);
        length += x[i] != 0;
    }
    return length;
}

}  // namespace ctnn::kernels
#endif
