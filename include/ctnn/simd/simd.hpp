#pragma once

// What kernels do with vectors beyond + - * / and comparison: one name for each operation, at every width, by
// the processor's instruction where xsimd has none or another meaning. Nothing depends on -ffast-math or
// -ffp-contract.

#ifndef CTNN_NO_SIMD

#include <cstddef>
#include <cstdint>
#include <ctnn/core/config.hpp>
#include <ctnn/simd/as_written.hpp>
#include <ctnn/simd/vec.hpp>
#include <type_traits>

namespace ctnn::simd::inline CTNN_CODE {
namespace detail {

// The instructions below are chosen by element and by the register's bytes.
template <class V, class T, std::size_t Bytes>
inline constexpr bool is = std::same_as<typename V::value_type, T> && sizeof(V) == Bytes;

template <class V>
using Arch = ArchOf<sizeof(V)>;
template <class T>
using Word = std::conditional_t<sizeof(T) == 4, std::uint32_t, std::uint64_t>;
template <class V>
inline constexpr bool in_batch = has_batch<typename V::value_type>;

}  // namespace detail

// ---- memory: any alignment ----

template <std::size_t W, class T>
CTNN_INLINE vec<T, W> load(const T* from) noexcept {
    using Unaligned = typename detail::LanesOf<T, W * sizeof(T)>::unaligned;
    return vec<T, W>::of(*reinterpret_cast<const Unaligned*>(from));
}

template <Vector V>
CTNN_INLINE void store(typename V::value_type* to, const V& v) noexcept {
    using Unaligned = typename detail::LanesOf<typename V::value_type, sizeof(V)>::unaligned;
    *reinterpret_cast<Unaligned*>(to) = v.lanes();
}

/// v, from a register: g++ else reads what several instructions take from memory again for each of them.
template <Vector V>
CTNN_INLINE V in_register(const V& v) noexcept {
#if defined(__SSE2__) && !defined(__clang__)
    auto lanes = v.lanes();
    asm("" : "+v"(lanes));
    return V::of(lanes);
#else
    return v;
#endif
}

/// v, loaded once, where both compilers would rather read each lane that is spread from memory.
template <Vector V>
CTNN_INLINE V loaded(const V& v) noexcept {
#if defined(__SSE2__)
    auto lanes = v.lanes();
    asm("" : "+x"(lanes));
    return V::of(lanes);
#else
    return v;
#endif
}

// ---- lane by lane ----

/// a * b + c: rounded once where the processor can, else twice.
template <Vector V>
CTNN_INLINE V fma(const V& a, const V& b, const V& c) noexcept {
    if constexpr (reproducible) return a * b + c;
#if defined(__AVX512F__)
    if constexpr (detail::is<V, float, 64>) return _mm512_fmadd_ps(a, b, c);
    if constexpr (detail::is<V, double, 64>) return _mm512_fmadd_pd(a, b, c);
#endif
#if defined(__FMA__)
    if constexpr (detail::is<V, float, 32>) return _mm256_fmadd_ps(a, b, c);
    if constexpr (detail::is<V, double, 32>) return _mm256_fmadd_pd(a, b, c);
    if constexpr (detail::is<V, float, 16>) return _mm_fmadd_ps(a, b, c);
    if constexpr (detail::is<V, double, 16>) return _mm_fmadd_pd(a, b, c);
#elif defined(__aarch64__)
    if constexpr (detail::is<V, float, 16>)
        return vfmaq_f32(c, a, b);
    else if constexpr (detail::is<V, double, 16>)
        return vfmaq_f64(c, a, b);
    else
#elif defined(__arm__) && defined(__ARM_FEATURE_FMA)
    if constexpr (detail::is<V, float, 16>)
        return vfmaq_f32(c, a, b);
    else
#endif
    return a * b + c;
}

/// v, as it is written: see math::as_written.
template <Vector V>
CTNN_INLINE V as_written(const V& v) noexcept {
    if constexpr (fast_math && detail::in_batch<V>) {
        return V(ctnn::detail::as_written(typename V::register_type(v)));
    } else if constexpr (fast_math) {
        auto lanes = v.lanes();
        CTNN_UNROLL_FOR (std::size_t i = 0; i < V::size; ++i) lanes[i] = ctnn::detail::as_written(lanes[i]);
        return V::of(lanes);
    } else {
        return v;
    }
}

/// a where the mask (the result of a comparison) is set, else b.
template <Vector V>
CTNN_INLINE V select(const typename V::mask& mask, const V& a, const V& b) noexcept {
    if constexpr (detail::in_batch<V>)
        return xsimd::kernel::select<detail::Arch<V>>(mask, a.batch(), b.batch(), detail::Arch<V>{});
    else
        return V::of(mask ? a.lanes() : b.lanes());
}

/// The smaller and the larger: a < b ? a : b and a > b ? a : b. Where b is NaN the result is NaN; where only
/// a is, it may be either. By the processors' own instructions: xsimd exchanged its operands between
/// versions.
template <Vector V>
CTNN_INLINE V min(const V& a, const V& b) noexcept {
#if defined(__AVX512F__)
    if constexpr (detail::is<V, float, 64>) return _mm512_min_ps(a, b);
    if constexpr (detail::is<V, double, 64>) return _mm512_min_pd(a, b);
#endif
#if defined(__AVX__)
    if constexpr (detail::is<V, float, 32>) return _mm256_min_ps(a, b);
    if constexpr (detail::is<V, double, 32>) return _mm256_min_pd(a, b);
#endif
#if defined(__SSE2__)
    if constexpr (detail::is<V, float, 16>) return _mm_min_ps(a, b);
    if constexpr (detail::is<V, double, 16>) return _mm_min_pd(a, b);
#elif defined(__aarch64__)
    if constexpr (detail::is<V, float, 16> && !reproducible) return vminq_f32(a, b);
    if constexpr (detail::is<V, double, 16> && !reproducible) return vminq_f64(a, b);
#endif
    return simd::select(a < b, a, b);
}
template <Vector V>
CTNN_INLINE V max(const V& a, const V& b) noexcept {
#if defined(__AVX512F__)
    if constexpr (detail::is<V, float, 64>) return _mm512_max_ps(a, b);
    if constexpr (detail::is<V, double, 64>) return _mm512_max_pd(a, b);
#endif
#if defined(__AVX__)
    if constexpr (detail::is<V, float, 32>) return _mm256_max_ps(a, b);
    if constexpr (detail::is<V, double, 32>) return _mm256_max_pd(a, b);
#endif
#if defined(__SSE2__)
    if constexpr (detail::is<V, float, 16>) return _mm_max_ps(a, b);
    if constexpr (detail::is<V, double, 16>) return _mm_max_pd(a, b);
#elif defined(__aarch64__)
    if constexpr (detail::is<V, float, 16> && !reproducible) return vmaxq_f32(a, b);
    if constexpr (detail::is<V, double, 16> && !reproducible) return vmaxq_f64(a, b);
#endif
    return simd::select(a > b, a, b);
}

template <Vector V>
CTNN_INLINE V abs(const V& v) noexcept {
    using T = typename V::value_type;
    if constexpr (detail::in_batch<V>)
        return xsimd::kernel::abs<detail::Arch<V>>(v.batch(), detail::Arch<V>{});
    else
        return v & V(__builtin_bit_cast(T, ~detail::Word<T>{0} >> 1));
}

template <Vector V>
CTNN_INLINE V sqrt(const V& v) noexcept {
#if defined(__SSE2__)  // xsimd's goes through functions that units share where nothing is optimised
    if constexpr (detail::is<V, float, 16>)
        return _mm_sqrt_ps(v);
    else if constexpr (detail::is<V, double, 16>)
        return _mm_sqrt_pd(v);
    else
#elif defined(__aarch64__)  // xsimd 8 estimates here, and makes NaN of -0
    if constexpr (detail::is<V, float, 16>)
        return vsqrtq_f32(v);
    else
#elif defined(__arm__)      // NEON has no more than an estimate
    if constexpr (V::size != 0) {
        typename V::lanes_type lanes = v.lanes();
        CTNN_UNROLL_FOR (std::size_t i = 0; i < V::size; ++i)
            lanes[i] = static_cast<typename V::value_type>(__builtin_sqrt(lanes[i]));
        return V::of(lanes);
    } else
#endif
        return xsimd::kernel::sqrt<detail::Arch<V>>(v.batch(), detail::Arch<V>{});
}

/// The magnitude of one with the sign of the other; the magnitude is not negative.
template <Vector V>
CTNN_INLINE V with_sign(const V& magnitude, const V& sign) noexcept {
    return magnitude | (sign & V(typename V::value_type(-0.0)));
}

/// The nearest integer, halves to even, for values up to 2^31. NaN gives NaN or any integer.
template <Vector V>
CTNN_INLINE V round(const V& v) noexcept {
#if defined(__AVX512F__)
    // Unoptimised it is a macro of g++'s, which takes a mask for a number with a sign.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wsign-conversion"
    if constexpr (detail::is<V, float, 64>)
        return _mm512_roundscale_ps(v, _MM_FROUND_TO_NEAREST_INT);
    else if constexpr (detail::is<V, double, 64>)
        return _mm512_roundscale_pd(v, _MM_FROUND_TO_NEAREST_INT);
    else
#pragma GCC diagnostic pop
#elif defined(__SSE2__) && !defined(__SSE4_1__)
    // xsimd adds and takes away a large number, which -ffast-math would leave out.
    if constexpr (detail::is<V, float, 16>)
        return _mm_cvtepi32_ps(_mm_cvtps_epi32(v));
    else if constexpr (detail::is<V, double, 16>)
        return _mm_cvtepi32_pd(_mm_cvtpd_epi32(v));
    else
#elif defined(__aarch64__)
    if constexpr (detail::is<V, float, 16>)
        return vrndnq_f32(v);
    else if constexpr (detail::is<V, double, 16>)
        return vrndnq_f64(v);
    else
#elif defined(__arm__)  // no instruction: the sum with a large number has no room for a fraction
    if constexpr (V::size != 0) {
        const V large(typename V::value_type(V::size == 4 ? 0x1p23 : 0x1p52)), magnitude = simd::abs(v);
        const V rounded = simd::as_written(magnitude + large) - large;
        return simd::select(magnitude < large, simd::with_sign(rounded, v), v);
    } else
#endif
        return xsimd::kernel::nearbyint<detail::Arch<V>>(v.batch(), detail::Arch<V>{});
}

// ---- bits ----

/// The unsigned integers that have a vector's bits, and back.
template <Vector V>
using bits = vec<detail::Word<typename V::value_type>, V::size>;

template <Vector V>
CTNN_INLINE bits<V> to_bits(const V& v) noexcept {
    return bits<V>::of(__builtin_bit_cast(typename bits<V>::lanes_type, v.lanes()));
}
template <Vector V>
CTNN_INLINE V from_bits(const bits<V>& v) noexcept {
    return V::of(__builtin_bit_cast(typename V::lanes_type, v.lanes()));
}

}  // namespace ctnn::simd::inline CTNN_CODE

#endif  // CTNN_NO_SIMD
