
#include <kernels/dense/dense_against_loops.hpp>
#include <testing.hpp>

TEST_CASE("dense_tiles: every size agrees with plain loops", "[kernels]") {
    at_sizes_of_batches(IsPlainLoops{});
}
