#pragma once

#include <ctnn/core/config.hpp>

namespace ctnn::simd::inline CTNN_CODE {

/// Tells the processor that a thread only looks out for another, so that what shares its core goes ahead.
CTNN_INLINE void pause() noexcept {
#if defined(__x86_64__)
    __builtin_ia32_pause();
#elif defined(__aarch64__)
    asm volatile("yield");
#endif
}

}  // namespace ctnn::simd::inline CTNN_CODE
