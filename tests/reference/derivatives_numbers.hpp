#pragma once

#include <array>
#include <cstddef>

// The parameters, inputs and directions of derivatives.py.

namespace reference::derivatives {

template <std::size_t N>
constexpr std::array<double, N> numbers(int factor) {
    std::array<double, N> values{};
    for (std::size_t i = 0; i < N; ++i) values[i] = (((int(i) + 1) * factor) % 101 - 50) / 60.0;
    return values;
}

}  // namespace reference::derivatives
