#include <cstddef>
#include <ctnn/kernels/values/transpose.hpp>
#include <vector>

#include <testing.hpp>

using namespace ctnn;

#ifndef CTNN_NO_SIMD
namespace {

template <class T, std::size_t Rows, std::size_t Columns, std::size_t Stride = Columns,
          std::size_t ToStride = Rows>
void check() {
    std::vector<T> from((Rows - 1) * Stride + Columns), to((Columns - 1) * ToStride + Rows);
    for (std::size_t i = 0; i < from.size(); ++i) from[i] = T(i);
    kernels::transpose<Rows, Columns, Stride, ToStride>(static_cast<const T*>(from.data()), to.data());
    CAPTURE(Rows, Columns, Stride, ToStride);
    for (std::size_t r = 0; r < Rows; ++r)
        for (std::size_t c = 0; c < Columns; ++c) REQUIRE(to[c * ToStride + r] == from[r * Stride + c]);
}

}  // namespace

TEST_CASE("transpose: every size, and rows and columns that are part of longer ones", "[kernels]") {
    check<float, 1, 1>();
    check<float, 4, 4>();
    check<float, 3, 5>();
    check<float, 5, 3, 7>();
    check<float, 3, 6>();
    check<float, 6, 7, 9, 11>();
    check<float, 2, 3, 4, 5>();
    check<float, 8, 13, 40>();
    check<float, 64, 10>();
    check<float, 17, 64, 128>();
    check<double, 7, 6, 9>();
}
#endif
