#pragma once

#include <cstddef>
#include <cstdint>

// Written by initializers.py with NumPy 1.24.2. Do not edit.
// clang-format off
namespace reference::initializers {

/// The first 200 numbers after the seed for that fan, as FNV-1a of their bytes.
inline constexpr std::size_t count = 200, fan_in = 300, fan_out = 50;
inline constexpr std::uint64_t seed = 42;

/// spread is the limit of a uniform, the standard deviation of a normal initializer.
struct Draws {
    double spread;
    std::uint64_t in_float, in_double;
};

inline constexpr Draws glorot_uniform{0.13093073414159542, 0x68170E98E61E67D6, 0xCCFE7D3FA8389021};
inline constexpr Draws glorot_normal{0.07559289460184544, 0xB00565881FFDEFBB, 0xF8D5C92B019033F9};
inline constexpr Draws he_uniform{0.1414213562373095, 0x91716E56B331E314, 0x092421EB5B71857E};
inline constexpr Draws he_normal{0.08164965809277261, 0x0F7555045EA258D5, 0xACFDD20DB56EBD41};
inline constexpr Draws lecun_uniform{0.1, 0x2EB3635DDC9F5CB4, 0xED157DF46AA9E977};
inline constexpr Draws lecun_normal{0.05773502691896258, 0xC9F4006A74C03E54, 0xF50245BD6FF77177};
inline constexpr Draws uniform{0.05, 0xBA0E7D8ACFA9813F, 0x68E2D3A3BFCEF2B7};
inline constexpr Draws normal{0.05, 0xCF8050FEAE2F22E0, 0x638A81B0E270BAC9};

}  // namespace reference::initializers
