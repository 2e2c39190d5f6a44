#pragma once

#include <cstddef>
#include <cstdint>
#include <ctnn/core/code.hpp>
#include <ctnn/core/random.hpp>
#include <limits>

// How the initializers draw. The numbers are the same on every machine, by every compiler and at compile
// time: whole numbers are drawn and converted exactly, then multiplied. There is no a + b * c anywhere that a
// compiler could fuse, and no function that rounds differently from one system to another.

namespace ctnn::detail::inline CTNN_CODE {

/// count numbers in [-limit, limit), evenly spread: signed integers of as many bits as T holds exactly,
/// scaled.
template <class T>
constexpr void draw_uniform(T* values, std::size_t count, double limit, Random& random) noexcept {
    constexpr int bits = std::numeric_limits<T>::digits;
    const T unit = static_cast<T>(limit / static_cast<double>(std::uint64_t{1} << (bits - 1)));
    for (std::size_t i = 0; i < count; ++i)
        values[i] = static_cast<T>(static_cast<std::int64_t>(random()) >> (64 - bits)) * unit;
}

/// Twelve uniform numbers of 32 bits, added up and centred: mean 0, variance 2^64 (1 - 2^-64), between
/// plus and minus 6 * 2^32. Near enough to the bell's shape for weights: its excess kurtosis is -0.1.
constexpr std::int64_t twelve_uniforms(Random& random) noexcept {
    std::uint64_t sum = 0;
    for (int i = 0; i < 6; ++i) {
        const std::uint64_t bits = random();
        sum += (bits >> 32) + (bits & 0xFFFF'FFFFu);
    }
    return static_cast<std::int64_t>(sum) - 6 * std::int64_t{0xFFFF'FFFF};
}

/// count numbers of mean 0 and standard deviation sigma, as normal as a sum of twelve uniform numbers is
/// (Irwin-Hall), none beyond 6 sigma. Box and Muller's method takes a logarithm and a cosine for each
/// pair.
template <class T>
constexpr void draw_normal(T* values, std::size_t count, double sigma, Random& random) noexcept {
    const double unit = sigma * 0x1p-32;
    for (std::size_t i = 0; i < count; ++i)
        values[i] = static_cast<T>(static_cast<double>(twelve_uniforms(random)) * unit);
}

}  // namespace ctnn::detail::inline CTNN_CODE
