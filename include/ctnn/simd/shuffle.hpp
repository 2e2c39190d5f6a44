#pragma once

#include <cstddef>
#include <ctnn/core/config.hpp>
#include <ctnn/simd/simd.hpp>
#include <utility>

// Values moved from lane to lane. The compilers know the best instructions for a shuffle whose lanes are
// constants; where they do not, those instructions are named here.

#ifndef CTNN_NO_SIMD
namespace ctnn::simd::inline CTNN_CODE {
namespace detail {

// Lane i of a shuffle takes lane (First + i) / Each, or Last where that is beyond it.
template <std::size_t First, std::size_t Each, std::size_t Last>
constexpr int source(std::size_t i) noexcept {
    const std::size_t from = (First + i) / Each;
    return static_cast<int>(from < Last ? from : Last);
}

template <Vector To, std::size_t First, std::size_t Each, std::size_t Last, Vector V, std::size_t... I>
CTNN_INLINE To pick(const V& a, const V& b, std::index_sequence<I...>) noexcept {
    return To::of(__builtin_shufflevector(a.lanes(), b.lanes(), source<First, Each, Last>(I)...));
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
        return detail::pick<To, First, Each, End>(simd::widen<W>(a), simd::widen<W>(a),
                                                  std::make_index_sequence<W>{});
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
        const __m512 wide = simd::widen<16>(a), four = _mm512_shuffle_f32x4(wide, wide, I / 4 * 0x55);
        if constexpr (W == 16) return _mm512_permute_ps(four, I % 4 * 0x55);
        if constexpr (W == 8) return _mm256_permute_ps(_mm512_castps512_ps256(four), I % 4 * 0x55);
        if constexpr (W == 4) return _mm_permute_ps(_mm512_castps512_ps128(four), I % 4 * 0x55);
    }
#endif
    return simd::pick<W, I * W, W>(a, a);
}

/// Every lane takes the one `By` after it, the last ones the first.
template <std::size_t By, Vector V>
CTNN_INLINE V rotate(const V& a) noexcept {
    return simd::pick<V::size, By>(a, a);
}

/// The first N lanes of a, and then those of b.
template <std::size_t N, Vector V>
CTNN_INLINE V keep(const V& a, const V& b = V(typename V::value_type(0))) noexcept {
    if constexpr (N >= V::size)
        return a;
    else
        return [&]<std::size_t... I>(std::index_sequence<I...>) CTNN_LAMBDA_INLINE {
            return V::of(__builtin_shufflevector(a.lanes(), b.lanes(), int(I < N ? I : V::size + I)...));
        }(std::make_index_sequence<V::size>{});
}

// By groups of four lanes, as processors do it in one step: the first or the last two of a and of b in turn.
namespace detail {

template <std::size_t First, Vector V, std::size_t... I>
CTNN_INLINE V mix(const V& a, const V& b, std::index_sequence<I...>) noexcept {
    return V::of(__builtin_shufflevector(a.lanes(), b.lanes(),
                                         int(I / 4 * 4 + First + I % 4 / 2 + I % 2 * V::size)...));
}

// Every second lane of both: of all that came from a, or all that came from b.
template <std::size_t Of, Vector V, std::size_t... I>
CTNN_INLINE V unmix(const V& low, const V& high, std::index_sequence<I...>) noexcept {
    return V::of(__builtin_shufflevector(low.lanes(), high.lanes(),
                                         int(I / 4 * 4 + Of + I % 2 * 2 + I % 4 / 2 * V::size)...));
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

/// a, or b, of mix_low(a, b) and mix_high(a, b).
template <Vector V>
    requires(V::size >= 4)
CTNN_INLINE V first_of_mixed(const V& low, const V& high) noexcept {
    return detail::unmix<0>(low, high, std::make_index_sequence<V::size>{});
}
template <Vector V>
    requires(V::size >= 4)
CTNN_INLINE V second_of_mixed(const V& low, const V& high) noexcept {
    return detail::unmix<1>(low, high, std::make_index_sequence<V::size>{});
}

/// a + b of them.
template <Vector V>
    requires(V::size >= 4)
CTNN_INLINE V add_mixed(const V& low, const V& high) noexcept {
    return simd::first_of_mixed(low, high) + simd::second_of_mixed(low, high);
}

/// Two neighbours in memory, in turn in all of W lanes.
template <std::size_t W>
CTNN_INLINE vec<float, W> splat_pair(const float* from) noexcept {
    double both;  // their bits
    __builtin_memcpy(&both, from, sizeof both);
    using Singles = vec<float, W>;
    return Singles::of(__builtin_bit_cast(typename Singles::lanes_type, vec<double, W / 2>(both).lanes()));
}

/// A value and a zero, in turn in all of W lanes.
template <std::size_t W, class T>
CTNN_INLINE vec<T, W> splat_with_zero(T value) noexcept {
    return [&]<std::size_t... I>(std::index_sequence<I...>) CTNN_LAMBDA_INLINE {
        return vec<T, W>::of(__builtin_shufflevector(vec<T, W>(value).lanes(), vec<T, W>(T(0)).lanes(),
                                                     int(I % 2 == 0 ? I : W + I)...));
    }(std::make_index_sequence<W>{});
}

/// All lanes of a, again and again in W lanes.
template <std::size_t W, Vector V>
CTNN_INLINE vec<typename V::value_type, W> repeat(const V& a) noexcept {
    return [&]<std::size_t... I>(std::index_sequence<I...>) CTNN_LAMBDA_INLINE {
        const auto wide = simd::widen<W>(a);
        return vec<typename V::value_type, W>::of(
            __builtin_shufflevector(wide.lanes(), wide.lanes(), int(I % V::size)...));
    }(std::make_index_sequence<W>{});
}

/// The sums of neighbours, in half as many lanes; where there is no register of so few, in the first half.
template <Vector V>
CTNN_INLINE auto add_neighbours(const V& a) noexcept {
    using T = typename V::value_type;
    constexpr std::size_t W = V::size > narrowest<T> ? V::size / 2 : V::size;
    return [&]<std::size_t... I>(std::index_sequence<I...>) CTNN_LAMBDA_INLINE {
        const auto lanes = a.lanes();
        return vec<T, W>::of(__builtin_shufflevector(lanes, lanes, int(2 * I % V::size)...)) +
               vec<T, W>::of(__builtin_shufflevector(lanes, lanes, int((2 * I + 1) % V::size)...));
    }(std::make_index_sequence<W>{});
}

}  // namespace ctnn::simd::inline CTNN_CODE
#endif
