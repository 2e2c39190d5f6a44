#pragma once

#include <cstddef>
#include <cstdint>
#include <ctnn/core/random.hpp>
#include <vector>

/// Values between -1 and 1, the same at every run; exact in float, whatever T.
template <class T>
std::vector<T> noise(std::size_t count, std::uint64_t seed) {
    ctnn::Random random{seed};
    std::vector<T> values(count);
    for (T& value : values) value = T(random.uniform<float>() * 2 - 1);
    return values;
}
