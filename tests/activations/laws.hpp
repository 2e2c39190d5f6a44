#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <concepts>
#include <cstddef>
#include <ctnn/core/concepts.hpp>
#include <ctnn/simd/simd.hpp>
#include <limits>
#include <type_traits>

#include <kernels/accuracy.hpp>
#include <reference/activations.hpp>
#include <testing.hpp>

// What every activation of one number promises, to be applied to each.

namespace activation_laws {

namespace golden = reference::activations;

/// Whether got is within a relative distance of wanted, or within an absolute one: PyTorch itself is not
/// better.
template <class T>
bool near(T got, T wanted, T relative, T absolute) {
    return std::abs(got - wanted) <= std::max(absolute, relative * std::abs(wanted));
}

template <class A, class T>
void agrees_with_pytorch(const T* values, const T* slopes, T relative, T absolute) {
    for (std::size_t i = 0; i < golden::count; ++i) {
        const T z = static_cast<T>(golden::z[i]), y = A::value(z), slope = A::slope(z, y);
        CAPTURE(z, y, values[i], slope, slopes[i], sizeof(T));
        CHECK(near(y, values[i], relative, absolute));
        CHECK(near(slope, slopes[i], relative, 2 * absolute));
    }
}

/// A's value and slope against PyTorch's. Its own tails lose digits to 1 - tanh^2, 1 + erf and the like, so
/// that near 0 the absolute distance counts.
template <class A, class Reference>
void agrees_with_pytorch() {
    agrees_with_pytorch<A, double>(Reference::value, Reference::slope, 1e-14, 1e-15);
    agrees_with_pytorch<A, float>(Reference::value_float, Reference::slope_float, 2e-6f, 5e-7f);
}

/// The value within 4 ulp of long double's, as a number and in vectors; NaN stays NaN.
template <class A, class Exact>
void is_accurate(Exact exact) {
    const auto f = [](auto z) { return A::value(z) + decltype(z)(0); };  // a zero's sign is left open
    const auto wanted = [exact](long double z) { return exact(z) + 0.0L; };
    const auto single = accuracy::worst<float>(f, wanted);
    CAPTURE(single.at);
    CHECK(single.error <= 4);
    const auto twice = accuracy::worst<double>(f, wanted);
    CAPTURE(twice.at);
    CHECK(twice.error <= 4);
}

/// Value and slope at some numbers of the whole range.
template <class A, class T>
struct Table {
    std::array<T, accuracy::some_numbers<T>().size()> value, slope;
};

template <class A, class T>
constexpr Table<A, T> table_of() {
    Table<A, T> table{};
    constexpr auto numbers = accuracy::some_numbers<T>();
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        table.value[i] = A::value(numbers[i]);
        table.slope[i] = A::slope(numbers[i], table.value[i]);
    }
    return table;
}

/// What the compiler computes, infinities and NaN among it: the value within 4 ulp of long double's, the
/// slope what it is at run time. A zero's sign is left open.
template <class A, class T, class Exact>
void is_constant(Exact exact) {
    constexpr auto numbers = accuracy::some_numbers<T>();
    constexpr T epsilon = std::numeric_limits<T>::epsilon();
    static constexpr Table<A, T> before = table_of<A, T>();
    const Table<A, T> now = table_of<A, T>();
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        const T slope = before.slope[i];
        CAPTURE(numbers[i], before.value[i], now.value[i], slope, now.slope[i], sizeof(T));
        CHECK(accuracy::ulps(before.value[i] + 0, exact(static_cast<long double>(numbers[i])) + 0.0L) <= 4);
        // Where the slope is computed from the value, the value's error comes twice into it.
        if (std::isfinite(slope))
            CHECK(near(slope, now.slope[i], 8 * epsilon, 16 * epsilon));
        else
            CHECK((slope == now.slope[i] || (std::isnan(slope) && std::isnan(now.slope[i]))));
    }
}

/// The slope is the value's derivative, by central differences where the value is smooth.
template <class A>
void slope_is_the_derivative() {
    constexpr double h = 0x1p-17;
    for (double z = -6.052; z < 6; z += 0.09) {
        const double difference = (A::value(z + h) - A::value(z - h)) / (2 * h);
        const double slope =
            A::slope(A::slope_reads_input ? z : std::numeric_limits<double>::quiet_NaN(), A::value(z));
        CAPTURE(z, slope, difference);
        CHECK(std::abs(slope - difference) <= 1e-9 * (1 + std::abs(difference)));
    }
}

/// The slope in vectors is the scalar one.
template <class A, class T>
void slope_in_lanes() {
#ifndef CTNN_NO_SIMD
    constexpr std::size_t W = ctnn::simd::native<T>;
    std::array<T, W> z{}, y{}, slope{};
    for (std::size_t i = 0; i < W; ++i) {
        z[i] = (static_cast<T>(i) - T(W / 2)) / T(3);
        y[i] = A::value(z[i]);
    }
    ctnn::simd::store(slope.data(), A::slope(ctnn::simd::load<W>(z.data()), ctnn::simd::load<W>(y.data())));
    for (std::size_t i = 0; i < W; ++i) {
        CAPTURE(z[i], sizeof(T));
        CHECK(near(slope[i], A::slope(z[i], y[i]), 8 * std::numeric_limits<T>::epsilon(),
                   std::numeric_limits<T>::epsilon()));
    }
#endif
}

/// What must hold for all.
template <class A>
constexpr bool lawful() {
    static_assert(std::is_empty_v<A> && ctnn::Elementwise<A> && A::in_lanes);
    static_assert(ctnn::slope_reads_input<A> == A::slope_reads_input);
    static_assert(noexcept(A::value(1.0f))&& noexcept(A::slope(1.0f, 1.0f)));
    static_assert(std::same_as<decltype(A::value(1.0)), double>);
    return A::value(0.25f) == A::value(0.25f);  // a constant
}

/// All that is not special to one activation. `exact` is its formula in long double.
template <class A, class Reference, class Exact>
void check(Exact exact) {
    static_assert(lawful<A>());
    agrees_with_pytorch<A, Reference>();
    is_accurate<A>(exact);
    is_constant<A, float>(exact);
    is_constant<A, double>(exact);
    slope_is_the_derivative<A>();
    slope_in_lanes<A, float>();
    slope_in_lanes<A, double>();
}

}  // namespace activation_laws
