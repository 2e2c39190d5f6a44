#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <thread>
#include <vector>

namespace ctnn::detail {

/// Threads that share the parts of one job after another. The caller works too: a part that no worker has
/// begun when the caller is through with its own is the caller's next, so that a busy core delays little. Who
/// waits, sleeps: a spinning thread would take the core from the very thread it waits for.
class Workers {
  public:
    /// `threads` in all, the caller among them. What std::thread throws when there are no more goes through.
    explicit Workers(std::size_t threads) {
        try {
            for (std::size_t i = 1; i < threads; ++i) threads_.emplace_back([this] { serve(); });
        } catch (...) {
            stop();
            throw;
        }
    }
    Workers(const Workers&) = delete;
    Workers& operator=(const Workers&) = delete;
    ~Workers() { stop(); }

    /// Calls task(part) for each part below `part_count`, from several threads at once; returns when all are
    /// done. The task must not throw.
    template <class Task>
    void run(std::size_t part_count, const Task& task) noexcept {
        const auto parts = static_cast<std::uint32_t>(part_count);
        if (threads_.empty() || parts < 2) {
            for (std::uint32_t part = 0; part < parts; ++part) task(part);
            return;
        }
        call_ = [](const void* context, std::uint32_t part) { (*static_cast<const Task*>(context))(part); };
        context_ = &task;
        pending_.store(parts, std::memory_order_relaxed);
        const std::uint32_t job = job_.load(std::memory_order_relaxed) + 1;
        tickets_.store(ticket(job, parts), std::memory_order_release);
        job_.store(job, std::memory_order_release);
        job_.notify_all();
        work(job);
        for (std::uint32_t left; (left = pending_.load(std::memory_order_acquire)) != 0;)
            pending_.wait(left, std::memory_order_acquire);
    }

  private:
    /// The parts of a job that nobody has begun. The job's number beside their count keeps a thread that
    /// overslept a whole job from taking a part of the next one for its own.
    static constexpr std::uint64_t ticket(std::uint32_t job, std::uint32_t left) {
        return std::uint64_t{job} << 32 | left;
    }

    void work(std::uint32_t job) noexcept {
        std::uint64_t now = tickets_.load(std::memory_order_acquire);
        while (now >> 32 == job && static_cast<std::uint32_t>(now) != 0) {
            if (!tickets_.compare_exchange_weak(now, now - 1, std::memory_order_acq_rel)) continue;
            call_(context_, static_cast<std::uint32_t>(now) - 1);
            if (pending_.fetch_sub(1, std::memory_order_acq_rel) == 1) pending_.notify_all();
            now = tickets_.load(std::memory_order_acquire);
        }
    }

    void serve() noexcept {
        for (std::uint32_t seen = 0;;) {
            job_.wait(seen, std::memory_order_acquire);
            seen = job_.load(std::memory_order_acquire);
            if (stopping_.load(std::memory_order_acquire)) return;
            work(seen);
        }
    }

    void stop() noexcept {
        stopping_.store(true, std::memory_order_release);
        job_.fetch_add(1, std::memory_order_release);
        job_.notify_all();
        for (std::thread& thread : threads_) thread.join();
    }

    void (*call_)(const void*, std::uint32_t) = nullptr;
    const void* context_ = nullptr;
    std::atomic<std::uint64_t> tickets_{0};
    std::atomic<std::uint32_t> job_{0}, pending_{0};
    std::atomic<bool> stopping_{false};
    std::vector<std::thread> threads_;
};

}  // namespace ctnn::detail
