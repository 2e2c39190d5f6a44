#include <allocations.hpp>

#include <atomic>
#include <cstdlib>
#include <new>

// Replaces the global operator new, the way every container takes memory, by one that counts. Not under the
// address sanitizer, whose own must keep the books; what allocates is found in the other builds.
#if defined(__SANITIZE_ADDRESS__)
#define CTNN_TEST_COUNTS 0
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define CTNN_TEST_COUNTS 0
#endif
#endif
#ifndef CTNN_TEST_COUNTS
#define CTNN_TEST_COUNTS 1
#endif

#if CTNN_TEST_COUNTS

namespace {
std::atomic<std::size_t> count{0};

void* counted(std::size_t size, std::size_t alignment) {
    ++count;
    const std::size_t rounded = (size + alignment - 1) / alignment * alignment;
    if (void* memory = std::aligned_alloc(alignment, rounded == 0 ? alignment : rounded)) return memory;
    throw std::bad_alloc();
}
}  // namespace

std::size_t allocations() { return count; }

void* operator new(std::size_t size) { return counted(size, alignof(std::max_align_t)); }
void* operator new(std::size_t size, std::align_val_t alignment) {
    return counted(size, std::size_t(alignment));
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::align_val_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept { std::free(memory); }

#else

std::size_t allocations() { return 0; }

#endif
