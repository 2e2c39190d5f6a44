#pragma once

#include <ctnn/core/config.hpp>

#ifndef CTNN_NO_SIMD
#include <ctnn/simd/vec.hpp>
#endif

// What math::as_written is made of where a flag lets compilers exchange additions and multiplications. On g++
// an empty instruction: its __builtin_assoc_barrier goes lost in templates, and where loops are vectorised.

namespace ctnn::detail::inline CTNN_CODE {

#if defined(__clang__) && defined(__x86_64__)
#define CTNN_AS_WRITTEN(Type) \
    CTNN_INLINE Type as_written(Type x) noexcept { return __arithmetic_fence(x); }
#elif defined(__SSE2_MATH__)
#define CTNN_AS_WRITTEN(Type)                      \
    CTNN_INLINE Type as_written(Type x) noexcept { \
        asm("" : "+x"(x));                         \
        return x;                                  \
    }
#elif defined(__aarch64__) || (defined(__arm__) && defined(__ARM_FP))
#define CTNN_AS_WRITTEN(Type)                      \
    CTNN_INLINE Type as_written(Type x) noexcept { \
        asm("" : "+w"(x));                         \
        return x;                                  \
    }
#else
#define CTNN_AS_WRITTEN(Type)                      \
    CTNN_INLINE Type as_written(Type x) noexcept { \
        volatile Type kept = x;                    \
        return kept;                               \
    }
#endif

CTNN_AS_WRITTEN(float)
CTNN_AS_WRITTEN(double)
#ifndef CTNN_NO_SIMD
#if defined(__SSE2__)
CTNN_AS_WRITTEN(__m128)
CTNN_AS_WRITTEN(__m128d)
#elif defined(__aarch64__)
CTNN_AS_WRITTEN(float32x4_t)
CTNN_AS_WRITTEN(float64x2_t)
#elif defined(__arm__)
CTNN_AS_WRITTEN(float32x4_t)
#elif defined(__wasm_simd128__)
CTNN_AS_WRITTEN(v128_t)
#endif
#if defined(__AVX__)
CTNN_AS_WRITTEN(__m256)
CTNN_AS_WRITTEN(__m256d)
#endif
#if defined(__AVX512F__)
CTNN_AS_WRITTEN(__m512)
CTNN_AS_WRITTEN(__m512d)
#endif
#endif
#undef CTNN_AS_WRITTEN

}  // namespace ctnn::detail::inline CTNN_CODE
