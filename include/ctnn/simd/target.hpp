#pragma once

#include <cstddef>
#include <ctnn/core/config.hpp>
#include <ctnn/simd/vec.hpp>

namespace ctnn::simd::inline CTNN_CODE {

/// What the code is compiled for, in the numbers that decide which kernel computes a shape: the tables of
/// kernels/*/choice.hpp take it as an argument, so that every processor's can be asked on any of them.
struct Target {
    std::size_t registers = 0;  ///< vector registers that the processor names; 0: no vectors
    std::size_t bytes = 0;      ///< of the widest of them
    std::size_t value = 4;      ///< bytes of one value: 4 of float, 8 of double
    bool reproducible = false;  ///< whether the order of sums is fixed
    bool in_halves = false;     ///< whether the processor works on the widest of them in two halves

    constexpr bool has_vectors() const noexcept { return registers > 0; }
    /// Lanes of the widest register, and of the narrowest one that is used.
    constexpr std::size_t widest() const noexcept { return bytes / value; }
    constexpr std::size_t narrowest() const noexcept { return 16 / value; }
    /// Whether n values fill a register.
    constexpr bool fills(std::size_t n) const noexcept { return has_vectors() && n >= narrowest(); }
    /// The table of registers by width and processor: lanes of the widest register for rows of n values that
    /// lie one after the other in memory. One that does its work in halves gains nothing by the widest, and
    /// loses what no row fills, half of the second register for 24 values; nearly each of its loads crosses a
    /// cache line, where half as wide only every other one does; and weights that are one stream take a
    /// permutation a load. Rows that fill the widest take fewer instructions by it. Processors that work on
    /// it at once are never quicker by half (all widths from 8 to 130 in bench/results.md).
    constexpr std::size_t widest_for(std::size_t n) const noexcept {
        return in_halves && n % widest() != 0 ? widest() / 2 : widest();
    }
    /// Lanes of the narrowest register that holds n values, or of the widest there is for them.
    constexpr std::size_t holding(std::size_t n) const noexcept {
        std::size_t lanes = widest_for(n);
        while (lanes > narrowest() && lanes / 2 >= n) lanes /= 2;
        return lanes;
    }
    /// Registers of that width that n values take.
    constexpr std::size_t registers_of(std::size_t n) const noexcept {
        return (n + holding(n) - 1) / holding(n);
    }
};

/// What this program is compiled for, with values of type T.
#ifdef CTNN_NO_SIMD
template <class T>
inline constexpr Target target{.value = sizeof(T), .reproducible = reproducible};
#else
template <class T>
inline constexpr Target target =
    has_vectors<T> ? Target{registers, native<T> * sizeof(T), sizeof(T), reproducible, in_halves}
                   : Target{.value = sizeof(T), .reproducible = reproducible};
#endif

}  // namespace ctnn::simd::inline CTNN_CODE
