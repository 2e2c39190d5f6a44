#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <ctnn/core/config.hpp>
#include <ctnn/simd/simd.hpp>

// Sums of products of bytes, in 32 bits: each lane of a register is a sum, and takes in four products at a
// time. One factor is 0 to 127, the other -127 to 127, so that no processor's way of adding saturates: two
// products are 32,258 at most, and both factors are bytes with a sign as well as without.

#ifndef CTNN_NO_SIMD
namespace ctnn::simd::inline CTNN_CODE {

/// Lanes of the widest register of sums; 0 where plain loops are all there is.
inline constexpr std::size_t byte_lanes =
#if defined(__AVX512BW__)
    16;
#elif defined(__AVX2__)
    8;
#elif defined(__SSE2__) || defined(__aarch64__)
    4;
#else
    0;
#endif

/// W sums; or, in each lane, a group of four bytes.
template <std::size_t W>
using Sums = vec<std::int32_t, W>;

/// W groups of bytes, which start where a lane may.
template <std::size_t W, class Byte>
CTNN_INLINE Sums<W> load_groups(const Byte* from) noexcept {
    using Unaligned = typename detail::LanesOf<std::int32_t, 4 * W>::unaligned;
    return Sums<W>::of(*reinterpret_cast<const Unaligned*>(from));
}

/// The same group in all lanes. By way of a float: g++ takes an integer through a general register.
template <std::size_t W>
CTNN_INLINE Sums<W> all_groups(const std::uint8_t* from) noexcept {
    float group;
    std::memcpy(&group, from, 4);
    return Sums<W>::of(__builtin_bit_cast(typename Sums<W>::lanes_type, vec<float, W>(group).lanes()));
}

/// In each lane the sum and the four products of a group, bytes of 0 to 127, and weights, of -127 to 127.
template <std::size_t W>
CTNN_INLINE Sums<W> add_products(const Sums<W>& to, const Sums<W>& group, const Sums<W>& weights) noexcept {
    // As registers: some of g++'s intrinsics are macros that cast.
    const typename Sums<W>::register_type sums = to, x = group, w = weights;
#if defined(__AVX512BW__)
#if defined(__AVX512VNNI__)
    if constexpr (W == 16) return _mm512_dpbusd_epi32(sums, x, w);
#else
    if constexpr (W == 16)
        return _mm512_add_epi32(sums, _mm512_madd_epi16(_mm512_maddubs_epi16(x, w), _mm512_set1_epi16(1)));
#endif
#endif
#if defined(__AVX512VNNI__) && defined(__AVX512VL__)
    if constexpr (W == 8) return _mm256_dpbusd_epi32(sums, x, w);
    if constexpr (W == 4) return _mm_dpbusd_epi32(sums, x, w);
#elif defined(__AVXVNNI__)
    if constexpr (W == 8) return _mm256_dpbusd_avx_epi32(sums, x, w);
    if constexpr (W == 4) return _mm_dpbusd_avx_epi32(sums, x, w);
#else
#if defined(__AVX2__)
    if constexpr (W == 8)
        return _mm256_add_epi32(sums, _mm256_madd_epi16(_mm256_maddubs_epi16(x, w), _mm256_set1_epi16(1)));
#endif
#if defined(__SSSE3__)
    if constexpr (W == 4)
        return _mm_add_epi32(sums, _mm_madd_epi16(_mm_maddubs_epi16(x, w), _mm_set1_epi16(1)));
#elif defined(__SSE2__)
    if constexpr (W == 4) {  // words of both, of w with its sign; then what stands side by side
        const __m128i zero = _mm_setzero_si128();
        const auto pairs = [](__m128i a, __m128i b) CTNN_LAMBDA_INLINE {
            return _mm_castsi128_ps(_mm_madd_epi16(a, _mm_srai_epi16(b, 8)));
        };
        const __m128 low = pairs(_mm_unpacklo_epi8(x, zero), _mm_unpacklo_epi8(zero, w));
        const __m128 high = pairs(_mm_unpackhi_epi8(x, zero), _mm_unpackhi_epi8(zero, w));
        const __m128i even = _mm_castps_si128(_mm_shuffle_ps(low, high, 0x88));
        const __m128i odd = _mm_castps_si128(_mm_shuffle_ps(low, high, 0xDD));
        return _mm_add_epi32(sums, _mm_add_epi32(even, odd));
    }
#elif defined(__aarch64__)
    if constexpr (W == 4) {
        const int8x16_t xs = vreinterpretq_s8_s32(x), ws = vreinterpretq_s8_s32(w);
#if defined(__ARM_FEATURE_DOTPROD)
        return vdotq_s32(sums, xs, ws);
#else
        const int16x8_t low = vmull_s8(vget_low_s8(xs), vget_low_s8(ws)), high = vmull_high_s8(xs, ws);
        return vpadalq_s16(sums, vpaddq_s16(low, high));
#endif
    }
#endif
#endif
}

/// As floats, rounded where they have more digits.
template <std::size_t W>
CTNN_INLINE vec<float, W> to_numbers(const Sums<W>& sums) noexcept {
    return vec<float, W>::of(__builtin_convertvector(sums.lanes(), typename vec<float, W>::lanes_type));
}

/// The nearest integers, halves to even.
template <std::size_t W>
CTNN_INLINE Sums<W> nearest(const vec<float, W>& v) noexcept {
#if defined(__AVX512F__)
    if constexpr (W == 16) return _mm512_cvtps_epi32(v);
#endif
#if defined(__AVX__)
    if constexpr (W == 8) return _mm256_cvtps_epi32(v);
#endif
#if defined(__SSE2__)
    if constexpr (W == 4) return _mm_cvtps_epi32(v);
#elif defined(__aarch64__)
    if constexpr (W == 4) return vcvtnq_s32_f32(v);
#endif
}

/// W bytes, as integers.
template <std::size_t W>
CTNN_INLINE Sums<W> load_bytes(const std::uint8_t* from) noexcept {
#if defined(__AVX512F__)
    if constexpr (W == 16)
        return _mm512_cvtepu8_epi32(_mm_loadu_si128(reinterpret_cast<const __m128i*>(from)));
#endif
#if defined(__AVX2__)
    if constexpr (W == 8)
        return _mm256_cvtepu8_epi32(_mm_loadl_epi64(reinterpret_cast<const __m128i*>(from)));
#endif
    if constexpr (W == 4)
        return Sums<4>::of(typename Sums<4>::lanes_type{from[0], from[1], from[2], from[3]});
}

/// Integers of 0 to 255, as bytes.
template <std::size_t W>
CTNN_INLINE void store_bytes(std::uint8_t* to, const Sums<W>& v) noexcept {
#if defined(__AVX512F__)
    if constexpr (W == 16) _mm_storeu_si128(reinterpret_cast<__m128i*>(to), _mm512_cvtepi32_epi8(v));
#endif
#if defined(__AVX2__)
    if constexpr (W == 8) {
        const __m256i all = v;
        const __m128i words = _mm_packus_epi32(_mm256_castsi256_si128(all), _mm256_extracti128_si256(all, 1));
        _mm_storel_epi64(reinterpret_cast<__m128i*>(to), _mm_packus_epi16(words, words));
    }
#endif
    if constexpr (W == 4) {
#if defined(__SSE2__)
        const __m128i words = _mm_packs_epi32(v, v);
        const int bytes = _mm_cvtsi128_si32(_mm_packus_epi16(words, words));
#elif defined(__aarch64__)
        const uint16x4_t words = vqmovun_s32(v);
        const std::uint32_t bytes =
            vget_lane_u32(vreinterpret_u32_u8(vqmovn_u16(vcombine_u16(words, words))), 0);
#endif
        std::memcpy(to, &bytes, 4);
    }
}

/// v where it is less than `most`, else that, and of NaN too.
template <std::size_t W>
CTNN_INLINE vec<float, W> at_most(const vec<float, W>& v, const vec<float, W>& most) noexcept {
#if defined(__SSE2__)
    return simd::min(v, most);
#else
    return simd::select(v < most, v, most);
#endif
}

/// Four registers of integers, plus `zero` of up to 16 bits, as bytes: below 0 these are 0, above 255 they
/// are 255.
template <std::size_t W>
CTNN_INLINE void store_bytes(std::uint8_t* to, const Sums<W>& a, const Sums<W>& b, const Sums<W>& c,
                             const Sums<W>& d, std::int32_t zero) noexcept {
    [[maybe_unused]] const auto word = static_cast<short>(zero);
#if defined(__AVX512BW__)
    if constexpr (W == 16) {
        const __m512i zeros = _mm512_set1_epi16(word);
        const __m512i ab = _mm512_adds_epi16(_mm512_packs_epi32(a, b), zeros),
                      cd = _mm512_adds_epi16(_mm512_packs_epi32(c, d), zeros),
                      order = _mm512_set_epi32(15, 11, 7, 3, 14, 10, 6, 2, 13, 9, 5, 1, 12, 8, 4, 0);
        _mm512_storeu_si512(to, _mm512_permutexvar_epi32(order, _mm512_packus_epi16(ab, cd)));
    }
#endif
#if defined(__AVX2__)
    if constexpr (W == 8) {
        const __m256i zeros = _mm256_set1_epi16(word);
        const __m256i ab = _mm256_adds_epi16(_mm256_packs_epi32(a, b), zeros),
                      cd = _mm256_adds_epi16(_mm256_packs_epi32(c, d), zeros),
                      order = _mm256_set_epi32(7, 3, 6, 2, 5, 1, 4, 0);
        _mm256_storeu_si256(reinterpret_cast<__m256i*>(to),
                            _mm256_permutevar8x32_epi32(_mm256_packus_epi16(ab, cd), order));
    }
#endif
    if constexpr (W == 4) {
#if defined(__SSE2__)
        const __m128i zeros = _mm_set1_epi16(word);
        const __m128i ab = _mm_adds_epi16(_mm_packs_epi32(a, b), zeros),
                      cd = _mm_adds_epi16(_mm_packs_epi32(c, d), zeros);
        _mm_storeu_si128(reinterpret_cast<__m128i*>(to), _mm_packus_epi16(ab, cd));
#elif defined(__aarch64__)
        const int16x8_t zeros = vdupq_n_s16(word);
        const int16x8_t ab = vqaddq_s16(vcombine_s16(vqmovn_s32(a), vqmovn_s32(b)), zeros),
                        cd = vqaddq_s16(vcombine_s16(vqmovn_s32(c), vqmovn_s32(d)), zeros);
        vst1q_u8(to, vcombine_u8(vqmovun_s16(ab), vqmovun_s16(cd)));
#endif
    }
}

/// Bit i: whether group i of `byte_lanes` has a byte that is not zero.
CTNN_INLINE unsigned nonzero_groups(const std::uint8_t* x) noexcept {
    const Sums<byte_lanes> groups = load_groups<byte_lanes>(x);
#if defined(__AVX512BW__)
    return _mm512_test_epi32_mask(groups, groups);
#elif defined(__AVX2__)
    const __m256i zeros = _mm256_cmpeq_epi32(groups, _mm256_setzero_si256());
    return static_cast<unsigned>(_mm256_movemask_ps(_mm256_castsi256_ps(zeros))) ^ 0xFFu;
#elif defined(__SSE2__)
    const __m128i zeros = _mm_cmpeq_epi32(groups, _mm_setzero_si128());
    return static_cast<unsigned>(_mm_movemask_ps(_mm_castsi128_ps(zeros))) ^ 0xFu;
#else
    const auto lanes = groups.lanes();
    unsigned bits = 0;
    CTNN_UNROLL_FOR (std::size_t i = 0; i < byte_lanes; ++i) bits |= unsigned(lanes[i] != 0) << i;
    return bits;
#endif
}

/// Lists which of so many groups, `byte_lanes` at most, have a byte that is not zero, as first, first + 1 and
/// so on; how many there are. The list has room for `byte_lanes`.
CTNN_INLINE std::size_t list_groups(unsigned bits, std::uint32_t first, std::uint32_t* list) noexcept {
#if defined(__AVX512BW__)
    const __m512i each =
        _mm512_add_epi32(_mm512_set1_epi32(static_cast<int>(first)),
                         _mm512_set_epi32(15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0));
    _mm512_storeu_si512(list, _mm512_maskz_compress_epi32(static_cast<__mmask16>(bits), each));
    return static_cast<std::size_t>(__builtin_popcount(bits));
#else
    std::size_t count = 0;
    for (; bits != 0; bits &= bits - 1)
        list[count++] = first + static_cast<std::uint32_t>(__builtin_ctz(bits));
    return count;
#endif
}

}  // namespace ctnn::simd::inline CTNN_CODE
#endif
