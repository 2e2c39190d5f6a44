#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <ctnn/network/predict.hpp>
#include <ctnn/network/ragged_input.hpp>
#include <ctnn/train/gradient.hpp>
#include <ctnn/train/losses/mean_squared_error.hpp>

#include <testing.hpp>

/// A sequence of L of 6 steps of F values each: the answer, the loss, and both gradients in double of a
/// network of RaggedInput, whatever stands behind the end, are those of a network of Input<L, F>.
template <std::size_t L, std::size_t F, class... Layers>
void as_short_as() {
    using namespace ctnn;
    using Long = Network<RaggedInput<6, F>, Layers...>;
    using Short = Network<Input<L, F>, Layers...>;
    static_assert(Long::parameter_count == Short::parameter_count);
    Parameters<Long, double> p;
    Parameters<Short, double> q;
    initialize(p, 3);
    std::copy_n(p.values, p.size(), q.values);
    std::array<double, Long::input_size> x{}, dx{};
    for (std::size_t i = 0; i < 6 * F; ++i) x[i] = std::sin(double(7 * i + 1));
    x.back() = double(L);
    const std::span<const double, L * F> steps(x.data(), L * F);
    const auto y = predict(p, x);
    const auto expected = predict(q, steps);
    for (std::size_t i = 0; i < y.size(); ++i)
        REQUIRE(y[i] == Approx(i < expected.size() ? expected[i] : 0.0).margin(1e-14));
    std::array<double, Long::output_size> t{};
    std::array<double, Short::output_size> u{};
    for (std::size_t i = 0; i < u.size(); ++i) t[i] = u[i] = std::cos(double(i));
    Parameters<Long, double> g{};
    Parameters<Short, double> h{};
    std::array<double, L * F> dsteps{};
    const double cost = gradient<MeanSquaredError>(p, x, t, g, dx);
    REQUIRE(cost == Approx(gradient<MeanSquaredError>(q, steps, u, h, dsteps)).epsilon(1e-12));
    REQUIRE(loss<MeanSquaredError>(p, x, t) == Approx(cost).epsilon(1e-14));
    for (std::size_t i = 0; i < Long::parameter_count; ++i)
        REQUIRE(g.values[i] == Approx(h.values[i]).epsilon(1e-9).margin(1e-13));
    for (std::size_t i = 0; i < dx.size(); ++i)
        REQUIRE(dx[i] == Approx(i < L * F ? dsteps[i] : 0.0).epsilon(1e-9).margin(1e-13));
}

template <std::size_t F, class... Layers>
void as_short_as_it_is() {
    as_short_as<4, F, Layers...>();
    as_short_as<6, F, Layers...>();
}
