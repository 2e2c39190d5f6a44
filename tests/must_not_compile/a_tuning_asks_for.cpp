// ERROR: a_tuning_asks_for<40>::registers_but_there_are<32>
#include <cstddef>
#include <ctnn/simd/tuning.hpp>

namespace simd = ctnn::simd;

// A row of the tile, and two registers for its operands.
constexpr simd::Tuning with_tile_rows(std::size_t rows) {
    simd::Tuning tuning = simd::tuning_of(32);
    tuning.tile_rows = rows;
    return tuning;
}

#ifndef MUST_NOT_COMPILE
static_assert(simd::fits_registers<with_tile_rows(30), 32>);
#else
static_assert(simd::fits_registers<with_tile_rows(38), 32>);
#endif
