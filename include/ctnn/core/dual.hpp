#pragma once

#include <concepts>
#include <cstddef>
#include <ctnn/core/config.hpp>
#include <ctnn/core/value_range.hpp>
#include <limits>
#include <type_traits>

namespace ctnn {

/// A dual number v + s e, where e * e = 0: a number, and how fast it changes. What is computed from one has
/// the derivative in `slope`, exact to rounding. Of duals again, Dual<Dual<double>>, second derivatives.
///
///     const Dual<double> x{3, 1};
///     const auto y = x * x + 2;  // y.value is 11, y.slope 6
///
/// Networks compute in it as in float or double, if without vectors: `Parameters<Net, Dual<double>>`.
/// Clifford, Preliminary sketch of biquaternions, 1873; Griewank, Walther, Evaluating derivatives, 2008.
/// What goes wrong: where a function has no derivative, as |x| at 0, the slope is one of its two sides'; of
/// sqrt at 0 it is infinite, and infinity times 0 is NaN.
template <class T>
struct Dual {
    T value{};  ///< the number
    T slope{};  ///< its derivative by whatever was given a slope of 1

    constexpr Dual() noexcept = default;
    /// A constant.
    template <class V>
        requires(std::convertible_to<V, T>)
    CTNN_MEMBER CTNN_INLINE constexpr Dual(const V& constant) noexcept : value(static_cast<T>(constant)) {}
    /// A number and its slope.
    CTNN_MEMBER CTNN_INLINE constexpr Dual(T number, T derivative) noexcept
        : value(number), slope(derivative) {}

    /// The number without its slope.
    template <class V>
        requires(std::is_arithmetic_v<V>)
    CTNN_MEMBER CTNN_INLINE constexpr explicit operator V() const noexcept {
        return static_cast<V>(value);
    }

    CTNN_MEMBER CTNN_INLINE friend constexpr Dual operator+(Dual a, Dual b) noexcept {
        return {a.value + b.value, a.slope + b.slope};
    }
    CTNN_MEMBER CTNN_INLINE friend constexpr Dual operator-(Dual a, Dual b) noexcept {
        return {a.value - b.value, a.slope - b.slope};
    }
    CTNN_MEMBER CTNN_INLINE friend constexpr Dual operator*(Dual a, Dual b) noexcept {
        return {a.value * b.value, a.value * b.slope + a.slope * b.value};
    }
    CTNN_MEMBER CTNN_INLINE friend constexpr Dual operator/(Dual a, Dual b) noexcept {
        const T ratio = a.value / b.value;
        return {ratio, (a.slope - ratio * b.slope) / b.value};
    }
    /// The negative, with the negative slope.
    CTNN_MEMBER CTNN_INLINE constexpr Dual operator-() const noexcept { return {-value, -slope}; }
    /// The same number.
    CTNN_MEMBER CTNN_INLINE constexpr Dual operator+() const noexcept { return *this; }

    /// Adds a number and its slope.
    CTNN_MEMBER CTNN_INLINE constexpr Dual& operator+=(Dual b) noexcept { return *this = *this + b; }
    /// Subtracts a number and its slope.
    CTNN_MEMBER CTNN_INLINE constexpr Dual& operator-=(Dual b) noexcept { return *this = *this - b; }
    /// Multiplies by a number, by the rule of products.
    CTNN_MEMBER CTNN_INLINE constexpr Dual& operator*=(Dual b) noexcept { return *this = *this * b; }
    /// Divides by a number, by the rule of quotients.
    CTNN_MEMBER CTNN_INLINE constexpr Dual& operator/=(Dual b) noexcept { return *this = *this / b; }

    // Duals are ordered as their values are: so a branch takes the side that the number is on.
    CTNN_MEMBER CTNN_INLINE friend constexpr bool operator==(const Dual& a, const Dual& b) noexcept {
        return a.value == b.value;
    }
    CTNN_MEMBER CTNN_INLINE friend constexpr auto operator<=>(const Dual& a, const Dual& b) noexcept {
        return a.value <=> b.value;
    }
};

template <class T>
Dual(T, T) -> Dual<T>;

namespace detail::inline CTNN_CODE {

template <class T>
inline constexpr Dual<T> infinity<Dual<T>> = infinity<T>;
template <class T>
inline constexpr Dual<T> not_a_number<Dual<T>> = {not_a_number<T>, not_a_number<T>};

template <class T>
constexpr bool is_finite(const Dual<T>& x) noexcept {
    return is_finite(x.value) && is_finite(x.slope);
}

}  // namespace detail::inline CTNN_CODE
}  // namespace ctnn

/// Those of the number that it is made of.
template <class T>
struct std::numeric_limits<ctnn::Dual<T>> : std::numeric_limits<T> {};
