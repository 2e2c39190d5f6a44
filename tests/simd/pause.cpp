#include <catch2/catch.hpp>
#include <ctnn/simd/pause.hpp>

TEST_CASE("pause: comes back", "[simd]") {
    ctnn::simd::pause();
    SUCCEED();
}
