#pragma once

#include <ctnn/core/config.hpp>
#include <ctnn/simd/simd.hpp>

// Products with powers of two, for which AVX-512 alone has an instruction.

#ifndef CTNN_NO_SIMD
namespace ctnn::simd::inline CTNN_CODE {

#if defined(__AVX512VL__)
inline constexpr bool scales = true;
#else
inline constexpr bool scales = false;
#endif

/// p * 2^n for an integral n, rounded once; only where `scales`.
template <Vector V>
CTNN_INLINE V scale(const V& p, [[maybe_unused]] const V& n) noexcept {
#if defined(__AVX512VL__)
    if constexpr (detail::is<V, float, 64>) return _mm512_scalef_ps(p, n);
    if constexpr (detail::is<V, double, 64>) return _mm512_scalef_pd(p, n);
    if constexpr (detail::is<V, float, 32>) return _mm256_scalef_ps(p, n);
    if constexpr (detail::is<V, double, 32>) return _mm256_scalef_pd(p, n);
    if constexpr (detail::is<V, float, 16>) return _mm_scalef_ps(p, n);
    if constexpr (detail::is<V, double, 16>) return _mm_scalef_pd(p, n);
#endif
    return p;
}

}  // namespace ctnn::simd::inline CTNN_CODE
#endif
