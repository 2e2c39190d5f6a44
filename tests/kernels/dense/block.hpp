#pragma once

#include <cmath>
#include <cstddef>
#include <ctnn/core/random.hpp>
#include <utility>
#include <vector>

#include <kernels/sizes.hpp>
#include <testing.hpp>

// Values for the kernels of a dense layer, out of alignment and guarded, and the sizes that they are tested
// at.

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

/// Calls check.operator()<T, B, In, Out>() at all sizes of inputs, and of outputs.
template <class T, std::size_t B, class Check>
void at_kernel_sizes(Check check) {
    [&]<std::size_t... N>(std::index_sequence<N...>) {
        (check.template operator()<T, B, 7, N>(), ...);
        (check.template operator()<T, B, N, 5>(), ...);
    }(KernelSizes{});
}

/// The same at those sizes for a batch, and at some of larger batches.
template <class Check>
void at_sizes_of_batches(Check check) {
    at_kernel_sizes<float, 5>(check);
    check.template operator()<float, 16, 33, 50>();
    check.template operator()<double, 7, 19, 23>();
    check.template operator()<float, 5, 65, 10>();  // rows long enough to be read by pairs, and an odd one
#ifndef CTNN_TEST_FEW
    check.template operator()<float, 14, 17, 16>();
    check.template operator()<float, 30, 5, 31>();
    check.template operator()<float, 4, 1, 67>();
    check.template operator()<double, 32, 65, 10>();
    check.template operator()<float, 64, 100, 130>();
    check.template operator()<float, 3, 300, 40>();
    check.template operator()<float, 29, 64, 16>();
    check.template operator()<float, 14, 67, 5>();
    check.template operator()<float, 4, 99, 4>();
#endif
}
