#pragma once

#include <cstddef>
#include <cstdint>
#include <ctnn/core/config.hpp>
#include <ctnn/simd/byte_sums.hpp>
#include <type_traits>

// Numbers as codes, bytes of 0 to 127: value = step * (code - zero). How they are rounded, and how they lie.
// Everything here gives the same bits everywhere: a number is scaled by one multiplication, which nothing can
// be fused with, and rounded half to even.

namespace ctnn::kernels::inline CTNN_CODE {

/// Values that a row of so many codes has room for: registers are stored whole.
constexpr std::size_t code_stride(std::size_t values) noexcept { return (values + 15) / 16 * 16; }

/// The codes that scaled numbers become: clipped, rounded, `zero` added.
struct CodeRange {
    float least = 0, greatest = 127;  ///< before `zero` is added
    std::int32_t zero = 0;            ///< the code of 0
};

/// The nearest integer, halves to even, of a number below 2^22; 0 of what is none, which no integer is near.
constexpr std::int32_t nearest(float x) noexcept {
    if (!(x > -0x1p22f && x < 0x1p22f)) return 0;
    const auto whole = static_cast<std::int32_t>(x);
    const float rest = x - static_cast<float>(whole);
    const bool odd = whole % 2 != 0;
    if (rest > 0.5f || (rest == 0.5f && odd)) return whole + 1;
    if (rest < -0.5f || (rest == -0.5f && odd)) return whole - 1;
    return whole;
}

/// That of a scaled number; of NaN the greatest.
constexpr std::uint8_t code_of(float scaled, const CodeRange& range) noexcept {
    const float below = scaled < range.greatest ? scaled : range.greatest;
    return static_cast<std::uint8_t>(nearest(below > range.least ? below : range.least) + range.zero);
}

/// How numbers that come in become codes. A byte counts as b / 255, as in a Dataset.
struct InputCodes {
    float inverse_step;
    std::int32_t zero;

    constexpr std::uint8_t operator()(float x) const noexcept {
        const auto low = static_cast<float>(-zero);
        return code_of(x * inverse_step, {low, low + 127, zero});
    }
    constexpr std::uint8_t operator()(std::uint8_t x) const noexcept {
        return (*this)(static_cast<float>(x) * (1.0f / 255.0f));
    }
#ifndef CTNN_NO_SIMD
    template <std::size_t W>
    CTNN_INLINE static simd::vec<float, W> load(const float* x) noexcept {
        return simd::load<W>(x);
    }
    template <std::size_t W>
    CTNN_INLINE static simd::vec<float, W> load(const std::uint8_t* x) noexcept {
        return simd::to_numbers(simd::load_bytes<W>(x)) * simd::vec<float, W>(1.0f / 255.0f);
    }
    /// The codes of 4 * W, but for the zero, which is added where they are stored, and what is below it.
    template <std::size_t W, class X>
    CTNN_INLINE void store(const X* x, std::uint8_t* to) const noexcept {
        using V = simd::vec<float, W>;
        const V step(inverse_step), most(static_cast<float>(127 - zero));
        const auto code = [&](std::size_t i) CTNN_LAMBDA_INLINE {
            return simd::nearest(simd::at_most(load<W>(x + i * W) * step, most));
        };
        simd::store_bytes(to, code(0), code(1), code(2), code(3), zero);
    }
#endif
};

/// The codes of N numbers, or bytes; then zeros to the next multiple of four.
template <std::size_t N, class X>
constexpr void to_codes(const InputCodes& input, const X* x, std::uint8_t* codes) noexcept {
    for (std::size_t i = N; i % 4 != 0; ++i) codes[i] = 0;
    std::size_t i = 0;
#ifndef CTNN_NO_SIMD
    if constexpr (constexpr std::size_t least = 16; simd::byte_lanes != 0 && N >= least)
        if (!std::is_constant_evaluated()) {
            constexpr std::size_t W = N >= 4 * simd::byte_lanes ? simd::byte_lanes : least / 4;
            CTNN_ROLL_FOR (; i + 4 * W <= N; i += 4 * W) input.store<W>(x + i, codes + i);
            if constexpr (N % (4 * W) != 0) input.store<W>(x + N - 4 * W, codes + N - 4 * W);
            return;
        }
#endif
    for (; i < N; ++i) codes[i] = input(x[i]);
}

}  // namespace ctnn::kernels::inline CTNN_CODE
