#include <ctnn/simd/as_written.hpp>

#include <testing.hpp>

// What it is for is tested in tests/fast_math; here, that nothing is changed by it.

TEST_CASE("as_written: gives what it is given", "[simd]") {
    CHECK(ctnn::detail::as_written(0.1f) == 0.1f);
    CHECK(ctnn::detail::as_written(-0.1) == -0.1);
#if defined(__SSE2__) && !defined(CTNN_NO_SIMD)
    CHECK(ctnn::detail::as_written(_mm_setr_ps(1, 2, 3, 4))[2] == 3);
    CHECK(ctnn::detail::as_written(_mm_setr_pd(1, 2))[1] == 2);
#endif
}
