#include <ctnn/kernels/sparse/choice.hpp>
#include <string>

#include <kernels/targets.hpp>
#include <testing.hpp>

using namespace ctnn::kernels;
using namespace targets;

static_assert(sparse_kernel(1, 128, avx512) == SparseKernel::listed_rows);
static_assert(sparse_kernel(7, 128, avx2) == SparseKernel::listed_rows);
static_assert(sparse_kernel(8, 128, avx2) == SparseKernel::marked_rows);
static_assert(sparse_kernel(64, 4, sse2) == SparseKernel::marked_rows);
static_assert(sparse_kernel(64, 3, sse2) == SparseKernel::plain);
static_assert(sparse_kernel(64, 3, doubles(sse2)) == SparseKernel::marked_rows);
static_assert(sparse_kernel(64, 128, none) == SparseKernel::plain);

static_assert(sparse_gradient_kernel(128, true, neon) == SparseKernel::marked_rows);
static_assert(sparse_gradient_kernel(128, false, neon) == SparseKernel::plain);
static_assert(sparse_gradient_kernel(3, true, neon) == SparseKernel::plain);
static_assert(sparse_gradient_kernel(128, true, none) == SparseKernel::plain);

TEST_CASE("choice: sparse kernels have names", "[kernels]") {
    REQUIRE(name(SparseKernel::marked_rows) == std::string("marked rows"));
    REQUIRE(name(SparseKernel::listed_rows) == std::string("listed rows"));
    REQUIRE(name(SparseKernel::plain) == std::string("plain"));
}
