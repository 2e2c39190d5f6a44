#pragma once

#include <cstddef>
#include <ctnn/core/config.hpp>
#include <ctnn/kernels/simd.hpp>
#include <utility>

// Values moved from lane to lane, and vectors of which memory fills only a part. The compilers know the best
// instructions for a shuffle whose lanes are constants; where they do not, those instructions are named here.

#ifndef CTNN_NO_SIMD
namespace ctnn::simd {
namespace detail {

template <class V>
using Register = typename V::register_type;

// Lane i of a shuffle takes lane (First + i) / Each, or Last where that is beyond it.
template <std::size_t First, std::size_t Each, std::size_t Last>
constexpr int source(std::size_t i) noexcept {
    const std::size_t from = (First + i) / Each;
    return static_cast<int>(from < Last ? from : Last);
}

template <Vector To, std::size_t First, std::size_t Each, std::size_t Last, Vector V, std::size_t... I>
CTNN_INLINE To pick(const V& a, const V& b, std::index_sequence<I...>) noexcept {
    return To(Register<To>(
        __builtin_shufflevector(Register<V>(a), Register<V>(b), source<First, Each, Last>(I)...)));
}

}  // namespace detail

/// a in the first lanes of a vector of W: what the others hold is not said.
template <std::size_t W, Vector V>
CTNN_INLINE vec<typename V::value_type, W> widen(const V& a) noexcept {
    if constexpr (V::size == W) {
        return a;
    } else {
#if defined(__AVX512F__)
        if constexpr (detail::is<V, float, 16> && W == 16) return _mm512_castps128_ps512(a);
        if constexpr (detail::is<V, double, 16> && W == 8) return _mm512_castpd128_pd512(a);
        if constexpr (detail::is<V, float, 32>) return _mm512_castps256_ps512(a);
        if constexpr (detail::is<V, double, 32>) return _mm512_castpd256_pd512(a);
#endif
#if defined(__AVX__)
        if constexpr (detail::is<V, float, 16> && W == 8) return _mm256_castps128_ps256(a);
        if constexpr (detail::is<V, double, 16> && W == 4) return _mm256_castpd128_pd256(a);
#endif
    }
}

/// W lanes: lane i is lane (First + i) / Each of a and b, one after the other. No lane lies beyond `Last`:
/// what would takes that one. A window into a and b, a rotation (b = a), or each value of a several times.
template <std::size_t W, std::size_t First, std::size_t Each = 1, std::size_t Last = ~std::size_t{0},
          Vector V>
CTNN_INLINE vec<typename V::value_type, W> pick(const V& a, const V& b) noexcept {
    using To = vec<typename V::value_type, W>;
    constexpr std::size_t End = Last < 2 * V::size ? Last : 2 * V::size - 1;
    if constexpr (V::size < W)
        return detail::pick<To, First, Each, End>(widen<W>(a), widen<W>(a), std::make_index_sequence<W>{});
    else
        return detail::pick<To, First, Each, End>(a, b, std::make_index_sequence<W>{});
}

/// Lane I of a in all of W lanes.
template <std::size_t W, std::size_t I, Vector V>
CTNN_INLINE vec<typename V::value_type, W> splat(const V& a) noexcept {
#if defined(__AVX2__)  // in two steps, the first of which serves four lanes: that takes no table
    if constexpr (std::same_as<typename V::value_type, float> && V::size == 4 && W > 4) {
        const __m128 lane = _mm_permute_ps(a, I * 0x55);
        if constexpr (W == 8) return _mm256_broadcastss_ps(lane);
#if defined(__AVX512F__)
        if constexpr (W == 16) return _mm512_broadcastss_ps(lane);
#endif
    }
    if constexpr (detail::is<V, float, 32> && W == 8)
        return _mm256_permute_ps(_mm256_permute2f128_ps(a, a, I / 4 * 0x11), I % 4 * 0x55);
#endif
#if defined(__AVX512F__)
    if constexpr (std::same_as<typename V::value_type, float> && V::size >= 8 && (V::size == 16 || W == 16)) {
        const __m512 wide = widen<16>(a), four = _mm512_shuffle_f32x4(wide, wide, I / 4 * 0x55);
        if constexpr (W == 16) return _mm512_permute_ps(four, I % 4 * 0x55);
        if constexpr (W == 8) return _mm256_permute_ps(_mm512_castps512_ps256(four), I % 4 * 0x55);
        if constexpr (W == 4) return _mm_permute_ps(_mm512_castps512_ps128(four), I % 4 * 0x55);
    }
#endif
    return pick<W, I * W, W>(a, a);
}

/// Every lane takes the one `By` after it, the last ones the first.
template <std::size_t By, Vector V>
CTNN_INLINE V rotate(const V& a) noexcept {
    return pick<V::size, By>(a, a);
}

/// The first N lanes of a, and then those of b.
template <std::size_t N, Vector V>
CTNN_INLINE V keep(const V& a, const V& b = V(typename V::value_type(0))) noexcept {
    if constexpr (N >= V::size)
        return a;
    else
        return [&]<std::size_t... I>(std::index_sequence<I...>) CTNN_LAMBDA_INLINE {
            using R = detail::Register<V>;
            return V(R(__builtin_shufflevector(R(a), R(b), int(I < N ? I : V::size + I)...)));
        }(std::make_index_sequence<V::size>{});
}

// By groups of four lanes, as processors do it in one step: the first or the last two of a and of b in turn.
namespace detail {

template <std::size_t First, Vector V, std::size_t... I>
CTNN_INLINE V mix(const V& a, const V& b, std::index_sequence<I...>) noexcept {
    return V(Register<V>(__builtin_shufflevector(Register<V>(a), Register<V>(b),
                                                 int(I / 4 * 4 + First + I % 4 / 2 + I % 2 * V::size)...)));
}

// Every second lane of both: of all that came from a, or all that came from b.
template <std::size_t Of, Vector V, std::size_t... I>
CTNN_INLINE V unmix(const V& low, const V& high, std::index_sequence<I...>) noexcept {
    return V(Register<V>(__builtin_shufflevector(Register<V>(low), Register<V>(high),
                                                 int(I / 4 * 4 + Of + I % 2 * 2 + I % 4 / 2 * V::size)...)));
}

}  // namespace detail

template <Vector V>
    requires(V::size >= 4)
CTNN_INLINE V mix_low(const V& a, const V& b) noexcept {
    return detail::mix<0>(a, b, std::make_index_sequence<V::size>{});
}
template <Vector V>
    requires(V::size >= 4)
CTNN_INLINE V mix_high(const V& a, const V& b) noexcept {
    return detail::mix<2>(a, b, std::make_index_sequence<V::size>{});
}

/// a + b, of mix_low(a, b) and mix_high(a, b).
template <Vector V>
    requires(V::size >= 4)
CTNN_INLINE V add_mixed(const V& low, const V& high) noexcept {
    constexpr auto lanes = std::make_index_sequence<V::size>{};
    return detail::unmix<0>(low, high, lanes) + detail::unmix<1>(low, high, lanes);
}

/// Two neighbours in memory, in turn in all of W lanes.
template <std::size_t W>
CTNN_INLINE vec<float, W> splat_pair(const float* from) noexcept {
    double both;  // their bits
    __builtin_memcpy(&both, from, sizeof both);
    using Pairs = detail::Register<vec<double, W / 2>>;
    return vec<float, W>((detail::Register<vec<float, W>>)Pairs(vec<double, W / 2>(both)));
}

// ---- memory: vectors filled in part. Nothing outside the N values is touched. ----

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
    return V(Register<V>{(I < N ? from[I < N ? I : 0] : 0)...});
#endif
}

