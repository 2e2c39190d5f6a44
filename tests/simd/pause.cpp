#include <ctnn/simd/pause.hpp>

#include <testing.hpp>

TEST_CASE("pause: comes back", "[simd]") {
    ctnn::simd::pause();
    SUCCEED();
}
