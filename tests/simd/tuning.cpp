#include <ctnn/simd/tuning.hpp>

#include <testing.hpp>

namespace simd = ctnn::simd;

// The table, row by row: what it counts is said there.
constexpr simd::Tuning of_16 = simd::tuning_of(16), of_32 = simd::tuning_of(32);
static_assert(of_16.tile_rows == 13 && of_32.tile_rows == 28);
static_assert(of_16.tile_rows_of_pairs == 6 && of_32.tile_rows_of_pairs == 14);
static_assert(of_16.rows_before_moments == simd::all_rows && of_32.rows_before_moments == 8);
static_assert(of_16.dense_panel == 10 && of_32.dense_panel == 28);
static_assert(of_16.accumulate_panel == 10 && of_32.accumulate_panel == 16);
static_assert(of_16.lanes_block == 8 && of_32.lanes_block == 16);
static_assert(of_16.sparse_panel == 8 && of_32.sparse_panel == 16);
static_assert(of_16.column_tile == 2 && of_32.column_tile == 4);
static_assert(of_16.convolution_tile == 12 && of_32.convolution_tile == 28);
static_assert(of_16.plane_filters == 4 && of_32.plane_filters == 7);
static_assert(of_16.depthwise_pixels == 4 && of_32.depthwise_pixels == 8);
static_assert(of_16.recurrent_row == 8 && of_32.recurrent_row == 12);
static_assert(of_16.recurrent_row_twice == 8 && of_32.recurrent_row_twice == 9);
static_assert(of_16.norm_row == 8 && of_32.norm_row == 8);
static_assert(of_16.norm_row_backward == 2 && of_32.norm_row_backward == 4);

// Convolutions' tiles use up what there is.
static_assert(of_16.takes() == 16 && of_32.takes() == 32);
static_assert(simd::fits_registers<of_32, 32> && simd::fits_registers<of_16, 16>);

TEST_CASE("tuning: this program's is one of the table's rows", "[simd]") {
#ifndef CTNN_NO_SIMD
    REQUIRE(simd::tuning.takes() == simd::registers);
#endif
}
