#pragma once

// The vectors that kernels compute in, and the one header that includes xsimd and the intrinsics. The type is
// our own, so that a call on a vector finds what this library means by a name, whatever xsimd's present or
// future versions call so. xsimd names the registers and their instructions; + - * / and memory are the
// compilers' own, which weigh nothing when they decide what to inline.

#ifndef CTNN_NO_SIMD

#include <concepts>
#include <cstddef>
#include <type_traits>
#include <utility>

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

namespace ctnn::simd::inline CTNN_CODE {

namespace detail {

/// A vector as the compilers know it. A register of xsimd's need not be one: WebAssembly's holds integers,
/// whatever the vector is of. `unaligned` is what lies anywhere in memory.
template <class T, std::size_t Bytes>
struct LanesOf {
    typedef T type __attribute__((vector_size(Bytes)));
    typedef T unaligned __attribute__((vector_size(Bytes), aligned(alignof(T)), may_alias));
};

// xsimd's name of what has registers of so many bytes. Not what it takes by default: that is the longest list
// of features that it knows, of which its older versions find some where others are missing (-march=knl), or
// registers of a width of which no type of C++ is (SVE).
#if defined(__SSE2__)
#if defined(__SSE4_1__)
using Arch16 = xsimd::sse4_1;
#else
using Arch16 = xsimd::sse2;
#endif
#elif defined(__aarch64__)
using Arch16 = xsimd::neon64;
#elif defined(__arm__)
using Arch16 = xsimd::neon;
#else
using Arch16 = xsimd::wasm;
#endif
#if defined(__AVX2__)
using Arch32 = xsimd::avx2;
#elif defined(__AVX__)
using Arch32 = xsimd::avx;
#else
using Arch32 = void;
#endif
#if defined(__AVX512F__)
using Arch64 = xsimd::avx512f;
#else
using Arch64 = void;
#endif

template <std::size_t Bytes>
using ArchOf = std::conditional_t<
    Bytes == 16, Arch16,
    std::conditional_t<Bytes == 32, Arch32, std::conditional_t<Bytes == 64, Arch64, void>>>;

// Whether xsimd knows a vector of T there. Of double on 32-bit ARM it does not: there the compiler makes of
// such a vector what it likes.
template <class T>
inline constexpr bool has_batch =
#if defined(__arm__)
    !std::same_as<T, double>;
#else
    true;
#endif

struct NoRegister {};

template <class T, std::size_t W, bool = has_batch<T>>
struct BatchOf {
    using type = xsimd::batch<T, ArchOf<W * sizeof(T)>>;
    using register_type = typename type::register_type;
    using mask = typename type::batch_bool_type;
};
template <class T, std::size_t W>
struct BatchOf<T, W, false> {
    using type = typename LanesOf<T, W * sizeof(T)>::type;
    using register_type = NoRegister;
    using mask = decltype(type{} < type{});
};

template <class Lanes, class Batch>
CTNN_INLINE Lanes lanes_of(const Batch& values) noexcept {
    if constexpr (requires { values.data; })
        return __builtin_bit_cast(Lanes, values.data);
    else
        return values;
}

}  // namespace detail

/// W values of type T in one register: vec<float, 16> on AVX-512. Only where there is such a register.
template <class T, std::size_t W>
    requires(!std::is_void_v<detail::ArchOf<W * sizeof(T)>>)
class vec {
  public:
    using value_type = T;
    using batch_type = typename detail::BatchOf<T, W>::type;
    using register_type = typename detail::BatchOf<T, W>::register_type;
    using lanes_type = typename detail::LanesOf<T, W * sizeof(T)>::type;
    using mask = typename detail::BatchOf<T, W>::mask;  ///< what a comparison gives
    static constexpr std::size_t size = W;

    vec() noexcept = default;  ///< any values
    CTNN_INLINE explicit vec(T value) noexcept : vec(value, std::make_index_sequence<W>{}) {}
    CTNN_INLINE vec(register_type values) noexcept : lanes_(__builtin_bit_cast(lanes_type, values)) {}
    CTNN_INLINE vec(const batch_type& values) noexcept : lanes_(detail::lanes_of<lanes_type>(values)) {}
    CTNN_INLINE static vec of(lanes_type lanes) noexcept {
        vec v;
        v.lanes_ = lanes;
        return v;
    }

    CTNN_INLINE operator register_type() const noexcept { return __builtin_bit_cast(register_type, lanes_); }
    CTNN_INLINE lanes_type lanes() const noexcept { return lanes_; }
    /// As xsimd knows it, or else as the compiler does.
    CTNN_INLINE batch_type batch() const noexcept {
        if constexpr (detail::has_batch<T>)
            return register_type(*this);
        else
            return lanes_;
    }

