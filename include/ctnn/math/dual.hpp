#pragma once

// The elementary functions of dual numbers (core/dual.hpp): each gives its value and, by the chain rule, its
// slope. A slope is computed in the number that the dual is made of, which may be a dual itself.

#include <ctnn/core/config.hpp>
#include <ctnn/core/dual.hpp>
#include <ctnn/math/math.hpp>

namespace ctnn::math::inline CTNN_CODE {

template <class T>
CTNN_INLINE constexpr Dual<T> fma(Dual<T> a, Dual<T> b, Dual<T> c) noexcept {
    return a * b + c;
}

template <class T>
CTNN_INLINE constexpr Dual<T> as_written(Dual<T> x) noexcept {
    return x;
}

template <class T>
CTNN_INLINE constexpr Dual<T> min(Dual<T> a, Dual<T> b) noexcept {
    return a < b ? a : b;
}

template <class T>
CTNN_INLINE constexpr Dual<T> max(Dual<T> a, Dual<T> b) noexcept {
    return a > b ? a : b;
}

template <class T>
CTNN_INLINE constexpr Dual<T> select(bool condition, Dual<T> a, Dual<T> b) noexcept {
    return condition ? a : b;
}

template <class T>
CTNN_INLINE constexpr Dual<T> abs(Dual<T> x) noexcept {
    return x < Dual<T>(0) ? -x : x;
}

template <class T>
CTNN_INLINE constexpr Dual<T> with_sign(Dual<T> magnitude, Dual<T> sign) noexcept {
    return sign < Dual<T>(0) ? -magnitude : magnitude;
}

/// Constant between the steps.
template <class T>
CTNN_INLINE constexpr Dual<T> round(Dual<T> x) noexcept {
    return math::round(x.value);
}

template <class T>
CTNN_INLINE constexpr Dual<T> sqrt(Dual<T> x) noexcept {
    const T y = math::sqrt(x.value);
    return {y, x.slope / (y + y)};
}

template <class T>
CTNN_INLINE constexpr Dual<T> exp(Dual<T> x) noexcept {
    const T y = math::exp(x.value);
    return {y, y * x.slope};
}

template <class T>
CTNN_INLINE constexpr Dual<T> expm1(Dual<T> x) noexcept {
    return {math::expm1(x.value), math::exp(x.value) * x.slope};
}

template <class T>
CTNN_INLINE constexpr Dual<T> log(Dual<T> x) noexcept {
    return {math::log(x.value), x.slope / x.value};
}

template <class T>
CTNN_INLINE constexpr Dual<T> log1p(Dual<T> x) noexcept {
    return {math::log1p(x.value), x.slope / (T(1) + x.value)};
}

template <class T>
CTNN_INLINE constexpr Dual<T> sigmoid(Dual<T> x) noexcept {
    const T y = math::sigmoid(x.value);
    return {y, y * (T(1) - y) * x.slope};
}

template <class T>
CTNN_INLINE constexpr Dual<T> softplus(Dual<T> x) noexcept {
    return {math::softplus(x.value), math::sigmoid(x.value) * x.slope};
}

template <class T>
CTNN_INLINE constexpr Dual<T> tanh(Dual<T> x) noexcept {
    const T y = math::tanh(x.value);
    return {y, (T(1) - y * y) * x.slope};
}

template <class T>
CTNN_INLINE constexpr Dual<T> cos(Dual<T> x) noexcept {
    return {math::cos(x.value), -math::cos(x.value - T(1.5707963267948966)) * x.slope};
}

namespace detail {

template <class T>
CTNN_INLINE constexpr Dual<T> exp_of_negative(Dual<T> x) noexcept {
    return math::exp(x);
}

}  // namespace detail
}  // namespace ctnn::math::inline CTNN_CODE
