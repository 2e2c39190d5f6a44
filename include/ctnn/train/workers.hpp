#pragma once

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <ctnn/core/code.hpp>
#include <ctnn/simd/pause.hpp>
#include <ctnn/train/forks.hpp>
#include <ctnn/train/training_error.hpp>
#include <exception>
#include <memory>
#include <mutex>
#include <string>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

namespace ctnn::detail::inline CTNN_CODE {

/// Whether sharing pays, by the time that it has won or lost. On a core that another process uses too, a
/// thread may be put to sleep in the middle of its part, and all others wait: then the caller goes on alone
/// for a while, ever longer, and tries again.
class Sharing {
  public:
    /// Asked once before each job.
    bool pays() noexcept {
        if (jobs_alone_ == 0) return true;
        --jobs_alone_;
        return false;
    }

    /// A shared job took `time`; one thread would have taken `alone`.
    void took(double time, double alone) noexcept {
        lost_ = std::max(lost_ + time - 0.95 * alone, -8 * alone);
        if (lost_ > 8 * alone) {
            jobs_alone_ = pause_;
            pause_ = std::min(2 * pause_, longest_pause);
            lost_ = 0;
        } else if (lost_ <= -4 * alone) {
            pause_ = shortest_pause;
        }
    }

  private:
    static constexpr std::size_t shortest_pause = 16, longest_pause = 1024;
    std::size_t jobs_alone_ = 0, pause_ = shortest_pause;
    double lost_ = 0;
};

/// Threads that share the parts of one job after another. The caller works too: a part that no worker has
/// begun when the caller is through with its own is the caller's next, so that a busy core delays little. Who
/// waits, looks out for a moment, because to be woken takes as long, and then sleeps: a thread that spins on
/// would take the core from the very thread it waits for.
///
/// A forked process has only the thread that forked. The caller, in a task or between jobs, goes on alone
/// there. Another thread has no caller to come back to: the process ends, with EXIT_FAILURE, as its task
/// returns.
class Workers {
  public:
    /// `threads` in all, the caller among them; with `always`, they share even where it does not pay. Throws
    /// TrainingError where the system starts fewer.
    explicit Workers(std::size_t threads, bool always = false) : always_(always) {
        if (threads > 1) forks_ = forks();
        try {
            for (std::size_t i = 1; i < threads; ++i) threads_.emplace_back([this] { serve(); });
        } catch (const std::system_error&) {
            stop();
            const std::string started = std::to_string(1 + threads_.size());
            throw TrainingError("threads", std::to_string(threads),
                                started + ", because the system starts no more of them");
        } catch (...) {
            stop();
            throw;
        }
    }
    Workers(const Workers&) = delete;
    Workers& operator=(const Workers&) = delete;
    ~Workers() { stop(); }

    /// Calls task(part) for each part below `part_count`, at most 32, from several threads at once; returns
    /// when all are done. Then it throws what the first of the parts has thrown, if any. For a part that a
    /// fork cut off on another thread the task is called again.
    template <class Task>
    void run(std::size_t part_count, const Task& task) {
        share(part_count, [&](std::uint32_t part) noexcept {
            try {
                task(part);
            } catch (...) {
                keep_thrown(part);
            }
        });
        if (thrown_) std::rethrow_exception(std::exchange(thrown_, nullptr));
    }

  private:
    using Clock = std::chrono::steady_clock;
    static constexpr std::chrono::microseconds lookout{60};  // the wake-up call of a system under load

    template <class Task>
    void share(std::size_t part_count, const Task& task) noexcept {
        const auto parts = static_cast<std::uint32_t>(part_count);
        if (threads_.empty() || parts < 2 || in_another_process() || !(always_ || sharing_.pays())) {
            for (std::uint32_t part = 0; part < parts; ++part) task(part);
            return;
        }
        const Clock::time_point start = Clock::now();
        call_ = [](const void* context, std::uint32_t part) { (*static_cast<const Task*>(context))(part); };
        context_ = &task;
        pending_.store(~std::uint32_t{0} >> (32 - parts), std::memory_order_relaxed);
        const std::uint32_t job = job_.load(std::memory_order_relaxed) + 1;
        tickets_.store(ticket(job, parts), std::memory_order_release);
        job_.store(job, std::memory_order_release);
        job_.notify_all();
        const std::uint32_t mine = work(job);
        if (in_another_process()) return finish_alone(parts, task);
        const double for_mine = since(start);
        for (std::uint32_t left; (left = pending_.load(std::memory_order_acquire)) != 0;)
            wait_for_change(pending_, left);
        if (mine > 0) sharing_.took(since(start), for_mine * parts / mine);
    }

