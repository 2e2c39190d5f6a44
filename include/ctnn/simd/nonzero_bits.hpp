#pragma once

#include <cstddef>
#include <ctnn/core/config.hpp>
#include <ctnn/simd/vec.hpp>

// Which of eight values are not zero.

#ifndef CTNN_NO_SIMD
namespace ctnn::simd::inline CTNN_CODE {

/// Bit i: whether value i of eight is not zero. NaN is not.
template <class T>
CTNN_INLINE unsigned nonzero_bits(const T* x) noexcept {
#if defined(__AVX512VL__)
    if constexpr (sizeof(T) == 4)
        return _mm256_cmp_ps_mask(_mm256_loadu_ps(x), _mm256_setzero_ps(), _CMP_NEQ_UQ);
    else
        return _mm512_cmp_pd_mask(_mm512_loadu_pd(x), _mm512_setzero_pd(), _CMP_NEQ_UQ);
#elif defined(__SSE2__)
    const auto some = [](const T* from) CTNN_LAMBDA_INLINE {
#if defined(__AVX__)
        if constexpr (sizeof(T) == 4)
            return _mm256_movemask_ps(_mm256_cmp_ps(_mm256_loadu_ps(from), _mm256_setzero_ps(), _CMP_NEQ_UQ));
        else
            return _mm256_movemask_pd(_mm256_cmp_pd(_mm256_loadu_pd(from), _mm256_setzero_pd(), _CMP_NEQ_UQ));
#else
        if constexpr (sizeof(T) == 4)
            return _mm_movemask_ps(_mm_cmpneq_ps(_mm_loadu_ps(from), _mm_setzero_ps()));
        else
            return _mm_movemask_pd(_mm_cmpneq_pd(_mm_loadu_pd(from), _mm_setzero_pd()));
#endif
    };
    unsigned bits = 0;
    CTNN_UNROLL_FOR (std::size_t i = 0; i < 8; i += simd::native<T>)
        bits |= static_cast<unsigned>(some(x + i)) << i;
    return bits;
#else
    unsigned bits = 0;
    CTNN_UNROLL_FOR (std::size_t i = 0; i < 8; ++i) bits |= static_cast<unsigned>(x[i] != 0) << i;
    return bits;
#endif
}

}  // namespace ctnn::simd::inline CTNN_CODE
#endif
