#include <ctnn/kernels/dense/choice.hpp>
#include <string>

#include <kernels/targets.hpp>
#include <testing.hpp>

using namespace ctnn::kernels;
using namespace targets;

constexpr DenseKernel one(std::size_t in, std::size_t out, const Target& on) {
    return dense_kernel({1, in, out}, on);
}
constexpr DenseKernel batch(std::size_t samples, std::size_t in, std::size_t out, const Target& on) {
    return dense_kernel({samples, in, out}, on);
}

// One sample.
static_assert(one(784, 128, avx512) == DenseKernel::panels && one(784, 128, avx2) == DenseKernel::panels);
static_assert(one(784, 128, sse2) == DenseKernel::panels && one(784, 128, neon) == DenseKernel::panels);
static_assert(one(16, 16, sse2) == DenseKernel::row && one(16, 16, avx512) == DenseKernel::row);
static_assert(one(257, 1, avx2) == DenseKernel::stream && one(256, 1, avx2) == DenseKernel::row);
static_assert(one(17, 16, avx512) == DenseKernel::panels, "rows are whole registers");
static_assert(one(128, 10, avx512) == DenseKernel::stream, "5 vectors, 5 tables of 32 registers");
static_assert(one(128, 10, avx2) == DenseKernel::stream, "5 and 5 of 16");
static_assert(one(128, 10, sse2) == DenseKernel::stream && one(128, 10, neon) == DenseKernel::stream);
static_assert(one(128, 12, avx2) == DenseKernel::stream && one(128, 12, sse2) == DenseKernel::panels);
static_assert(one(128, 15, avx512) == DenseKernel::stream, "15, 15 and 2 of 32");
static_assert(one(128, 17, avx512) == DenseKernel::panels, "17 and 17 of 32");
static_assert(one(128, 9, avx2) == DenseKernel::panels, "9 and 9 of 16");
static_assert(one(31, 15, avx512) == DenseKernel::panels && one(32, 15, avx512) == DenseKernel::stream);
static_assert(one(128, 5, doubles(avx512)) == DenseKernel::stream, "8 rows in 5 vectors");
static_assert(one(128, 9, doubles(avx2)) == DenseKernel::panels);
constexpr Target halves{32, 64, 4, false, true};
static_assert(one(24, 24, avx512) == DenseKernel::stream && one(24, 24, halves) == DenseKernel::panels);
static_assert(weight_stream(10, avx512).rows == 8 && weight_stream(10, halves).rows == 4);

// A batch.
static_assert(batch(64, 784, 128, avx512) == DenseKernel::tiles);
static_assert(batch(5, 784, 128, sse2) == DenseKernel::tiles && batch(4, 784, 128, sse2) == DenseKernel::few);
static_assert(batch(2, 784, 16, avx512) == DenseKernel::few &&
              batch(2, 784, 3, avx512) == DenseKernel::stream);
static_assert(batch(64, 2, 4, avx512) == DenseKernel::tiles && batch(64, 2, 3, avx512) == DenseKernel::row);
static_assert(batch(64, 784, 1, avx512) == DenseKernel::stream, "one sample after the other");
static_assert(batch(64, 2, 2, doubles(avx2)) == DenseKernel::tiles);

// One answer everywhere, and no vectors.
static_assert(one(16, 1, fixed(avx512)) == DenseKernel::dot && one(15, 1, fixed(avx512)) == DenseKernel::row);
static_assert(one(784, 1, fixed(none)) == DenseKernel::dot);
static_assert(one(128, 10, fixed(avx512)) == DenseKernel::panels, "a stream has another order");
static_assert(one(784, 128, none) == DenseKernel::plain && batch(64, 784, 128, none) == DenseKernel::plain);

// A small layer, unrolled.
constexpr RowKernel row(std::size_t in, std::size_t out, const Target& on, bool from_registers = false,
                        bool cheap = true) {
    return row_kernel({in, out, from_registers, cheap}, on);
}
static_assert(row(2, 2, avx512) == RowKernel::rows && row(3, 1, avx512) == RowKernel::rows);
static_assert(row(4, 1, avx512) == RowKernel::stream && row(16, 3, avx512) == RowKernel::stream);
static_assert(row(15, 3, avx512) == RowKernel::rows && row(16, 8, sse2) == RowKernel::rows);
static_assert(row(8, 8, avx2, true, false) == RowKernel::rows_by_memory);
static_assert(row(8, 8, avx2, true, true) == RowKernel::rows, "no units to spare for");
static_assert(row(8, 8, avx2, false, false) == RowKernel::rows, "in memory already");
static_assert(row(4, 8, avx2, true, false) == RowKernel::rows);
static_assert(row(16, 1, fixed(avx2)) == RowKernel::dot && row(15, 1, fixed(avx2)) == RowKernel::rows);

// Gradients.
static_assert(data_gradient_kernel({4, 784, 128}, avx2) == DataGradientKernel::tiles);
static_assert(data_gradient_kernel({3, 784, 128}, avx2) == DataGradientKernel::dots);
static_assert(data_gradient_kernel({1, 784, 128}, fixed(avx2)) == DataGradientKernel::tiles);
static_assert(data_gradient_kernel({64, 3, 128}, avx2) == DataGradientKernel::dots);
static_assert(data_gradient_kernel({64, 784, 128}, none) == DataGradientKernel::dots);
static_assert(weight_gradient_kernel(4, true, sse2) == WeightGradientKernel::tiles);
static_assert(weight_gradient_kernel(3, true, sse2) == WeightGradientKernel::plain);
static_assert(weight_gradient_kernel(128, false, avx512) == WeightGradientKernel::plain);
static_assert(weight_gradient_kernel(128, true, none) == WeightGradientKernel::plain);

// Of recurrent cells.
static_assert(accumulate_kernel(4, 64, avx2) == AccumulateKernel::tiles);
static_assert(accumulate_kernel(3, 64, avx2) == AccumulateKernel::rows);
static_assert(accumulate_kernel(16, 3, avx2) == AccumulateKernel::rows);
static_assert(accumulate_kernel(16, 64, none) == AccumulateKernel::plain);
static_assert(!nearly_fit(10'240, avx2) && nearly_fit(10'241, avx2), "40 KB");
static_assert(nearly_fit(65'536, avx2) && !nearly_fit(65'537, avx2), "256 KB");
static_assert(nearly_fit(5'121, doubles(avx2)) && !nearly_fit(20'000, fixed(avx2)));

TEST_CASE("choice: dense kernels have names", "[kernels]") {
    REQUIRE(name(DenseKernel::few) == std::string("few"));
    REQUIRE(name(DenseKernel::tiles) == std::string("tiles"));
    REQUIRE(name(DenseKernel::row) == std::string("row"));
    REQUIRE(name(DenseKernel::stream) == std::string("stream"));
    REQUIRE(name(DenseKernel::panels) == std::string("panels"));
    REQUIRE(name(DenseKernel::dot) == std::string("dot"));
    REQUIRE(name(DenseKernel::plain) == std::string("plain"));
}
