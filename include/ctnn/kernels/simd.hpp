#pragma once

// Vectors of float and double: the one header that knows registers and instruction sets. xsimd names the
// registers and does the arithmetic; here is one name, at every width, for each operation that a kernel needs
// beyond + - * / and comparison. Nothing depends on -ffast-math or -ffp-contract.

#ifndef CTNN_NO_SIMD

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <type_traits>

#if defined(__GNUC__) && !defined(__clang__) && defined(__AVX512F__)
// g++ 12 warns of its own _mm512_undefined_ps, wherever an AVX-512 intrinsic is inlined.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wuninitialized"
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#include <immintrin.h>
#pragma GCC diagnostic pop
#endif

#include <xsimd/config/xsimd_config.hpp>
#if XSIMD_VERSION_MAJOR == 8 && defined(__SSE2__)
// The batches without <xsimd/xsimd.hpp>, whose wrappers want <ostream>: a fifth less to compile. On other
// processors the batches need those wrappers.
#ifndef XSIMD_NO_DISCARD
#define XSIMD_NO_DISCARD __attribute__((warn_unused_result))
#endif
#include <xsimd/types/xsimd_batch.hpp>
#else
#include <xsimd/xsimd.hpp>
#endif

#include <ctnn/core/config.hpp>

#if defined(CTNN_REPRODUCIBLE) && defined(__aarch64__)
// xsimd multiplies by an estimate of the reciprocal, here alone.
template <>
inline xsimd::batch<float, xsimd::neon64>& xsimd::batch<float, xsimd::neon64>::operator/=(
    const batch& other) noexcept {
    return *this = vdivq_f32(*this, other);
}
#endif

namespace ctnn::simd {

/// W values of type T in one register: vec<float, 16> on AVX-512. Void where there is no such register.
template <class T, std::size_t W>
using vec = xsimd::make_sized_batch_t<T, W>;

/// Lanes of the widest and of the narrowest register that are used for values of type T.
template <class T>
inline constexpr std::size_t native = xsimd::batch<T>::size;
template <class T>
inline constexpr std::size_t narrowest = 16 / sizeof(T);

/// Vector registers that the processor names: how many accumulators a tile may hold.
#if defined(__AVX512F__) || defined(__aarch64__)
inline constexpr std::size_t registers = 32;
#else
inline constexpr std::size_t registers = 16;
#endif

/// Lanes of the widest register that n values fill, or of the narrowest one when they fill none.
template <class T>
constexpr std::size_t width(std::size_t n) noexcept {
    std::size_t lanes = native<T>;
    while (lanes > narrowest<T> && lanes > n) lanes /= 2;
    return lanes;
}

template <class V>
inline constexpr bool is_vector = false;
template <class T, class A>
inline constexpr bool is_vector<xsimd::batch<T, A>> = true;

/// A vector of float or double.
template <class V>
concept Vector = is_vector<V> && std::floating_point<typename V::value_type>;

namespace detail {

// The instructions below are chosen by element and by the register's bytes.
template <class V, class T, std::size_t Bytes>
inline constexpr bool is = std::same_as<typename V::value_type, T> && sizeof(V) == Bytes;

template <class V>
using Arch = typename V::arch_type;

// Whether min and max must be spelled out: only x86 has instructions that are a < b ? a : b for NaN and
// zeros.
#if defined(__SSE2__)
inline constexpr bool min_is_special = false;
#else
inline constexpr bool min_is_special = reproducible;
#endif

}  // namespace detail

// ---- memory: any alignment ----

template <std::size_t W, class T>
CTNN_INLINE vec<T, W> load(const T* from) noexcept {
    return vec<T, W>::load_unaligned(from);
}

template <Vector V>
CTNN_INLINE void store(typename V::value_type* to, const V& v) noexcept {
    v.store_unaligned(to);
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
#endif
    return xsimd::kernel::fma<detail::Arch<V>>(a, b, c, detail::Arch<V>{});
}

/// The smaller and the larger. Where b is NaN the result is NaN; where only a is, it may be either.
template <Vector V>
CTNN_INLINE V min(const V& a, const V& b) noexcept {
    if constexpr (detail::min_is_special) return xsimd::select(a < b, a, b);
    return xsimd::kernel::min<detail::Arch<V>>(a, b, detail::Arch<V>{});
}
template <Vector V>
CTNN_INLINE V max(const V& a, const V& b) noexcept {
    if constexpr (detail::min_is_special) return xsimd::select(a > b, a, b);
    return xsimd::kernel::max<detail::Arch<V>>(a, b, detail::Arch<V>{});
}

template <Vector V>
CTNN_INLINE V abs(const V& v) noexcept {
    return xsimd::kernel::abs<detail::Arch<V>>(v, detail::Arch<V>{});
}

template <Vector V>
CTNN_INLINE V sqrt(const V& v) noexcept {
#if defined(__aarch64__)  // xsimd 8 estimates here, and makes NaN of -0
    if constexpr (detail::is<V, float, 16>) return vsqrtq_f32(v);
#endif
    return xsimd::kernel::sqrt<detail::Arch<V>>(v, detail::Arch<V>{});
}

/// a where the mask (the result of a comparison) is set, else b.
template <Vector V>
CTNN_INLINE V select(const typename V::batch_bool_type& mask, const V& a, const V& b) noexcept {
    return xsimd::kernel::select<detail::Arch<V>>(mask, a, b, detail::Arch<V>{});
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
    if constexpr (detail::is<V, float, 64>)
        return _mm512_roundscale_ps(v, _MM_FROUND_TO_NEAREST_INT);
    else if constexpr (detail::is<V, double, 64>)
        return _mm512_roundscale_pd(v, _MM_FROUND_TO_NEAREST_INT);
    else
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
#endif
        return xsimd::kernel::nearbyint<detail::Arch<V>>(v, detail::Arch<V>{});
}

// ---- bits ----

/// The unsigned integers that have a vector's bits, and back.
template <Vector V>
using bits =
    xsimd::batch<std::conditional_t<sizeof(typename V::value_type) == 4, std::uint32_t, std::uint64_t>,
                 detail::Arch<V>>;

template <Vector V>
CTNN_INLINE bits<V> to_bits(const V& v) noexcept {
    return xsimd::kernel::bitwise_cast<detail::Arch<V>>(v, bits<V>{}, detail::Arch<V>{});
}
template <Vector V>
CTNN_INLINE V from_bits(const bits<V>& v) noexcept {
    return xsimd::kernel::bitwise_cast<detail::Arch<V>>(v, V{}, detail::Arch<V>{});
}

// ---- across the lanes ----

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
    store(lanes, v);
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

}  // namespace ctnn::simd

#endif  // CTNN_NO_SIMD
