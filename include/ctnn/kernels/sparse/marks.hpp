#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <ctnn/core/config.hpp>
#include <ctnn/simd/simd.hpp>
#include <type_traits>

// Which values of a batch are not zero: a bit for each, found once and read many times.

#ifndef CTNN_NO_SIMD
namespace ctnn::kernels::inline CTNN_CODE::detail {

/// Of one input, or of several together, a bit for each of B samples in which it is not zero.
template <std::size_t B>
struct Marks {
    static constexpr std::size_t words = (B + 63) / 64;
    std::uint64_t bits[words]{};

    CTNN_INLINE Marks operator|(const Marks& other) const noexcept {
        Marks both;
        for (std::size_t k = 0; k < words; ++k) both.bits[k] = bits[k] | other.bits[k];
        return both;
    }

    CTNN_INLINE bool any() const noexcept {
        std::uint64_t all = 0;
        for (const std::uint64_t word : bits) all |= word;
        return all != 0;
    }

    /// Calls visit(sample) for each bit, in order.
    template <class Visit>
    CTNN_INLINE void each(Visit visit) const noexcept {
        for (std::size_t k = 0; k < words; ++k)
            CTNN_ROLL_FOR (std::uint64_t left = bits[k]; left != 0; left &= left - 1)
                visit(64 * k + static_cast<std::size_t>(__builtin_ctzll(left)));
    }
};

/// The marks of W inputs from x on, of samples that lie `In` values apart.
template <std::size_t B, std::size_t In, std::size_t W, class T>
CTNN_INLINE void find_marks(const T* x, Marks<B>* marks) noexcept {
    using V = simd::vec<T, W>;
    using Word = std::conditional_t<sizeof(T) == 4, std::uint32_t, std::uint64_t>;
    for (std::size_t s = 0; s < B; s += 8 * sizeof(Word)) {
        const std::size_t count = std::min(8 * sizeof(Word), B - s);
        V found(T(0));  // its bits count
        for (std::size_t k = 0; k < count; ++k) {
            const V flag(__builtin_bit_cast(T, Word{1} << k));
            // Not "where != 0": that may leave NaN out.
            found = simd::select(simd::load<W>(x + (s + k) * In) == V(T(0)), found, found | flag);
        }
        T lanes[W];
        simd::store(lanes, found);
        for (std::size_t i = 0; i < W; ++i)
            marks[i].bits[s / 64] |= std::uint64_t{__builtin_bit_cast(Word, lanes[i])} << s % 64;
    }
}

/// Calls visit.operator()<Size>(first input, marks) for each `Group` of the `In` inputs of B samples, one
/// after the other in x: the marks of `Size` inputs together, the last ones by one.
template <std::size_t B, std::size_t In, std::size_t Group, class T, class Visit>
CTNN_INLINE void each_marked(const T* x, Visit visit) noexcept {
    if constexpr (In < simd::narrowest<T>) {
        for (std::size_t i = 0; i < In; ++i) {
            Marks<B> marks;
            for (std::size_t s = 0; s < B; ++s)
                if (x[s * In + i] != 0) marks.bits[s / 64] |= std::uint64_t{1} << s % 64;
            visit.template operator()<1>(i, marks);
        }
    } else {
        constexpr std::size_t W = simd::width<T>(In);
        CTNN_ROLL_FOR (std::size_t at = 0; at < In; at += W) {
            const std::size_t start = std::min(at, In - W);  // the last vector may overlap the one before it
            Marks<B> marks[W];
            find_marks<B, In, W>(x + start, marks);
            std::size_t k = at - start;
            CTNN_ROLL_FOR (; k + Group <= W; k += Group) {
                Marks<B> all = marks[k];
                for (std::size_t other = 1; other < Group; ++other) all = all | marks[k + other];
                visit.template operator()<Group>(start + k, all);
            }
            if constexpr (W % Group != 0 || In % W % Group != 0)
                CTNN_ROLL_FOR (; k < W; ++k) visit.template operator()<1>(start + k, marks[k]);
        }
    }
}

}  // namespace ctnn::kernels::inline CTNN_CODE::detail
#endif
