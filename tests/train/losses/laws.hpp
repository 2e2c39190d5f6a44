#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <ctnn/train/concepts.hpp>
#include <limits>
#include <span>
#include <type_traits>

#include <reference/losses.hpp>
#include <testing.hpp>

// What every loss promises, to be applied to each. A loss is a function of the outputs, or of the logits
// before them.

namespace loss_laws {

using reference::losses::LossCase;

template <class L>
concept OnLogits = requires { typename L::last_activation; };

template <class L, std::size_t N, class T>
constexpr T value(const T* x, const T* target) {
    if constexpr (OnLogits<L>)
        return L::template value_of_logits<N>(x, target);
    else
        return L::template value<N>(x, target);
}

template <class L, std::size_t N, class T>
constexpr void slope(const T* x, const T* target, T* dx) {
    if constexpr (OnLogits<L>)
        L::template slope_of_logits<N>(x, target, dx);
    else
        L::template slope<N>(x, target, dx);
}

template <class T, std::size_t N>
constexpr std::array<T, N> converted(const double (&values)[N]) {
    std::array<T, N> result{};
    for (std::size_t i = 0; i < N; ++i) result[i] = static_cast<T>(values[i]);
    return result;
}

/// Equal but for rounding: relative for large numbers, absolute for small ones.
inline Approx near(double value, double tolerance) {
    return Approx(value).epsilon(tolerance).margin(tolerance / 100);
}

/// Values and gradients as PyTorch computes them.
template <class L, class T>
void golden(std::span<const LossCase> cases, double tolerance) {
    for (const LossCase& c : cases) {
        constexpr std::size_t N = LossCase::size;
        const auto x = converted<T>(c.x), y = converted<T>(c.y), t = converted<T>(c.t);
        std::array<T, N> dx;
        dx.fill(T(1e9));  // to be overwritten
        slope<L, N>(x.data(), t.data(), dx.data());
        INFO("case " << &c - cases.data());
        CHECK(value<L, N>(x.data(), t.data()) == near(c.value, tolerance));
        if (std::is_same_v<T, double>)  // 1 - y has lost too much in float
            CHECK(L::template value<N>(y.data(), t.data()) == near(c.value_of_output, tolerance));
        for (std::size_t i = 0; i < N; ++i) CHECK(dx[i] == near(c.slope[i], tolerance));
    }
}

/// N numbers that are neither kinks of a loss nor alike.
template <class T, std::size_t N>
constexpr std::array<T, N> some(int seed) {
    std::array<T, N> result{};
    for (std::size_t i = 0; i < N; ++i)
        result[i] = static_cast<T>((static_cast<int>(i) * 37 + seed) % 23 - 11) / 4;
    return result;
}

/// N numbers in (0, 1).
template <class T, std::size_t N>
constexpr std::array<T, N> some_shares() {
    std::array<T, N> result{};
    for (std::size_t i = 0; i < N; ++i) result[i] = static_cast<T>(i * 7 % 10 + 1) / 12;
    return result;
}

/// The gradient is the derivative of the value, by central differences.
template <class L, std::size_t N>
void differences() {
    auto x = some<double, N>(3);
    const auto t = some_shares<double, N>();
    std::array<double, N> dx{};
    slope<L, N>(x.data(), t.data(), dx.data());
    for (std::size_t i = 0; i < N; ++i) {
        constexpr double h = 1e-5;
        const double at = x[i];
        x[i] = at + h;
        const double above = value<L, N>(x.data(), t.data());
        x[i] = at - h;
        const double below = value<L, N>(x.data(), t.data());
        x[i] = at;
        INFO("output " << i << " of " << N);
        CHECK(dx[i] == Approx((above - below) / (2 * h)).epsilon(1e-6).margin(1e-8));
    }
}

/// NaN in the outputs or in the target is NaN in the value, and in the gradient where it stands.
template <class L, std::size_t N, class T>
void nan_stays() {
    constexpr T nan = std::numeric_limits<T>::quiet_NaN();
    for (std::size_t i = 0; i < N; ++i) {
        const auto sane_x = some<T, N>(3), sane_t = some_shares<T, N>();
        auto x = sane_x, t = sane_t;
        std::array<T, N> dx{};
        INFO("output " << i << " of " << N);

        x[i] = nan;
        slope<L, N>(x.data(), sane_t.data(), dx.data());
        CHECK(std::isnan(value<L, N>(x.data(), sane_t.data())));
        CHECK(std::isnan(L::template value<N>(x.data(), sane_t.data())));
        CHECK(std::isnan(dx[i]));

        t.fill(0);  // nor may a target of 0 hide it
        CHECK(std::isnan(value<L, N>(x.data(), t.data())));

        t = sane_t;
        t[i] = nan;
        slope<L, N>(sane_x.data(), t.data(), dx.data());
        CHECK(std::isnan(value<L, N>(sane_x.data(), t.data())));
        CHECK(std::isnan(L::template value<N>(sane_t.data(), t.data())));
        CHECK(std::isnan(dx[i]));
    }
}

/// Value and gradient in one array, so that a constant expression can give both.
template <class L, std::size_t N, class T>
constexpr std::array<T, N + 1> both() {
    const auto x = some<T, N>(5), t = some_shares<T, N>();
    std::array<T, N + 1> result{};
    slope<L, N>(x.data(), t.data(), result.data());
    result[N] = value<L, N>(x.data(), t.data());
    return result;
}

/// The same at compile time and at run time, but for the rounding of sums that registers split.
template <class L, std::size_t N, class T>
void compile_time() {
    constexpr auto before = both<L, N, T>();
    const auto now = both<L, N, T>();
    for (std::size_t i = 0; i <= N; ++i)
        CHECK(now[i] == Approx(before[i]).epsilon(16 * std::numeric_limits<T>::epsilon()).margin(1e-7));
}

/// All of it, at sizes around those of registers and of the sixteen sums of a mean.
template <class L>
void hold(std::span<const LossCase> cases) {
    static_assert(ctnn::ALoss<L>);
    SECTION("as PyTorch, double") { golden<L, double>(cases, 1e-12); }
    SECTION("as PyTorch, float") { golden<L, float>(cases, 1e-5); }
    SECTION("central differences") {
        differences<L, 1>();
        differences<L, 4>();
        differences<L, 15>();
        differences<L, 16>();
        differences<L, 17>();
        differences<L, 50>();
    }
    SECTION("NaN stays NaN") {
        nan_stays<L, 1, double>();
        nan_stays<L, 5, float>();
        nan_stays<L, 35, float>();
    }
    SECTION("compile time") {
        compile_time<L, 3, float>();
        compile_time<L, 20, double>();
    }
}

}  // namespace loss_laws
