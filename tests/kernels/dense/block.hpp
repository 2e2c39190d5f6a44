#pragma once

#include <catch2/catch.hpp>
#include <cmath>
#include <cstddef>
#include <ctnn/core/random.hpp>
#include <vector>

// Values for the kernels of a dense layer, out of alignment and guarded.

inline std::vector<double> noise(std::size_t count, std::uint64_t seed) {
    ctnn::Random random{seed};
    std::vector<double> values(count);
    for (double& value : values) value = random.uniform<float>() * 2 - 1;  // exact in float and double
    return values;
}

/// A copy in the type that is tested, `shift` values behind an aligned start, guards around it.
template <class T>
struct Block {
    static constexpr T mark = T(-7777);
    std::vector<T> memory;
    std::size_t shift, size;
    Block(const std::vector<double>& values, std::size_t by)
        : memory(values.size() + 64, mark), shift(16 + by), size(values.size()) {
        for (std::size_t i = 0; i < size; ++i) memory[shift + i] = static_cast<T>(values[i]);
    }
    T* data() { return memory.data() + shift; }
    bool intact() const {
        for (std::size_t i = 0; i < memory.size(); ++i)
            if ((i < shift || i >= shift + size) && memory[i] != mark) return false;
        return true;
    }
};

template <class T>
void require_equal(Block<T>& block, const std::vector<double>& wanted) {
    const double tolerance = sizeof(T) == 4 ? 2e-5 : 1e-13;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        CAPTURE(i);
        REQUIRE(std::abs(static_cast<double>(block.data()[i]) - wanted[i]) <=
                tolerance * (1 + std::abs(wanted[i])));
    }
    REQUIRE(block.intact());
}
