#include <array>
#include <atomic>
#include <ctnn/train/share_out.hpp>
#include <stdexcept>

#include <testing.hpp>

using ctnn::detail::share_out;

TEST_CASE("share_out: each task once, on any number of threads", "[share_out]") {
    for (const std::size_t threads : {1u, 2u, 7u, 40u}) {
        std::array<std::atomic<int>, 23> done{};
        share_out(done.size(), threads, [&](std::size_t i) { ++done[i]; });
        for (const auto& times : done) CHECK(times == 1);
    }
    share_out(0, 3, [](std::size_t) { FAIL("there is none"); });
}

TEST_CASE("share_out: an exception ends it, and comes out", "[share_out]") {
    std::atomic<int> begun{0};
    const auto task = [&](std::size_t i) {
        ++begun;
        if (i == 2) throw std::logic_error("third");
    };
    CHECK_THROWS_WITH(share_out(1000, 1, task), "third");
    CHECK(begun == 3);
    CHECK_THROWS_WITH(share_out(1000, 3, task), "third");
}
