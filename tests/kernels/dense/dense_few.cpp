#include <kernels/dense/dense_against_loops.hpp>
#include <testing.hpp>

TEST_CASE("dense_few: two to four samples agree with plain loops, at every size", "[kernels]") {
    at_kernel_sizes<float, 3>(IsPlainLoops{});
    IsPlainLoops{}.operator()<float, 2, 17, 16>();
    IsPlainLoops{}.operator()<float, 2, 1, 67>();
    IsPlainLoops{}.operator()<float, 3, 300, 40>();
    IsPlainLoops{}.operator()<float, 4, 99, 4>();
    IsPlainLoops{}.operator()<float, 4, 33, 250>();  // more vectors of outputs than registers hold
    IsPlainLoops{}.operator()<double, 2, 19, 23>();
    IsPlainLoops{}.operator()<double, 3, 5, 7>();
    IsPlainLoops{}.operator()<double, 4, 65, 10>();
}
