#pragma once

#include <cstddef>
#include <cstdint>
#include <ctnn/core/random.hpp>
#include <ctnn/kernels/quantized/dense.hpp>
#include <vector>

/// A dense layer of bytes, and rows of codes for it, a share of whose groups are zero.
template <std::size_t In, std::size_t Out>
struct SomeByteLayer {
    using Weights = ctnn::kernels::ByteWeights<In, Out>;
    static constexpr std::size_t stride = ctnn::kernels::code_stride(In);

    std::vector<std::int8_t> weights = std::vector<std::int8_t>(Weights::size + 64);
    std::vector<std::int32_t> biases = std::vector<std::int32_t>(Weights::outputs);
    std::vector<float> multipliers = std::vector<float>(Weights::outputs);
    std::vector<std::uint8_t> codes;

    SomeByteLayer(std::uint64_t seed, std::size_t count, bool extremes, std::uint64_t zeros = 0)
        : codes(count * stride) {
        ctnn::Random random{seed};
        for (std::size_t o = 0; o < Out; ++o) {
            for (std::size_t i = 0; i < In; ++i)
                weights[Weights::at(i, o)] = static_cast<std::int8_t>(
                    extremes ? (o % 2 == 0 ? 127 : -127) : static_cast<int>(random.below(255u)) - 127);
            biases[o] = static_cast<std::int32_t>(random.below(20'001u)) - 10'000;
            multipliers[o] = (1 + random.uniform<float>()) / 500 / static_cast<float>(1 + In / 16);
        }
        for (std::size_t s = 0; s < count; ++s)
            for (std::size_t i = 0; i < In; i += 4) {
                const bool is_zero = random.below(std::uint64_t{4}) < zeros;
                for (std::size_t k = i; k < i + 4 && k < In; ++k)
                    codes[s * stride + k] = static_cast<std::uint8_t>(is_zero    ? 0
                                                                      : extremes ? 127
                                                                                 : random.below(128u));
            }
    }

    struct View {
        ctnn::kernels::ByteLayer layer;
        const std::uint8_t* x;
        std::size_t x_stride;
    };
    View view() const { return {{weights.data(), biases.data(), multipliers.data()}, codes.data(), stride}; }
};
