#include <ctnn/kernels/sparse/choice.hpp>
#include <string>

#include <kernels/targets.hpp>
#include <testing.hpp>

using namespace ctnn::kernels;
using namespace targets;

static_assert(sparse_kernel(1, 128, avx512) == SparseKernel::listed_rows);
static_assert(sparse_kernel(7, 128, avx2) == SparseKernel::listed_rows);
static_assert(sparse_kernel(8, 128, avx2) == SparseKernel::marked_rows);
static_assert(sparse_kernel(64, 4, sse2) == SparseKernel::dense, "one vector");
static_assert(sparse_kernel(7, 4, sse2) == SparseKernel::listed_rows);
static_assert(sparse_kernel(64, 5, sse2) == SparseKernel::marked_rows);
static_assert(sparse_kernel(64, 16, avx512) == SparseKernel::dense);
static_assert(sparse_kernel(64, 17, avx512) == SparseKernel::marked_rows);
static_assert(sparse_kernel(64, 4, fixed(sse2)) == SparseKernel::marked_rows, "the order is fixed");
static_assert(sparse_kernel(64, 3, sse2) == SparseKernel::plain);
static_assert(sparse_kernel(64, 3, doubles(sse2)) == SparseKernel::marked_rows);
static_assert(sparse_kernel(64, 128, none) == SparseKernel::plain);

static_assert(sparse_gradient_kernel(64, 128, true, neon) == SparseKernel::marked_rows);
static_assert(sparse_gradient_kernel(64, 128, false, neon) == SparseKernel::plain);
static_assert(sparse_gradient_kernel(64, 3, true, neon) == SparseKernel::plain);
static_assert(sparse_gradient_kernel(64, 128, true, none) == SparseKernel::plain);
static_assert(sparse_gradient_kernel(64, 32, true, avx512) == SparseKernel::dense, "two vectors");
static_assert(sparse_gradient_kernel(64, 33, true, avx512) == SparseKernel::marked_rows);
static_assert(sparse_gradient_kernel(7, 32, true, avx512) == SparseKernel::marked_rows);
static_assert(sparse_gradient_kernel(64, 32, true, fixed(avx512)) == SparseKernel::marked_rows);

TEST_CASE("choice: sparse kernels have names", "[kernels]") {
    REQUIRE(name(SparseKernel::marked_rows) == std::string("marked rows"));
    REQUIRE(name(SparseKernel::listed_rows) == std::string("listed rows"));
    REQUIRE(name(SparseKernel::dense) == std::string("dense"));
    REQUIRE(name(SparseKernel::plain) == std::string("plain"));
}
