#pragma once

#include <atomic>
#include <cstdint>
#include <ctnn/core/code.hpp>

#if (defined(__unix__) || defined(__APPLE__)) && !defined(__EMSCRIPTEN__)
#define CTNN_HAS_FORK
#include <pthread.h>

#include <new>
#endif

// A forked process has the memory of all threads, but only the one that forked.

namespace ctnn::detail::inline CTNN_CODE {

inline std::atomic<std::uint32_t> forks_seen{0};

/// How many forks lie between this process and the one that asked first: who keeps threads and finds another
/// number than when it started them, has none any more. To be called once before they are started.
inline std::uint32_t forks() {
#ifdef CTNN_HAS_FORK
    static const int error = pthread_atfork(nullptr, nullptr, [] { forks_seen.fetch_add(1); });
    if (error != 0) throw std::bad_alloc();
#endif
    return forks_seen.load(std::memory_order_relaxed);
}

}  // namespace ctnn::detail::inline CTNN_CODE
