#pragma once

#include <algorithm>
#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/tuning.hpp>
#include <ctnn/simd/vec.hpp>
#include <limits>
#include <type_traits>

// How large the kernels' tiles are: the one table from the number of registers. What a kernel leaves of them,
// it needs for the operands.

namespace ctnn::simd::inline CTNN_CODE {

/// Vectors that kernels keep in registers at once, unless it says otherwise.
struct Tuning {
    std::size_t tile_rows;            ///< gemm: rows of a tile that is one vector wide
    std::size_t tile_rows_of_pairs;   ///< gemm: rows of one that is two wide, or takes two inputs at once
    std::size_t rows_before_moments;  ///< outer: inputs whose rows an optimizer with moments gets at once
    std::size_t dense_panel;          ///< dense: vectors of outputs
    std::size_t accumulate_panel;     ///< accumulate: vectors of outputs
    std::size_t lanes_block;          ///< lanes: outputs, each a vector of samples
    std::size_t sparse_panel;         ///< sparse: vectors of a row of weights, of its gradient too
    std::size_t column_tile;          ///< columns: vectors of columns, each with up to five of sums and means
    std::size_t convolution_tile;     ///< nested_tile: sums
    std::size_t plane_filters;        ///< conv_planes: filters of one tile, which share its sums
    std::size_t depthwise_pixels;     ///< conv_depthwise: pixels of a tile; of one with four chains half
    std::size_t recurrent_row;        ///< recurrence: a row of gates, not counting the chains of its sums
    std::size_t recurrent_row_twice;  ///< recurrence: the same where input and output have a row each
    std::size_t norm_row;             ///< row_norm: a row
    std::size_t norm_row_backward;    ///< row_norm: a row of which six are at work, on the way back

    /// Registers that the greatest of these tiles takes, with its operands: vectors of weights, and the value
    /// that they are multiplied with.
    constexpr std::size_t takes() const noexcept {
        return std::max({tile_rows + 2, 2 * tile_rows_of_pairs + 3, dense_panel + 1, accumulate_panel + 1,
                         lanes_block + 2, sparse_panel + 1, 5 * column_tile + 2, convolution_tile + 4,
                         plane_filters + 2, 2 * depthwise_pixels + 2, recurrent_row + 1,
                         2 * recurrent_row_twice, norm_row + 1, 6 * norm_row_backward + 2});
    }
};

/// No limit.
inline constexpr std::size_t all_rows = std::numeric_limits<std::size_t>::max();

/// The table.
constexpr Tuning tuning_of(std::size_t names) noexcept {
    constexpr Tuning of_16{
        .tile_rows = 13,
        .tile_rows_of_pairs = 6,
        .rows_before_moments = all_rows,
        .dense_panel = 10,
        .accumulate_panel = 10,
        .lanes_block = 8,
        .sparse_panel = 8,
        .column_tile = 2,
        .convolution_tile = 12,
        .plane_filters = 4,
        .depthwise_pixels = 4,
        .recurrent_row = 8,
        .recurrent_row_twice = 8,
        .norm_row = 8,
        .norm_row_backward = 2,
    };
    constexpr Tuning of_32{
        .tile_rows = 28,
        .tile_rows_of_pairs = 14,
        .rows_before_moments = 8,
        .dense_panel = 28,
        .accumulate_panel = 16,
        .lanes_block = 16,
        .sparse_panel = 16,
        .column_tile = 4,
        .convolution_tile = 28,
        .plane_filters = 7,
        .depthwise_pixels = 8,
        .recurrent_row = 12,
        .recurrent_row_twice = 9,
        .norm_row = 8,
        .norm_row_backward = 4,
    };
    return names >= 32 ? of_32 : of_16;
}

namespace detail {

struct WithinRegisters {};

template <Tuning T, std::size_t Registers>
consteval auto tuning_mistake() {
    if constexpr (T.takes() > Registers)
        return std::type_identity<
            typename error::a_tuning_asks_for<T.takes()>::template registers_but_there_are<Registers>>{};
    else
        return std::type_identity<WithinRegisters>{};
}

template <Tuning T, std::size_t Registers>
struct CheckedTuning : decltype(tuning_mistake<T, Registers>())::type {
    static constexpr bool value = true;
};

}  // namespace detail

/// A contract: true when no tile asks for more than so many registers, else a sentence with both numbers.
template <Tuning T, std::size_t Registers>
#ifdef __clang__  // see network/network_budget.hpp: each compiler names the user's line for one of both
concept
#else
inline constexpr bool
#endif
    fits_registers = detail::CheckedTuning<T, Registers>::value;

static_assert(fits_registers<tuning_of(16), 16>);
static_assert(fits_registers<tuning_of(32), 32>);

#ifndef CTNN_NO_SIMD
/// This program's.
inline constexpr Tuning tuning = tuning_of(registers);
static_assert(fits_registers<tuning, registers>);
#endif

}  // namespace ctnn::simd::inline CTNN_CODE
