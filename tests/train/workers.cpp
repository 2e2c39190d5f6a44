#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <ctnn/train/workers.hpp>
#ifdef __GLIBC__
#include <pthread.h>
#endif
#include <thread>

#include <testing.hpp>

using namespace ctnn;

TEST_CASE("workers: every part of every job is done once, before run returns", "[train]") {
    for (const std::size_t threads : {1u, 2u, 5u}) {
        detail::Workers workers(threads, true);
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
    detail::Workers workers(3, true);
    std::array<std::size_t, 4> plain{};
    for (std::size_t job = 1; job < 2000; ++job) {
        const auto task = [&](std::size_t part) { plain[part] += job; };
        workers.run(4, task);
        for (const std::size_t sum : plain) REQUIRE(sum == job * (job + 1) / 2);
    }
}

TEST_CASE("workers: what the first of the parts throws is thrown once all are done", "[train]") {
    for (const std::size_t threads : {1u, 3u}) {
        detail::Workers workers(threads, true);
        for (int job = 0; job < 500; ++job) {
            std::atomic<int> done = 0;
            const auto task = [&](std::size_t part) {
                ++done;
                if (part > 1) throw part;
            };
            REQUIRE_THROWS_AS(workers.run(5, task), std::size_t);
            REQUIRE(done == 5);
            try {
                workers.run(5, task);
            } catch (const std::size_t part) {
                REQUIRE(part == 2);
            }
            REQUIRE_NOTHROW(workers.run(2, task));
        }
    }
}

TEST_CASE("workers: alone or not, every part of every job is done once", "[train]") {
    detail::Workers workers(2);
    std::array<std::size_t, 5> done{};
    for (std::size_t job = 1; job < 5000; ++job) {
        const auto task = [&](std::size_t part) { ++done[part]; };
        workers.run(5, task);
        for (const std::size_t times : done) REQUIRE(times == job);
    }
}

TEST_CASE("workers: they share, though nobody says that they always do", "[train]") {
    detail::Workers workers(2);
    std::atomic<int> begun{0};
    const auto end = std::chrono::steady_clock::now() + std::chrono::minutes(2);
    workers.run(2, [&](std::size_t) {
        ++begun;
        while (begun < 2 && std::chrono::steady_clock::now() < end) std::this_thread::yield();
    });
    REQUIRE(std::chrono::steady_clock::now() < end);
}

#ifdef __GLIBC__
namespace {

/// Asks for stacks that no machine has, so that no thread can be started.
class NoMoreThreads {
  public:
    NoMoreThreads() {
        pthread_getattr_default_np(&usual_);
        pthread_attr_t huge;
        pthread_attr_init(&huge);
        pthread_attr_setstacksize(&huge, std::size_t{1} << 60);
        pthread_setattr_default_np(&huge);
        pthread_attr_destroy(&huge);
    }
    ~NoMoreThreads() {
        pthread_setattr_default_np(&usual_);
        pthread_attr_destroy(&usual_);
    }
    NoMoreThreads(const NoMoreThreads&) = delete;
    NoMoreThreads& operator=(const NoMoreThreads&) = delete;

  private:
    pthread_attr_t usual_{};
};

}  // namespace

TEST_CASE("workers: where the system starts no threads, that is said, and one needs none", "[train]") {
    const NoMoreThreads here;
    REQUIRE_THROWS_WITH(detail::Workers(4),
                        "threads: expected 4, found 1, because the system starts no more of them");
    int done = 0;
    detail::Workers(1).run(3, [&](std::size_t) { ++done; });
    REQUIRE(done == 3);
}
#endif

TEST_CASE("sharing: goes on while it pays", "[train]") {
    detail::Sharing sharing;
    for (int job = 0; job < 1000; ++job) {
        REQUIRE(sharing.pays());
        sharing.took(job % 20 == 0 ? 3 : 0.6, 1);  // now and then someone else uses a core
    }
}

TEST_CASE("sharing: costs hardly anything where it does not pay, and is tried again", "[train]") {
    detail::Sharing sharing;
    double time = 0;  // in those of a job, which takes 10 us
    std::size_t tries = 0;
    for (int job = 0; job < 10000; ++job)
        if (sharing.pays()) {
            sharing.took(5e-5, 1e-5);
            time += 5;
            ++tries;
        } else {
            time += 1;
        }
    REQUIRE(tries > 10);
    REQUIRE(time < 1.02 * 10000);
    std::size_t shared = 0;
    for (int job = 0; job < 3000; ++job)
        if (sharing.pays()) {
            sharing.took(0.6e-5, 1e-5);
            ++shared;
        }
    REQUIRE(shared > 1900);  // at most one longest pause later it shares again
}