/// Some, not all, of the narrowest register's lanes.
template <std::size_t N, Vector V>
CTNN_INLINE void store_few(typename V::value_type* to, const V& v) noexcept {
    const Register<V> lanes(v);
#if defined(__SSE2__)
    if constexpr (is<V, float, 16> && N >= 2) {
        _mm_storel_epi64(reinterpret_cast<__m128i*>(to), _mm_castps_si128(lanes));
        if constexpr (N == 3) to[2] = lanes[2];
        return;
    }
#endif
    CTNN_UNROLL_FOR (std::size_t i = 0; i < N; ++i) to[i] = lanes[i];
}

}  // namespace detail

/// The N values at `from`, then zeros; read in the pieces in which store_part writes, so that values that
/// were just stored need not reach memory first.
template <std::size_t W, std::size_t N, class T>
CTNN_INLINE vec<T, W> load_pieces(const T* from) noexcept {
    using V = vec<T, W>;
    if constexpr (N >= W) {
        return load<W>(from);
    } else if constexpr (N == 0) {
        return V(T(0));
    } else if constexpr (W == narrowest<T>) {
        return detail::load_few<V, N>(from, std::make_index_sequence<W>{});
    } else if constexpr (N <= W / 2) {
        return keep<W / 2>(widen<W>(load_pieces<W / 2, N>(from)));
    } else {
        const V low = widen<W>(load<W / 2>(from));
        const V high = widen<W>(load_pieces<W / 2, N - W / 2>(from + W / 2));
        return [&]<std::size_t... I>(std::index_sequence<I...>) CTNN_LAMBDA_INLINE {
            using R = detail::Register<V>;
            return V(R(__builtin_shufflevector(R(low), R(high), int(I < W / 2 ? I : I + W / 2)...)));
        }(std::make_index_sequence<W>{});
    }
}

/// The N values at `from`, then zeros: for values that were stored long ago.
template <std::size_t W, std::size_t N, class T>
CTNN_INLINE vec<T, W> load_part(const T* from) noexcept {
#if defined(__AVX512VL__)
    if constexpr (N < W && W > narrowest<T> && N > W / 4) return detail::load_masked<vec<T, W>, N>(from);
#endif
    return load_pieces<W, N>(from);
}

/// The first N lanes.
template <std::size_t N, Vector V>
CTNN_INLINE void store_part(typename V::value_type* to, const V& v) noexcept {
    constexpr std::size_t W = V::size;
    if constexpr (N >= W) {
        store(to, v);
    } else if constexpr (N > 0) {
        if constexpr (N == 1) {
            to[0] = detail::Register<V>(v)[0];
        } else if constexpr (W == narrowest<typename V::value_type>) {
            detail::store_few<N>(to, v);
        } else if constexpr (N <= W / 2) {
            store_part<N>(to, pick<W / 2, 0>(v, v));
        } else {
            store(to, pick<W / 2, 0>(v, v));
            store_part<N - W / 2>(to + W / 2, pick<W / 2, W / 2>(v, v));
        }
    }
}

/// The same for values that nobody reads again soon.
template <std::size_t N, Vector V>
CTNN_INLINE void store_first(typename V::value_type* to, const V& v) noexcept {
#if defined(__AVX512VL__)
    if constexpr (N < V::size) return detail::store_masked<N>(to, v);
#endif
    store_part<N>(to, v);
}

}  // namespace ctnn::simd
#endif
