#pragma once

#include <atomic>
#include <cstddef>
#include <ctnn/core/code.hpp>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

namespace ctnn::detail::inline CTNN_CODE {

/// Calls task(i) for each i below `count`, on so many threads, each of which takes the next as soon as it has
/// done one: for tasks of any length that have nothing to do with each other. With fewer threads where the
/// system gives no more. The first exception ends it, once the tasks under way are done.
template <class Task>
void share_out(std::size_t count, std::size_t threads, Task task) {
    std::atomic<std::size_t> next{0};
    std::exception_ptr error;
    std::mutex mutex;
    const auto work = [&]() noexcept {
        for (std::size_t i; (i = next.fetch_add(1)) < count;) try {
                task(i);
            } catch (...) {
                const std::lock_guard lock(mutex);
                if (!error) error = std::current_exception();
                next = count;
            }
    };
    std::vector<std::thread> others;
    try {
        while (others.size() + 1 < threads && others.size() + 1 < count) others.emplace_back(work);
    } catch (const std::system_error&) {  // then with those that there are
    }
    work();
    for (std::thread& other : others) other.join();
    if (error) std::rethrow_exception(error);
}

}  // namespace ctnn::detail::inline CTNN_CODE
