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

/// A single vector of columns, two steps of k at a time, against a plain loop over whole numbers.
template <std::size_t M, std::size_t N, std::size_t Depth>
void goes_by_pairs() {
    CAPTURE(M, N, Depth);
    constexpr std::size_t W = kernels::gemm_width<float>(N, false);
    float a[M * Depth], b[Depth * N];
    for (std::size_t i = 0; i < M * Depth; ++i) a[i] = float(i % 7) - 2;
    for (std::size_t i = 0; i < Depth * N; ++i) b[i] = float(i % 5) - 1;
    kernels::gemm<M, N, kernels::Strides{.row = Depth, .step = 1, .b_step = N, .by_pairs = true}>(
        Depth, static_cast<const float*>(a), static_cast<const float*>(b),
        [&]<std::size_t Rows, class Along>(std::size_t row, std::size_t column, auto& sums) {
            for (std::size_t m = 0; m < Rows; ++m)
                for (std::size_t lane = 0; lane < W; ++lane) {
                    float wanted = 0;
                    for (std::size_t k = 0; k < Depth; ++k)
                        wanted += a[(row + m) * Depth + k] * b[k * N + column + lane];
                    REQUIRE(sums[m][0].lanes()[lane] == wanted);
                }
        });
}

}  // namespace

TEST_CASE("gemm: by pairs, with and without a last step alone", "[kernels]") {
    goes_by_pairs<1, 4, 1>();
    goes_by_pairs<3, 4, 8>();
    goes_by_pairs<5, simd::native<float>, 9>();
    goes_by_pairs<2, simd::native<float>, 6>();
}

TEST_CASE("gemm: covers the whole matrix", "[kernels]") {
    check<1, 4>();
    check<3, 7>();
    check<30, 17>();
    check<14, 32>();
    check<15, 49>();
    check<61, 70>();
}
#endif
