#pragma once

#include <concepts>
#include <cstddef>
#include <ctnn/core/config.hpp>
#include <ctnn/simd/simd.hpp>

// One number of all lanes of a vector.

#ifndef CTNN_NO_SIMD
namespace ctnn::simd::inline CTNN_CODE {
namespace detail {

#if defined(__SSE2__)
// Halves of a register, and in the end its lanes, fold onto each other: log2(W) operations.
template <Vector V, class Op>
CTNN_INLINE typename V::value_type fold(const V& v, Op op) noexcept {
#if defined(__AVX512F__)
    if constexpr (is<V, float, 64>) {
        const __m512d d = _mm512_castps_pd(v);
        using Half = vec<float, 8>;
        return fold(op(Half(_mm512_castps512_ps256(v)), Half(_mm256_castpd_ps(_mm512_extractf64x4_pd(d, 1)))),
                    op);
    } else if constexpr (is<V, double, 64>) {
        using Half = vec<double, 4>;
        return fold(op(Half(_mm512_castpd512_pd256(v)), Half(_mm512_extractf64x4_pd(v, 1))), op);
    } else
#endif
#if defined(__AVX__)
        if constexpr (is<V, float, 32>) {
        using Half = vec<float, 4>;
        return fold(op(Half(_mm256_castps256_ps128(v)), Half(_mm256_extractf128_ps(v, 1))), op);
    } else if constexpr (is<V, double, 32>) {
        using Half = vec<double, 2>;
        return fold(op(Half(_mm256_castpd256_pd128(v)), Half(_mm256_extractf128_pd(v, 1))), op);
    } else
#endif
        if constexpr (is<V, float, 16>) {
        const V pairs = op(v, V(_mm_movehl_ps(v, v)));
        return _mm_cvtss_f32(op(pairs, V(_mm_shuffle_ps(pairs, pairs, 1))));
    } else {
        return _mm_cvtsd_f64(op(v, V(_mm_unpackhi_pd(v, v))));
    }
}
#else
template <Vector V, class Op>
CTNN_INLINE typename V::value_type fold(const V& v, Op op) noexcept {
    typename V::value_type lanes[V::size];
    simd::store(lanes, v);
    for (std::size_t half = V::size / 2; half > 0; half /= 2)
        for (std::size_t i = 0; i < half; ++i) lanes[i] = op(lanes[i], lanes[i + half]);
    return lanes[0];
}
#endif

struct Plus {
    template <class T>
    CTNN_INLINE T operator()(const T& a, const T& b) const noexcept {
        return a + b;
    }
};

struct Larger {
    template <Vector V>
    CTNN_INLINE V operator()(const V& a, const V& b) const noexcept {
        return simd::max(a, b);
    }
    template <std::floating_point T>
    CTNN_INLINE T operator()(T a, T b) const noexcept {
        return a > b ? a : b;
    }
};

}  // namespace detail

/// The sum of the lanes, as a tree.
template <Vector V>
CTNN_INLINE typename V::value_type sum(const V& v) noexcept {
    return detail::fold(v, detail::Plus{});
}

/// The largest lane. A NaN may be passed over.
template <Vector V>
CTNN_INLINE typename V::value_type max_of(const V& v) noexcept {
    return detail::fold(v, detail::Larger{});
}

}  // namespace ctnn::simd::inline CTNN_CODE
#endif
