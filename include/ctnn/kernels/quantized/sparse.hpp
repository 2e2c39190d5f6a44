#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <ctnn/core/config.hpp>
#include <ctnn/kernels/quantized/codes.hpp>
#include <ctnn/kernels/quantized/dense.hpp>
#include <ctnn/simd/byte_sums.hpp>
#include <type_traits>

// A dense layer of bytes on inputs of which many are zero: groups of four that all are, are not looked at.
// The sums are the same; the time depends on the data.

namespace ctnn::kernels::inline CTNN_CODE {

#ifndef CTNN_NO_SIMD
namespace detail {

/// Lists the groups of x that are not all zero. Room for a register more than there are groups.
template <std::size_t Groups>
CTNN_INLINE std::size_t list_nonzero_groups(const std::uint8_t* x, std::uint32_t* list) noexcept {
    constexpr std::size_t W = simd::byte_lanes;
    std::size_t count = 0, g = 0;
    CTNN_ROLL_FOR (; g + W <= Groups; g += W)
        count +=
            simd::list_groups(simd::nonzero_groups(x + 4 * g), static_cast<std::uint32_t>(g), list + count);
    for (; g < Groups; ++g)
        if ((x[4 * g] | x[4 * g + 1] | x[4 * g + 2] | x[4 * g + 3]) != 0)
            list[count++] = static_cast<std::uint32_t>(g);
    return count;
}

/// The listed groups times `Count` registers of outputs.
template <std::size_t W, std::size_t Count, std::size_t Outputs, class To>
CTNN_INLINE void listed_byte_groups(const ByteLayer& layer, std::size_t first, const std::uint8_t* x,
                                    const std::uint32_t* list, std::size_t length, std::size_t row,
                                    const To& to) noexcept {
    constexpr std::size_t Chains = Count >= 4 ? 1 : 4 / Count;
    simd::Sums<W> sums[Chains][Count];
    CTNN_UNROLL_FOR (std::size_t c = 0; c < Count; ++c) {
        sums[0][c] = simd::load<W>(layer.biases + first + c * W);
        CTNN_UNROLL_FOR (std::size_t k = 1; k < Chains; ++k) sums[k][c] = simd::Sums<W>(0);
    }
    const auto add = [&](std::size_t g, simd::Sums<W>(&into)[Count]) CTNN_LAMBDA_INLINE {
        const auto group = simd::all_groups<W>(x + 4 * g);
        const std::int8_t* const w = layer.weights + (g * Outputs + first) * 4;
        CTNN_UNROLL_FOR (std::size_t c = 0; c < Count; ++c)
            into[c] = simd::add_products(into[c], group, simd::load_groups<W>(w + c * W * 4));
    };
    std::size_t k = 0;
    CTNN_ROLL_FOR (; k + Chains <= length; k += Chains)
        CTNN_UNROLL_FOR (std::size_t j = 0; j < Chains; ++j) add(list[k + j], sums[j]);
    CTNN_ROLL_FOR (; k < length; ++k) add(list[k], sums[0]);
    CTNN_UNROLL_FOR (std::size_t c = 0; c < Count; ++c) {
        simd::Sums<W> sum = sums[0][c];
        CTNN_UNROLL_FOR (std::size_t j = 1; j < Chains; ++j) sum = sum + sums[j][c];
        to.store(row, first + c * W, sum, layer.multipliers + first + c * W);
    }
}

template <std::size_t In, std::size_t Out, class To>
[[gnu::noinline]] void sparse_byte_row(const ByteLayer& layer, const std::uint8_t* x, std::size_t row,
                                       const To& to) noexcept {
    using Weights = ByteWeights<In, Out>;
    using Panels = BytePanels<Weights::outputs, byte_row_registers>;
    std::uint32_t list[Weights::groups + simd::byte_lanes];
    const std::size_t length = list_nonzero_groups<Weights::groups>(x, list);
    Panels::each([&]<std::size_t Count>(std::size_t first) CTNN_LAMBDA_INLINE {
        listed_byte_groups<Panels::W, Count, Weights::outputs>(layer, first, x, list, length, row, to);
    });
}

}  // namespace detail
#endif

/// What dense_bytes gives, skipping groups of zeros, where the code 0 is that of 0.
template <std::size_t In, std::size_t Out, class To>
constexpr void sparse_bytes(const ByteLayer& layer, const std::uint8_t* x, std::size_t x_stride,
                            std::size_t count, const To& to) noexcept {
#ifndef CTNN_NO_SIMD
    if constexpr (simd::byte_lanes != 0)
        if (!std::is_constant_evaluated()) {
            for (std::size_t row = 0; row < count; ++row)
                detail::sparse_byte_row<In, Out>(layer, x + row * x_stride, row, to);
            return;
        }
#endif
    dense_bytes_plain<In, Out>(layer, x, x_stride, count, to);
}

}  // namespace ctnn::kernels::inline CTNN_CODE