    [[gnu::cold]] void keep_thrown(std::uint32_t part) noexcept {
        const std::lock_guard lock(thrown_lock_);
        if (thrown_ && thrown_by_ < part) return;
        thrown_ = std::current_exception();
        thrown_by_ = part;
    }

    bool in_another_process() const noexcept { return forks_ != forks_seen.load(std::memory_order_relaxed); }

    template <class Task>
    void finish_alone(std::uint32_t parts, const Task& task) const noexcept {
        for (std::uint32_t part = 0; part < parts; ++part)
            if ((pending_.load(std::memory_order_relaxed) & bit_of(part)) != 0) task(part);
    }

    static constexpr std::uint32_t bit_of(std::uint32_t part) { return std::uint32_t{1} << part; }

    static double since(Clock::time_point start) {
        return std::chrono::duration<double>(Clock::now() - start).count();
    }

    static void wait_for_change(const std::atomic<std::uint32_t>& value, std::uint32_t old) noexcept {
        const Clock::time_point end = Clock::now() + lookout;
        do {
            for (int i = 0; i < 16; ++i) {
                if (value.load(std::memory_order_acquire) != old) return;
                simd::pause();
            }
        } while (Clock::now() < end);
        value.wait(old, std::memory_order_acquire);
    }

    /// The parts of a job that nobody has begun. The job's number beside their count keeps a thread that
    /// overslept a whole job from taking a part of the next one for its own.
    static constexpr std::uint64_t ticket(std::uint32_t job, std::uint32_t left) {
        return std::uint64_t{job} << 32 | left;
    }

    /// Takes part after part of this job, until one of them forks; returns how many.
    std::uint32_t work(std::uint32_t job) noexcept {
        std::uint32_t done = 0;
        std::uint64_t now = tickets_.load(std::memory_order_acquire);
        while (now >> 32 == job && static_cast<std::uint32_t>(now) != 0) {
            if (!tickets_.compare_exchange_weak(now, now - 1, std::memory_order_acq_rel)) continue;
            const std::uint32_t part = static_cast<std::uint32_t>(now) - 1;
            call_(context_, part);
            ++done;
            if (pending_.fetch_and(~bit_of(part), std::memory_order_acq_rel) == bit_of(part))
                pending_.notify_all();
            if (in_another_process()) break;
            now = tickets_.load(std::memory_order_acquire);
        }
        return done;
    }

    void serve() noexcept {
        for (std::uint32_t seen = 0;;) {
            wait_for_change(job_, seen);
            seen = job_.load(std::memory_order_acquire);
            if (stopping_.load(std::memory_order_acquire)) return;
            work(seen);
            if (in_another_process()) std::_Exit(EXIT_FAILURE);
        }
    }

    void stop() noexcept {
        if (!threads_.empty() && in_another_process()) {
            // Nobody can join or detach what another process runs: the handles are forgotten, not destroyed.
            for (std::thread& thread : threads_) std::construct_at(&thread);
            return;
        }
        stopping_.store(true, std::memory_order_release);
        job_.fetch_add(1, std::memory_order_release);
        job_.notify_all();
        for (std::thread& thread : threads_) thread.join();
    }

    void (*call_)(const void*, std::uint32_t) = nullptr;
    const void* context_ = nullptr;
    std::atomic<std::uint64_t> tickets_{0};
    std::atomic<std::uint32_t> job_{0}, pending_{0};  // a bit for each part that is not done
    std::atomic<bool> stopping_{false};
    Sharing sharing_;
    bool always_;
    std::uint32_t forks_ = 0;  // when the threads were started
    std::mutex thrown_lock_;
    std::exception_ptr thrown_{};
    std::uint32_t thrown_by_ = 0;
    std::vector<std::thread> threads_;
};

}  // namespace ctnn::detail::inline CTNN_CODE
