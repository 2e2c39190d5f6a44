#pragma once

#include <cstddef>
#include <ctnn/core/config.hpp>
#include <ctnn/core/value_range.hpp>
#include <ctnn/math/math.hpp>
#include <ctnn/simd/simd.hpp>
#include <type_traits>

// A register of numbers as one number: what is computed in it is computed in each lane.

#ifndef CTNN_NO_SIMD
namespace ctnn::detail::inline CTNN_CODE {

/// Numbers side by side, as many as fill a register, which all go the same way: a network that computes in it
/// is as many networks, each with its own parameters and inputs. What holds in some lanes and not in others
/// is a mask, for `math::select`: there are no branches, and layers whose kernels have some do not compile in
/// it.
template <class T>
struct Lanes {
    using Register = simd::vec<T, simd::native<T>>;
    static constexpr std::size_t width = simd::native<T>;

    Register all{};

    CTNN_INLINE Lanes() noexcept : all(T(0)) {}
    CTNN_INLINE Lanes(const Register& numbers) noexcept : all(numbers) {}
    /// The same number in all lanes.
    template <class A>
        requires std::is_arithmetic_v<A>
    CTNN_INLINE Lanes(A number) noexcept : all(static_cast<T>(number)) {}

    CTNN_INLINE friend Lanes operator+(const Lanes& a, const Lanes& b) noexcept { return a.all + b.all; }
    CTNN_INLINE friend Lanes operator-(const Lanes& a, const Lanes& b) noexcept { return a.all - b.all; }
    CTNN_INLINE friend Lanes operator*(const Lanes& a, const Lanes& b) noexcept { return a.all * b.all; }
    CTNN_INLINE friend Lanes operator/(const Lanes& a, const Lanes& b) noexcept { return a.all / b.all; }
    CTNN_INLINE Lanes operator-() const noexcept { return -all; }
    CTNN_INLINE Lanes& operator+=(const Lanes& b) noexcept { return *this = *this + b; }
    CTNN_INLINE Lanes& operator-=(const Lanes& b) noexcept { return *this = *this - b; }
    CTNN_INLINE Lanes& operator*=(const Lanes& b) noexcept { return *this = *this * b; }

    // Whether it holds, lane by lane.
    CTNN_INLINE friend auto operator<(const Lanes& a, const Lanes& b) noexcept { return a.all < b.all; }
    CTNN_INLINE friend auto operator>(const Lanes& a, const Lanes& b) noexcept { return a.all > b.all; }
    CTNN_INLINE friend auto operator==(const Lanes& a, const Lanes& b) noexcept { return a.all == b.all; }
};

/// Where lane k of the number stands.
template <class T>
CTNN_INLINE T* lane(Lanes<T>* number, std::size_t k) noexcept {
    return reinterpret_cast<T*>(number) + k;
}
template <class T>
CTNN_INLINE const T* lane(const Lanes<T>* number, std::size_t k) noexcept {
    return reinterpret_cast<const T*>(number) + k;
}

template <class T>
inline const Lanes<T> not_a_number<Lanes<T>> = not_a_number<T>;

/// Of numbers that have nothing to do with each other, one that is not finite says nothing: the loss of its
/// own network does.
template <class T>
constexpr bool is_finite(const Lanes<T>&) noexcept {
    return true;
}

}  // namespace ctnn::detail::inline CTNN_CODE

namespace ctnn::math::inline CTNN_CODE {

#define CTNN_OF_LANES(function)                                                             \
    template <class T>                                                                      \
    CTNN_INLINE ctnn::detail::Lanes<T> function(const ctnn::detail::Lanes<T>& x) noexcept { \
        return math::function(x.all);                                                       \
    }
CTNN_OF_LANES(abs)
CTNN_OF_LANES(as_written)
CTNN_OF_LANES(cos)
CTNN_OF_LANES(exp)
CTNN_OF_LANES(expm1)
CTNN_OF_LANES(log)
CTNN_OF_LANES(log1p)
CTNN_OF_LANES(round)
CTNN_OF_LANES(sigmoid)
CTNN_OF_LANES(softplus)
CTNN_OF_LANES(sqrt)
CTNN_OF_LANES(tanh)
#undef CTNN_OF_LANES

template <class T>
CTNN_INLINE ctnn::detail::Lanes<T> min(const ctnn::detail::Lanes<T>& a,
                                       const ctnn::detail::Lanes<T>& b) noexcept {
    return math::min(a.all, b.all);
}
template <class T>
CTNN_INLINE ctnn::detail::Lanes<T> max(const ctnn::detail::Lanes<T>& a,
                                       const ctnn::detail::Lanes<T>& b) noexcept {
    return math::max(a.all, b.all);
}
template <class T>
CTNN_INLINE ctnn::detail::Lanes<T> with_sign(const ctnn::detail::Lanes<T>& magnitude,
                                             const ctnn::detail::Lanes<T>& sign) noexcept {
    return math::with_sign(magnitude.all, sign.all);
}
template <class T>
CTNN_INLINE ctnn::detail::Lanes<T> fma(const ctnn::detail::Lanes<T>& a, const ctnn::detail::Lanes<T>& b,
                                       const ctnn::detail::Lanes<T>& c) noexcept {
    return math::fma(a.all, b.all, c.all);
}
template <class Mask, class T>
CTNN_INLINE ctnn::detail::Lanes<T> select(const Mask& condition, const ctnn::detail::Lanes<T>& a,
                                          const ctnn::detail::Lanes<T>& b) noexcept {
    return math::select(condition, a.all, b.all);
}
template <class T>
CTNN_INLINE constexpr bool is_constant_nan(const ctnn::detail::Lanes<T>&) noexcept {
    return false;
}

}  // namespace ctnn::math::inline CTNN_CODE
#endif
