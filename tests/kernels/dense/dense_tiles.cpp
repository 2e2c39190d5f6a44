#include <catch2/catch.hpp>
#include <ctnn/kernels/dense/dense.hpp>

#include <kernels/dense/dense_against_loops.hpp>

using namespace ctnn;

TEST_CASE("dense_tiles: every size agrees with plain loops", "[kernels]") {
    check_sizes<float, 5>();
    check<float, 16, 33, 50>();
    check<double, 7, 19, 23>();
    check<float, 5, 65, 10>();  // rows long enough to be read by pairs, and an odd one
#ifndef CTNN_TEST_FEW
    check<float, 14, 17, 16>();
    check<float, 30, 5, 31>();
    check<float, 4, 1, 67>();
    check<double, 32, 65, 10>();
    check<float, 64, 100, 130>();
    check<float, 29, 64, 16>();
    check<float, 14, 67, 5>();
    check<float, 4, 99, 4>();
#endif
}
