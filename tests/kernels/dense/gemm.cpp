#include <ctnn/kernels/dense/gemm.hpp>
#include <ctnn/simd/shuffle.hpp>

#include <testing.hpp>

#ifndef CTNN_NO_SIMD
using namespace ctnn;

// What the tiles compute is tested, at all sizes, in tests/kernels/dense.cpp; here that every element of C is
// handed to the epilogue.
namespace {

template <std::size_t M, std::size_t N>
void check() {
    CAPTURE(M, N);
    constexpr std::size_t W = simd::width<float>(N);
    float a[M], b[N];
    int seen[M][N]{};
    for (float& value : a) value = 1;
    for (float& value : b) value = 2;
    kernels::gemm<M, N, kernels::Strides{.row = 1, .step = 0, .b_step = 0}>(
        3, static_cast<const float*>(a), static_cast<const float*>(b),
        [&]<std::size_t Rows, class Along>(std::size_t row, std::size_t column, auto& sums) {
            for (std::size_t m = 0; m < Rows; ++m)
                for (std::size_t j = 0; j < Along::count; ++j)
                    for (std::size_t lane = 0; lane < W; ++lane) {
                        seen[row + m][column + Along::start(j) + lane]++;
                        REQUIRE(sums[m][j].lanes()[lane] == 6);
                    }
        });
    for (const auto& row : seen)
        for (const int times : row) REQUIRE((times == 1 || times == 2));
}

}  // namespace

TEST_CASE("gemm: covers the whole matrix", "[kernels]") {
    check<1, 4>();
    check<3, 7>();
    check<30, 17>();
    check<14, 32>();
    check<15, 49>();
    check<61, 70>();
}
#endif
