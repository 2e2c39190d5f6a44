#include <array>
#include <atomic>
#include <catch2/catch.hpp>
#include <cstddef>
#include <ctnn/train/workers.hpp>

using namespace ctnn;

TEST_CASE("workers: every part of every job is done once, before run returns", "[train]") {
    for (const std::size_t threads : {1u, 2u, 5u}) {
        detail::Workers workers(threads);
        for (std::size_t job = 0; job < 3000; ++job) {
            std::array<std::atomic<int>, 7> done{};
            const std::size_t parts = job % 8;
            const auto task = [&](std::size_t part) { ++done[part]; };
            workers.run(parts, task);
            for (std::size_t part = 0; part < 7; ++part) REQUIRE(done[part] == (part < parts ? 1 : 0));
        }
    }
}

TEST_CASE("workers: what they write is seen after run", "[train]") {
    detail::Workers workers(3);
    std::array<std::size_t, 4> plain{};
    for (std::size_t job = 1; job < 2000; ++job) {
        const auto task = [&](std::size_t part) { plain[part] += job; };
        workers.run(4, task);
        for (const std::size_t sum : plain) REQUIRE(sum == job * (job + 1) / 2);
    }
}
