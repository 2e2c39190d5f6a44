#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <ctnn/core/value_range.hpp>
#include <ctnn/kernels/values/update.hpp>
#include <ctnn/train/concepts.hpp>
#include <limits>
#include <type_traits>

#include <reference/optimizers.hpp>
#include <testing.hpp>

// What every optimizer promises, to be applied to each.

namespace optimizer_laws {

namespace golden = reference::optimizers;

/// The moments of N parameters, block by block, and the pointers that kernels::Update wants.
template <class O, class T, std::size_t N>
struct Moments {
    std::array<std::array<T, N>, O::moments> blocks{};

    constexpr std::array<T*, O::moments> pointers() {
        std::array<T*, O::moments> result{};
        for (std::size_t k = 0; k < O::moments; ++k) result[k] = blocks[k].data();
        return result;
    }
};

/// The parameters after each of PyTorch's steps.
template <class O, class T>
void as_pytorch(const double (&expected)[golden::steps][golden::size], double tolerance) {
    constexpr O optimizer{.learning_rate = 0.05f};
    std::array<T, golden::size> w{}, g{};
    for (std::size_t i = 0; i < golden::size; ++i) w[i] = static_cast<T>(golden::start[i]);
    Moments<O, T, golden::size> moments;
    for (std::size_t step = 0; step < golden::steps; ++step) {
        const T rate = static_cast<T>(optimizer.learning_rate) * (step < golden::halved ? T(1) : T(0.5));
        const auto rule = optimizer.template rule<T>(step + 1, rate);
        for (std::size_t i = 0; i < golden::size; ++i) g[i] = static_cast<T>(golden::gradients[step][i]);
        ctnn::kernels::update<golden::size>(
            ctnn::kernels::Update{rule, w.data(), moments.pointers(), g.data()});
        INFO("step " << step + 1);
        for (std::size_t i = 0; i < golden::size; ++i)
            CHECK(w[i] == Approx(expected[step][i]).epsilon(tolerance).margin(tolerance / 10));
    }
}

/// `Steps` steps down the parabola w^2 / 2 from 1, and the gradient's noise with them.
template <class O, class T, std::size_t N, std::size_t Steps>
constexpr std::array<T, N> descend(const O& optimizer) {
    std::array<T, N> w{}, g{};
    for (std::size_t i = 0; i < N; ++i) w[i] = T(1) + static_cast<T>(i) / 8;
    Moments<O, T, N> moments{};
    for (std::size_t step = 0; step < Steps; ++step) {
        for (std::size_t i = 0; i < N; ++i) g[i] = w[i];
        const auto rule = optimizer.template rule<T>(step + 1, static_cast<T>(optimizer.learning_rate));
        ctnn::kernels::update<N>(ctnn::kernels::Update{rule, w.data(), moments.pointers(), g.data()});
    }
    return w;
}

/// The same at compile time and at run time, in whole registers and in what is left over.
template <class O, class T>
void compile_time() {
    constexpr std::size_t N = 37;
    constexpr auto before = descend<O, T, N, 5>(O{});
    const auto now = descend<O, T, N, 5>(O{});
    for (std::size_t i = 0; i < N; ++i)
        CHECK(now[i] == Approx(before[i]).epsilon(8 * std::numeric_limits<T>::epsilon()));
}

/// `rate` finds the bottom of a parabola, to 0.05 or to what steps of one size come to.
template <class O>
void hold(const double (&expected)[golden::steps][golden::size], float rate = 0.05f) {
    static_assert(ctnn::AnOptimizer<O>);
    static_assert(std::is_aggregate_v<O> && std::is_trivially_copyable_v<O>);
    if constexpr (ctnn::HasSettings<O>)
        for (const ctnn::Setting& setting : O{}.settings()) CHECK(setting.makes_sense);
    SECTION("as PyTorch, double") { as_pytorch<O, double>(expected, 1e-12); }
    SECTION("as PyTorch, float") { as_pytorch<O, float>(expected, 1e-5); }
    SECTION("compile time") {
        compile_time<O, float>();
        compile_time<O, double>();
    }
    SECTION("it finds the bottom") {
        const auto w = descend<O, double, 3, 2000>(O{.learning_rate = rate});
        for (const double v : w) CHECK(std::abs(v) < 0.05);
    }
    SECTION("without a gradient nothing moves, but for weight decay") {
        Moments<O, float, 1> moments;
        float w = 2, g = 0;
        ctnn::kernels::update<1>(
            ctnn::kernels::Update{O{}.template rule<float>(1, 0.01f), &w, moments.pointers(), &g});
        CHECK(w == Approx(2).epsilon(2e-4));
    }
    SECTION("NaN stays NaN") {
        Moments<O, float, 1> moments;
        float w = 2, g = std::numeric_limits<float>::quiet_NaN();
        ctnn::kernels::update<1>(
            ctnn::kernels::Update{O{}.template rule<float>(1, 0.01f), &w, moments.pointers(), &g});
        CHECK(std::isnan(w));
    }
}

}  // namespace optimizer_laws
