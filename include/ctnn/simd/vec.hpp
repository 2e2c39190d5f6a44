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

}  // namespace detail

/// W values of type T in one register: vec<float, 16> on AVX-512. Only where there is such a register.
template <class T, std::size_t W>
    requires(!std::is_void_v<xsimd::make_sized_batch_t<T, W>>)
class vec {
  public:
    using value_type = T;
    using batch_type = xsimd::make_sized_batch_t<T, W>;
    using register_type = typename batch_type::register_type;
    using lanes_type = typename detail::LanesOf<T, W * sizeof(T)>::type;
    using mask = typename batch_type::batch_bool_type;  ///< what a comparison gives
    static constexpr std::size_t size = W;

    vec() noexcept = default;  ///< any values
    CTNN_INLINE explicit vec(T value) noexcept : vec(value, std::make_index_sequence<W>{}) {}
    CTNN_INLINE vec(register_type values) noexcept : lanes_(__builtin_bit_cast(lanes_type, values)) {}
    CTNN_INLINE vec(const batch_type& values) noexcept : vec(values.data) {}
    CTNN_INLINE static vec of(lanes_type lanes) noexcept {
        vec v;
        v.lanes_ = lanes;
        return v;
    }

    CTNN_INLINE operator register_type() const noexcept { return __builtin_bit_cast(register_type, lanes_); }
    CTNN_INLINE batch_type batch() const noexcept { return register_type(*this); }
    CTNN_INLINE lanes_type lanes() const noexcept { return lanes_; }

    CTNN_INLINE vec operator-() const noexcept { return of(-lanes_); }
    CTNN_INLINE friend vec operator+(const vec& a, const vec& b) noexcept { return of(a.lanes_ + b.lanes_); }
    CTNN_INLINE friend vec operator-(const vec& a, const vec& b) noexcept { return of(a.lanes_ - b.lanes_); }
    CTNN_INLINE friend vec operator*(const vec& a, const vec& b) noexcept { return of(a.lanes_ * b.lanes_); }
    CTNN_INLINE friend vec operator/(const vec& a, const vec& b) noexcept { return of(a.lanes_ / b.lanes_); }
    CTNN_INLINE friend vec operator&(const vec& a, const vec& b) noexcept { return a.batch() & b.batch(); }
    CTNN_INLINE friend vec operator|(const vec& a, const vec& b) noexcept { return a.batch() | b.batch(); }
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

    lanes_type lanes_;
};

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
