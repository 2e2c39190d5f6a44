#include <ctnn/kernels/norm/choice.hpp>
#include <string>

#include <kernels/targets.hpp>
#include <testing.hpp>

using namespace ctnn::kernels;
using namespace targets;

static_assert(row_norm_kernel(128, avx512) == RowNormKernel::registers, "8 of them");
static_assert(row_norm_kernel(129, avx512) == RowNormKernel::memory);
static_assert(row_norm_kernel(64, avx2) == RowNormKernel::registers);
static_assert(row_norm_kernel(65, avx2) == RowNormKernel::memory);
static_assert(row_norm_kernel(32, sse2) == RowNormKernel::registers);
static_assert(row_norm_kernel(33, neon) == RowNormKernel::memory);
static_assert(row_norm_kernel(64, doubles(avx512)) == RowNormKernel::registers);
static_assert(row_norm_kernel(8, fixed(avx512)) == RowNormKernel::memory);
static_assert(row_norm_kernel(8, none) == RowNormKernel::memory);

static_assert(row_norm_gradient_kernel(64, avx512) == RowNormKernel::registers, "4 of 32");
static_assert(row_norm_gradient_kernel(65, avx512) == RowNormKernel::memory);
static_assert(row_norm_gradient_kernel(16, avx2) == RowNormKernel::registers, "2 of 16");
static_assert(row_norm_gradient_kernel(17, avx2) == RowNormKernel::memory);
static_assert(row_norm_gradient_kernel(16, neon) == RowNormKernel::registers);
static_assert(row_norm_gradient_kernel(9, sse2) == RowNormKernel::memory);
static_assert(row_norm_gradient_kernel(8, none) == RowNormKernel::memory);

TEST_CASE("choice: norm kernels have names", "[kernels]") {
    REQUIRE(name(RowNormKernel::registers) == std::string("registers"));
    REQUIRE(name(RowNormKernel::memory) == std::string("memory"));
}
