#pragma once

#include <cstddef>
#include <ctnn/core/config.hpp>
#include <ctnn/simd/shuffle.hpp>
#include <ctnn/simd/simd.hpp>
#include <utility>

// Vectors of which memory fills only a part. Nothing outside the N values is touched.

#ifndef CTNN_NO_SIMD
namespace ctnn::simd::inline CTNN_CODE {

/// Whether a vector filled in part costs no more than a whole one.
#if defined(__AVX512VL__)
inline constexpr bool masks = true;
#else
inline constexpr bool masks = false;
#endif

namespace detail {

#if defined(__AVX512VL__)
template <std::size_t N>
inline constexpr unsigned mask = (1U << N) - 1U;

template <Vector V, std::size_t N>
CTNN_INLINE V load_masked(const typename V::value_type* from) noexcept {
    [[maybe_unused]] unsigned m = mask<N>;
#if defined(__clang__)  // which makes of a constant mask vexpandps, of which the processor runs one at a time
    asm("" : "+r"(m));
#endif
    if constexpr (is<V, float, 64>) return _mm512_maskz_loadu_ps(__mmask16(m), from);
    if constexpr (is<V, double, 64>) return _mm512_maskz_loadu_pd(__mmask8(m), from);
    if constexpr (is<V, float, 32>) return _mm256_maskz_loadu_ps(__mmask8(m), from);
    if constexpr (is<V, double, 32>) return _mm256_maskz_loadu_pd(__mmask8(m), from);
    if constexpr (is<V, float, 16>) return _mm_maskz_loadu_ps(__mmask8(m), from);
    if constexpr (is<V, double, 16>) return _mm_maskz_loadu_pd(__mmask8(m), from);
}

template <std::size_t N, Vector V>
CTNN_INLINE void store_masked(typename V::value_type* to, const V& v) noexcept {
    if constexpr (is<V, float, 64>) _mm512_mask_storeu_ps(to, __mmask16(mask<N>), v);
    if constexpr (is<V, double, 64>) _mm512_mask_storeu_pd(to, __mmask8(mask<N>), v);
    if constexpr (is<V, float, 32>) _mm256_mask_storeu_ps(to, __mmask8(mask<N>), v);
    if constexpr (is<V, double, 32>) _mm256_mask_storeu_pd(to, __mmask8(mask<N>), v);
    if constexpr (is<V, float, 16>) _mm_mask_storeu_ps(to, __mmask8(mask<N>), v);
    if constexpr (is<V, double, 16>) _mm_mask_storeu_pd(to, __mmask8(mask<N>), v);
}
#endif

/// The narrowest register, built value by value: not by way of memory, whose stores a wider load waits for.
template <Vector V, std::size_t N, std::size_t... I>
CTNN_INLINE V load_few(const typename V::value_type* from, std::index_sequence<I...>) noexcept {
#if defined(__SSE2__)
    if constexpr (is<V, float, 16> && N == 1) {
        return _mm_load_ss(from);
    } else if constexpr (is<V, float, 16>) {
        const __m128 pair = _mm_castsi128_ps(_mm_loadl_epi64(reinterpret_cast<const __m128i*>(from)));
        if constexpr (N == 2) return pair;
#if defined(__SSE4_1__)
        if constexpr (N == 3) return _mm_insert_ps(pair, _mm_load_ss(from + 2), 0x20);
#else
        if constexpr (N == 3) return _mm_movelh_ps(pair, _mm_load_ss(from + 2));
#endif
    } else {
        return _mm_load_sd(from);
    }
#else
    return V::of(typename V::lanes_type{(I < N ? from[I < N ? I : 0] : 0)...});
#endif
}

/// Some, not all, of the narrowest register's lanes.
template <std::size_t N, Vector V>
CTNN_INLINE void store_few(typename V::value_type* to, const V& v) noexcept {
    const typename V::lanes_type values = v.lanes();
#if defined(__SSE2__)
    if constexpr (is<V, float, 16> && N >= 2) {
        _mm_storel_epi64(reinterpret_cast<__m128i*>(to), _mm_castps_si128(values));
        if constexpr (N == 3) to[2] = values[2];
        return;
    }
#endif
    CTNN_UNROLL_FOR (std::size_t i = 0; i < N; ++i) to[i] = values[i];
}

}  // namespace detail

/// The N values at `from`, then zeros; read in the pieces in which store_part writes, so that values that
/// were just stored need not reach memory first.
template <std::size_t W, std::size_t N, class T>
CTNN_INLINE vec<T, W> load_pieces(const T* from) noexcept {
    using V = vec<T, W>;
    if constexpr (N >= W) {
        return simd::load<W>(from);
    } else if constexpr (N == 0) {
        return V(T(0));
    } else if constexpr (W == narrowest<T>) {
        return detail::load_few<V, N>(from, std::make_index_sequence<W>{});
    } else if constexpr (N <= W / 2) {
        return simd::keep<W / 2>(simd::widen<W>(simd::load_pieces<W / 2, N>(from)));
    } else {
        const V low = simd::widen<W>(simd::load<W / 2>(from));
        const V high = simd::widen<W>(simd::load_pieces<W / 2, N - W / 2>(from + W / 2));
        return [&]<std::size_t... I>(std::index_sequence<I...>) CTNN_LAMBDA_INLINE {
            return V::of(
                __builtin_shufflevector(low.lanes(), high.lanes(), int(I < W / 2 ? I : I + W / 2)...));
        }(std::make_index_sequence<W>{});
    }
}

/// The N values at `from`, then zeros: for values that were stored long ago.
template <std::size_t W, std::size_t N, class T>
CTNN_INLINE vec<T, W> load_part(const T* from) noexcept {
#if defined(__AVX512VL__)
    if constexpr (N < W && W > narrowest<T> && N > W / 4) return detail::load_masked<vec<T, W>, N>(from);
#endif
    return simd::load_pieces<W, N>(from);
}

/// The first N lanes.
template <std::size_t N, Vector V>
CTNN_INLINE void store_part(typename V::value_type* to, const V& v) noexcept {
    constexpr std::size_t W = V::size;
    if constexpr (N >= W) {
        simd::store(to, v);
    } else if constexpr (N > 0) {
        if constexpr (N == 1) {
            to[0] = v.lanes()[0];
        } else if constexpr (W == narrowest<typename V::value_type>) {
            detail::store_few<N>(to, v);
        } else if constexpr (N <= W / 2) {
            simd::store_part<N>(to, simd::pick<W / 2, 0>(v, v));
        } else {
            simd::store(to, simd::pick<W / 2, 0>(v, v));
            simd::store_part<N - W / 2>(to + W / 2, simd::pick<W / 2, W / 2>(v, v));
        }
    }
}

/// The same for values that nobody reads again soon.
template <std::size_t N, Vector V>
CTNN_INLINE void store_first(typename V::value_type* to, const V& v) noexcept {
#if defined(__AVX512VL__)
    if constexpr (N < V::size) return detail::store_masked<N>(to, v);
#endif
    simd::store_part<N>(to, v);
}

}  // namespace ctnn::simd::inline CTNN_CODE
#endif
