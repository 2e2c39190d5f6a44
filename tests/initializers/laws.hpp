#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <ctnn/core/concepts.hpp>
#include <ctnn/core/random.hpp>
#include <span>
#include <type_traits>
#include <vector>

#include <reference/initializers.hpp>
#include <testing.hpp>

// What every initializer promises, to be applied to each.

namespace initializer_laws {

namespace golden = reference::initializers;
using golden::Draws;

template <class I, class T, std::size_t N>
constexpr std::array<T, N> first(std::uint64_t seed) {
    std::array<T, N> w{};
    ctnn::Random random{seed};
    I::template fill<T>(w, golden::fan_in, golden::fan_out, random);
    return w;
}

/// FNV-1a of the bits of the first numbers: what must be the same on every machine.
template <class I, class T>
constexpr std::uint64_t fingerprint() {
    using Bits = std::conditional_t<sizeof(T) == 4, std::uint32_t, std::uint64_t>;
    std::uint64_t hash = 0xCBF2'9CE4'8422'2325u;
    for (const T w : first<I, T, golden::count>(golden::seed)) {
        const Bits bits = std::bit_cast<Bits>(w);
        for (std::size_t byte = 0; byte < sizeof(T); ++byte) {
            hash ^= (bits >> (8 * byte)) & 0xFFu;
            hash *= 0x0000'0100'0000'01B3u;
        }
    }
    return hash;
}

/// What the numbers must look like: their standard deviation, what none exceeds, and their fourth moment /
/// sigma^4.
struct Shape {
    double sigma, limit, kurtosis;
};

/// Mean, spread and shape of 100,000 numbers.
template <class I, class T>
void moments(const Shape& expected) {
    std::vector<T> w(100'000, T(99));
    ctnn::Random random{7};
    I::template fill<T>(w, golden::fan_in, golden::fan_out, random);
    double sum = 0, squares = 0, fourths = 0, largest = 0;
    for (const T value : w) {
        const double x = static_cast<double>(value) / expected.sigma;
        sum += x;
        squares += x * x;
        fourths += x * x * x * x;
        largest = std::max(largest, std::abs(static_cast<double>(value)));
    }
    const auto n = static_cast<double>(w.size());
    CHECK(std::abs(sum / n) < 4 / std::sqrt(n));
    CHECK(squares / n == Approx(1).margin(4 * std::sqrt((expected.kurtosis - 1) / n)));
    CHECK(fourths / n == Approx(expected.kurtosis).epsilon(0.04));
    CHECK(largest <= expected.limit);
    CHECK(largest > 0.6 * expected.limit);
}

/// The numbers are those of every other machine, and those of constant evaluation.
template <class I, class T>
void same_everywhere(std::uint64_t expected) {
    constexpr std::uint64_t before = fingerprint<I, T>();
    CHECK(before == expected);
    CHECK(fingerprint<I, T>() == expected);
}

template <class I>
void hold(const Draws& draws, const Shape& shape) {
    static_assert(ctnn::AnInitializer<I> && std::is_empty_v<I>);
    SECTION("the same everywhere, float") { same_everywhere<I, float>(draws.in_float); }
    SECTION("the same everywhere, double") { same_everywhere<I, double>(draws.in_double); }
    SECTION("moments, float") { moments<I, float>(shape); }
    SECTION("moments, double") { moments<I, double>(shape); }
    SECTION("float and double are the same numbers but for rounding") {
        const auto w = first<I, float, 100>(3);
        const auto exact = first<I, double, 100>(3);
        for (std::size_t i = 0; i < 100; ++i)
            CHECK(w[i] == Approx(exact[i]).epsilon(0).margin(2e-7 * shape.limit));
    }
    SECTION("every seed its own numbers, and a stream that goes on") {
        CHECK(first<I, float, 20>(1) != first<I, float, 20>(2));
        std::array<float, 20> a{}, b{};
        ctnn::Random random{1};
        I::template fill<float>(a, golden::fan_in, golden::fan_out, random);
        I::template fill<float>(b, golden::fan_in, golden::fan_out, random);
        CHECK(a == first<I, float, 20>(1));
        CHECK(a != b);
    }
    SECTION("no weights, no fan") {
        ctnn::Random random{1};
        I::template fill<float>({}, 0, 0, random);
        CHECK(random.state == 1);
        float w = 99;
        I::template fill<float>({&w, 1}, 0, 0, random);
        CHECK(std::abs(w) < 12);
    }
}

/// Within 6 sigma, of which 100,000 numbers reach 3.6; the kurtosis of twelve uniforms is 3 - 1/10.
template <class I>
void normal(const Draws& draws) {
    hold<I>(draws, {draws.spread, 6 * draws.spread, 2.9});
}

template <class I>
void uniform(const Draws& draws) {
    hold<I>(draws, {draws.spread / std::sqrt(3.0), draws.spread, 1.8});
}

}  // namespace initializer_laws
