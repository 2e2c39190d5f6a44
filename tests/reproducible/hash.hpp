#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <ctnn/core/random.hpp>
#include <ctnn/network/parameters.hpp>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>

// What the parts of this program share: hashes of results, the hashes that they must have, and the values
// that the results are computed from.

namespace nn = ctnn;

static_assert(nn::reproducible, "these are the answers of CTNN_REPRODUCIBLE");

/// FNV-1a of the bits of results; all NaNs count as one.
struct Hash {
    std::uint64_t value = 0xCBF2'9CE4'8422'2325u;

    template <class T>
    constexpr void add(T x) {
        using Bits = std::conditional_t<sizeof(T) == 4, std::uint32_t, std::uint64_t>;
        Bits bits = x == x ? __builtin_bit_cast(Bits, x) : ~Bits{0};
        for (std::size_t i = 0; i < sizeof(T); ++i, bits >>= 8)
            value = (value ^ (bits & 0xFF)) * 0x100'0000'01B3u;
    }

    template <class Values>
    constexpr void add_all(const Values& values) {
        for (const auto x : values) add(x);
    }
};

struct Golden {
    std::string_view name;
    std::uint64_t hash;
};

/// The hash that a result of this name must have; 0 if there is none.
constexpr std::uint64_t golden(std::string_view name);

/// Compares at run time, and says what differs.
void check(const std::string& name, std::uint64_t hash);
void check_same(const std::string& name, bool same);

/// An exact number in [-1, 1), a quarter of them zero.
template <class T>
constexpr T drawn(nn::Random& random) {
    return random.below(4) == 0 ? T(0) : random.uniform<T>() * 2 - 1;
}

template <class T, std::size_t N>
constexpr std::array<T, N> drawn_values(nn::Random& random) {
    std::array<T, N> values{};
    for (T& value : values) value = drawn<T>(random);
    return values;
}

/// Parameters of which no bias is zero, and a state that might be a running mean or variance.
template <class Net, class T>
constexpr void fill(nn::Parameters<Net, T>& parameters, std::uint64_t seed) {
    nn::initialize(parameters, seed);
    nn::Random random{seed};
    for (std::size_t i = 0; i < Net::parameter_count; ++i)
        if (parameters.values[i] == 0) parameters.values[i] = random.uniform<T>() - T(0.5);
    for (T& value : parameters.state()) value = random.uniform<T>() + T(0.25);
}

/// 1, of which no compiler knows it at run time: nothing is to be computed beforehand.
inline std::uint64_t unknown_seed() {
    static volatile std::uint64_t seed = 1;
    return seed;
}

#include "golden.hpp"

constexpr std::uint64_t golden(std::string_view name) {
    for (const Golden& each : all_golden)
        if (each.name == name) return each.hash;
    return 0;
}