    CTNN_INLINE vec operator-() const noexcept { return of(-lanes_); }
#if defined(__arm__)  // the compilers' own are of numbers there: these round denormals to zero
    CTNN_INLINE friend vec operator+(const vec& a, const vec& b) noexcept {
        if constexpr (std::same_as<T, float>) return vaddq_f32(a, b);
        return of(a.lanes_ + b.lanes_);
    }
    CTNN_INLINE friend vec operator-(const vec& a, const vec& b) noexcept {
        if constexpr (std::same_as<T, float>) return vsubq_f32(a, b);
        return of(a.lanes_ - b.lanes_);
    }
    CTNN_INLINE friend vec operator*(const vec& a, const vec& b) noexcept {
        if constexpr (std::same_as<T, float>) return vmulq_f32(a, b);
        return of(a.lanes_ * b.lanes_);
    }
#else
    CTNN_INLINE friend vec operator+(const vec& a, const vec& b) noexcept { return of(a.lanes_ + b.lanes_); }
    CTNN_INLINE friend vec operator-(const vec& a, const vec& b) noexcept { return of(a.lanes_ - b.lanes_); }
    CTNN_INLINE friend vec operator*(const vec& a, const vec& b) noexcept { return of(a.lanes_ * b.lanes_); }
#endif
    CTNN_INLINE friend vec operator/(const vec& a, const vec& b) noexcept { return of(a.lanes_ / b.lanes_); }
    CTNN_INLINE friend vec operator&(const vec& a, const vec& b) noexcept {
        if constexpr (detail::has_batch<T>) return a.batch() & b.batch();
        return of_bits(a.bits() & b.bits());
    }
    CTNN_INLINE friend vec operator|(const vec& a, const vec& b) noexcept {
        if constexpr (detail::has_batch<T>) return a.batch() | b.batch();
        return of_bits(a.bits() | b.bits());
    }
    CTNN_INLINE friend vec operator<<(const vec& a, int by) noexcept { return a.batch() << by; }
    CTNN_INLINE friend vec operator>>(const vec& a, int by) noexcept { return a.batch() >> by; }

    CTNN_INLINE friend mask operator<(const vec& a, const vec& b) noexcept { return a.batch() < b.batch(); }
    CTNN_INLINE friend mask operator>(const vec& a, const vec& b) noexcept { return a.batch() > b.batch(); }
    CTNN_INLINE friend mask operator<=(const vec& a, const vec& b) noexcept { return a.batch() <= b.batch(); }
    CTNN_INLINE friend mask operator>=(const vec& a, const vec& b) noexcept { return a.batch() >= b.batch(); }
    CTNN_INLINE friend mask operator==(const vec& a, const vec& b) noexcept { return a.batch() == b.batch(); }

  private:
    template <std::size_t... I>
    CTNN_INLINE vec(T value, std::index_sequence<I...>) noexcept : lanes_{(static_cast<void>(I), value)...} {}

    using Bits = typename detail::LanesOf<unsigned char, W * sizeof(T)>::type;
    CTNN_INLINE static vec of_bits(Bits bits) noexcept { return of(__builtin_bit_cast(lanes_type, bits)); }
    CTNN_INLINE Bits bits() const noexcept { return __builtin_bit_cast(Bits, lanes_); }

    lanes_type lanes_;
};

/// Whether vectors are computed in for values of type T: of dual numbers none are.
template <class T>
inline constexpr bool has_vectors = std::floating_point<T>;

/// Lanes of the widest and of the narrowest register that are used for values of type T: more than there are
/// values where there are no vectors.
template <class T>
inline constexpr std::size_t native =
    has_vectors<T>
        ? (std::is_void_v<detail::Arch64> ? std::is_void_v<detail::Arch32> ? 16 : 32 : 64) / sizeof(T)
        : std::size_t(-1);
template <class T>
inline constexpr std::size_t narrowest = has_vectors<T> ? 16 / sizeof(T) : std::size_t(-1);

/// Vector registers that the processor names: how many accumulators a tile may hold.
#if defined(__AVX512F__) || defined(__aarch64__)
inline constexpr std::size_t registers = 32;
#else
inline constexpr std::size_t registers = 16;
#endif

/// Whether the processor works on 64 bytes in two halves, so that a register of 64 is no quicker than two of
/// 32 and costs more where it crosses cache lines or is filled in part: AMD's family 25 (Zen 4), which is the
/// one of AMD's (SSE4a) that has AVX-512 without AVX-VNNI, whether or not a compiler knows it by name.
#if defined(__AVX512F__) && defined(__SSE4A__) && !defined(__AVXVNNI__)
inline constexpr bool in_halves = true;
#else
inline constexpr bool in_halves = false;
#endif

/// Whether a * b + c is one instruction, which rounds once.
#if defined(__FMA__) || defined(__AVX512F__) || defined(__aarch64__)
inline constexpr bool fuses = true;
#else
inline constexpr bool fuses = false;
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
template <class T, std::size_t W>
inline constexpr bool is_vector<vec<T, W>> = true;

/// A vector of float or double.
template <class V>
concept Vector = is_vector<V> && std::floating_point<typename V::value_type>;

}  // namespace ctnn::simd::inline CTNN_CODE

#endif  // CTNN_NO_SIMD
