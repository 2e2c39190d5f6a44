#include <ctnn/kernels/pooling/choice.hpp>
#include <string>

#include <testing.hpp>

using namespace ctnn::kernels;

static_assert(window_kernel(2, 2) == WindowKernel::unrolled && window_kernel(4, 4) == WindowKernel::unrolled);
static_assert(window_kernel(1, 16) == WindowKernel::unrolled && window_kernel(1, 17) == WindowKernel::looped);
static_assert(window_kernel(3, 6) == WindowKernel::looped && window_kernel(7, 7) == WindowKernel::looped);

TEST_CASE("choice: ways through a window have names", "[kernels]") {
    REQUIRE(name(WindowKernel::unrolled) == std::string("unrolled"));
    REQUIRE(name(WindowKernel::looped) == std::string("looped"));
}
