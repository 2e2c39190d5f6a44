#include <catch2/catch.hpp>

#include <kernels/dense/dense_against_loops.hpp>

TEST_CASE("dense_tiles: every size agrees with plain loops", "[kernels]") {
    at_sizes_of_batches(IsPlainLoops{});
}
