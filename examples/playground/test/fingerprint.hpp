#pragma once

#include <cstdint>
#include <ctnn/math/primitives.hpp>

/// FNV-1a over the bits of numbers: what test/fingerprint.mjs computes of a module.
struct Fingerprint {
    std::uint32_t value = 2166136261u;

    void add(const auto& numbers) {
        for (const float number : numbers) value = (value ^ ctnn::math::to_bits(number)) * 16777619u;
    }
};
