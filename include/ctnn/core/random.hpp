#pragma once

#include <concepts>
#include <cstdint>
#include <ctnn/core/code.hpp>

namespace ctnn {

/// A stream of random numbers: SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number
/// Generators, 2014). Integer arithmetic only, hence the same numbers on every machine, at compile time and
/// at run time. Not for secrets.
struct Random {
    std::uint64_t state = 0;  ///< the seed; all that there is to keep

    /// The next 64 random bits.
    CTNN_MEMBER constexpr std::uint64_t operator()() noexcept {
        std::uint64_t z = (state += 0x9E37'79B9'7F4A'7C15u);
        z = (z ^ (z >> 30)) * 0xBF58'476D'1CE4'E5B9u;
        z = (z ^ (z >> 27)) * 0x94D0'49BB'1331'11EBu;
        return z ^ (z >> 31);
    }

    /// A number in [0, 1), a multiple of 2^-24: exact in every floating-point type.
    template <class T>
    CTNN_MEMBER constexpr T uniform() noexcept {
        return static_cast<T>(static_cast<std::int32_t>((*this)() >> 40)) * T(0x1p-24);
    }

    /// A whole number in [0, bound), each equally likely (rejects the uneven rest). A bound of 0 gives 0.
    CTNN_MEMBER constexpr std::uint64_t below(std::uint64_t bound) noexcept {
        if (bound == 0) return 0;
        std::uint64_t bits = (*this)();
        if (bits < bound) {                                    // hardly ever, and else it is even
            const std::uint64_t uneven = (0 - bound) % bound;  // 2^64 mod bound
            while (bits < uneven) bits = (*this)();
        }
        return bits % bound;
    }

    /// The same of a narrower type: an index, where std::size_t has 32 bits.
    template <std::unsigned_integral Index>
    CTNN_MEMBER constexpr Index below(Index bound) noexcept {
        return static_cast<Index>(below(std::uint64_t{bound}));
    }
};

}  // namespace ctnn
