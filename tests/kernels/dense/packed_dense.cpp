#include <ctnn/kernels/dense/packed_dense.hpp>
#include <vector>

#include <kernels/targets.hpp>
#include <testing.hpp>

using namespace ctnn::kernels;
using namespace targets;

// Where it pays: rows of several registers, pairs of float, any order of sums.
static_assert(packing_pays(33, 33, avx512) && packing_pays(33, 33, avx2) && !packing_pays(33, 33, sse2));
static_assert(!packing_pays(33, 33, neon) && !packing_pays(33, 33, none));
static_assert(!packing_pays(33, 33, fixed(avx512)) && !packing_pays(33, 33, doubles(avx512)));
static_assert(!packing_pays(8, 8, avx2) && !packing_pays(50, 10, avx512), "unrolled, and one stream");

#ifndef CTNN_NO_SIMD
/// Every weight and bias has a place of its own.
template <std::size_t In, std::size_t Out>
void check_places() {
    using P = PackedRows<In, Out, float>;
    std::vector<int> taken(P::size);
    for (std::size_t i = 0; i < In; ++i)
        for (std::size_t o = 0; o < Out; ++o) REQUIRE(++taken.at(P::place(i, o)) == 1);
    for (std::size_t o = 0; o < Out; ++o) REQUIRE(++taken.at(P::biases_at + o) == 1);
}

TEST_CASE("packed dense: places", "[kernels]") {
    check_places<33, 33>();
    check_places<6, 24>();
    check_places<5, 47>();
    check_places<9, 64>();
    check_places<17, 500>();
}
#endif
