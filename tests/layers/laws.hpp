#pragma once

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <cstddef>
#include <ctnn/engine/backward.hpp>
#include <ctnn/engine/placing.hpp>
#include <ctnn/train/optimizers/adam.hpp>
#include <type_traits>
#include <vector>

#include <allocations.hpp>
#include <layers/bench.hpp>

// What every layer promises, in one line for each: `layer_laws<Dense<5, Tanh>, Shape<7>>();`

namespace laws {

/// `backward` agrees with central differences, for the parameters and for the input.
template <class L, std::size_t B>
void gradients_are_central_differences() {
    Bench<L, B, double> bench;
    bench.forward();
    bench.backward();
    const auto difference = [&](double& value) {
        const double step = 1e-6, kept = value;
        value = kept + step;
        const double above = bench.objective();
        value = kept - step;
        const double below = bench.objective();
        value = kept;
        return (above - below) / (2 * step);
    };
    const auto close = [](double a, double b) { return std::abs(a - b) <= 1e-6 * (1 + std::abs(b)); };
    const auto dw = bench.dw.values(), dx = bench.dx.values();
    for (std::size_t i = 0; i < dw.size(); ++i) {
        CAPTURE(i, dw[i]);
        REQUIRE(close(dw[i], difference(bench.w[i])));
    }
    for (std::size_t i = 0; i < dx.size(); ++i) {
        CAPTURE(i, dx[i]);
        REQUIRE(close(dx[i], difference(bench.x[i])));
    }
    REQUIRE(bench.intact());
}

template <class L, std::size_t B>
void backward_adds_to_dw_and_overwrites_dx() {
    Bench<L, B, double> once, twice, without;
    once.forward();
    once.backward();
    twice.forward();
    twice.backward();
    twice.backward();
    without.forward();
    without.template backward<0>();
    auto doubled = once.dw.values();
    for (double& value : doubled) value *= 2;
    require_close(twice.dw.values(), doubled, 1e-12);
    require_close(twice.dx.values(), once.dx.values(), 0);
    require_close(without.dw.values(), once.dw.values(), 0);
    REQUIRE(without.intact());
    if (B * L::input::size > 0) REQUIRE(std::isnan(without.dx[0]));  // not asked for, not touched
}

/// A layer gone forward, with moments for an optimizer that keeps two.
template <class L, std::size_t B, class T>
struct Training : Bench<L, B, T> {
    Guarded<T> first{L::parameters, 0}, second{L::parameters, 0};

    Training() {
        fill_random(first.data(), first.size(), 5);
        fill_random(second.data(), second.size(), 6);
        for (std::size_t i = 0; i < second.size(); ++i) second[i] = std::abs(second[i]);
        this->forward();
    }
    template <class Rule>
    auto update(const Rule& rule) {
        return ctnn::kernels::Update{rule, this->w.data(), std::array<T*, 2>{first.data(), second.data()},
                                     this->dw.data()};
    }
    bool intact() const { return Bench<L, B, T>::intact() && first.intact() && second.intact(); }
};

/// An optimizer's step on the way backward is the step after `backward`, bit for bit.
template <class L, std::size_t B, class T>
void an_update_on_the_way_is_the_one_afterwards() {
    constexpr std::size_t in = L::input::size, out = L::output::size, N = L::parameters;
    constexpr std::size_t back = ctnn::detail::backward_scratch<L>();
    const auto rule = ctnn::Adam{}.rule<T>(3, T(0.125));
    Training<L, B, T> on_the_way, afterwards;
    afterwards.backward();
    ctnn::kernels::update<N>(afterwards.update(rule));
    std::fill_n(on_the_way.dw.data(), N, T(7));  // no gradient there counts
    ctnn::detail::backward<L, B, T, B * in>(
        ctnn::View<T, N>(on_the_way.w.data(), N), ctnn::View<T, B * in>(on_the_way.x.data(), B * in),
        ctnn::View<T, B * out>(on_the_way.y.data(), B * out),
        ctnn::View<T, B * L::tape>(on_the_way.tape.data(), B * L::tape),
        ctnn::View<T, B * out>(on_the_way.dy.data(), B * out),
        ctnn::Slot<T, B * in>(on_the_way.dx.data(), B * in), on_the_way.update(rule),
        ctnn::Slot<T, B * back>(on_the_way.scratch.data(), B * back));
    REQUIRE(on_the_way.w.values() == afterwards.w.values());
    REQUIRE(on_the_way.first.values() == afterwards.first.values());
    REQUIRE(on_the_way.second.values() == afterwards.second.values());
    REQUIRE(on_the_way.dx.values() == afterwards.dx.values());
    REQUIRE(on_the_way.intact());
}

/// B samples at once give what each gives alone: values, tape and gradients.
template <class L, std::size_t B, class T>
void a_batch_is_its_samples(double tolerance) {
    constexpr std::size_t in = L::input::size, out = L::output::size;
    Bench<L, B, T> batch;
    Bench<L, 1, T> one;
    batch.predict();
    const auto predicted = batch.y.values();
    batch.forward();
    const auto went = batch.y.values();
    batch.backward();
    REQUIRE(batch.intact());
    std::vector<T> y, trained, dx;
    for (std::size_t s = 0; s < B; ++s) {
        std::copy_n(batch.x.data() + s * in, in, one.x.data());
        std::copy_n(batch.dy.data() + s * out, out, one.dy.data());
        one.predict();
        for (const T value : one.y.values()) y.push_back(value);
        one.forward(ctnn::Random{0});
        for (const T value : one.y.values()) trained.push_back(value);
        one.backward();
        for (const T value : one.dx.values()) dx.push_back(value);
    }
    REQUIRE(one.intact());
    require_close(predicted, y, tolerance);
    require_close(went, trained, tolerance);
    require_close(batch.dx.values(), dx, tolerance);
    require_close(batch.dw.values(), one.dw.values(), tolerance * double(B));
}

/// The outputs and all gradients of one sample: by constant evaluation and at run time.
template <class L, class T>
struct Outcome {
    static constexpr std::size_t in = L::input::size, out = L::output::size;
    std::array<T, out> predicted{}, went{};
    std::array<T, in> dx{};
    std::array<T, L::parameters> dw{};
};

template <class L, class T>
constexpr Outcome<L, T> outcome() {
    using O = Outcome<L, T>;
    constexpr std::size_t back = ctnn::detail::backward_scratch<L>();
    O result;
    std::array<T, L::parameters> w{};
    std::array<T, L::state> state{};
    std::array<T, L::tape> tape{};
    std::array<T, std::max(L::scratch, back)> scratch{};
    std::array<T, O::in> x{};
    std::array<T, O::out> dy{};
    ctnn::Random random{3};
    L::template initialize<T>(w, state, random);
    fill_random(x.data(), O::in, 4);
    fill_random(dy.data(), O::out, 5);
    const auto call = ctnn::Slot<T, L::scratch>(scratch.data(), L::scratch);
    L::template predict<1, T>(w, state, x, result.predicted, call);
    L::template forward<1, T>(w, state, x, result.went, tape, call, random);
    L::template backward<1, T>(w, x, result.went, tape, dy, ctnn::Slot<T, O::in>(result.dx),
                               ctnn::Slot<T, L::parameters>(result.dw),
                               ctnn::Slot<T, back>(scratch.data(), back));
    return result;
}

template <class L>
void constant_evaluation_is_run_time() {
    static constexpr auto compiled = outcome<L, float>();
    volatile bool now = true;  // so that the compiler cannot know
    const auto ran = now ? outcome<L, float>() : Outcome<L, float>{};
    const auto vector = [](const auto& array) { return std::vector<float>(array.begin(), array.end()); };
    require_close(vector(ran.predicted), vector(compiled.predicted), 2e-6);
    require_close(vector(ran.went), vector(compiled.went), 2e-6);
    require_close(vector(ran.dx), vector(compiled.dx), 2e-6);
    require_close(vector(ran.dw), vector(compiled.dw), 2e-6);
}

template <class L>
void predict_is_forward() {
    Bench<L, 3, float> bench;
    bench.predict();
    const auto predicted = bench.y.values();
    bench.forward();
    require_close(bench.y.values(), predicted, 1e-6);
}

template <class L>
void nothing_is_allocated() {
    Bench<L, 9, float> bench;
    const std::size_t before = allocations();
    bench.predict();
    bench.forward();
    bench.backward();
    REQUIRE(allocations() == before);
}

}  // namespace laws

/// Applies all laws to `Layer` placed on `In`. Draws: whether forward draws random numbers, and so is not
/// predict. Nor is it where samples are coupled.
template <class Layer, class In, bool Draws = false>
void layer_laws() {
    using L = ctnn::placed<Layer, In>;
    static_assert(std::is_empty_v<L>);
    static_assert(ctnn::BatchLayer<L>);
    static_assert(std::is_same_v<typename L::input, In>);
    laws::gradients_are_central_differences<L, 1>();
    laws::gradients_are_central_differences<L, 5>();
    laws::backward_adds_to_dw_and_overwrites_dx<L, 4>();
    laws::an_update_on_the_way_is_the_one_afterwards<L, 1, float>();
    laws::an_update_on_the_way_is_the_one_afterwards<L, 13, float>();
    laws::an_update_on_the_way_is_the_one_afterwards<L, 8, double>();
    laws::constant_evaluation_is_run_time<L>();
    laws::nothing_is_allocated<L>();
    if constexpr (!Draws && !ctnn::detail::couples_samples<L>()) {
        laws::predict_is_forward<L>();
        laws::a_batch_is_its_samples<L, 8, double>(1e-12);
        laws::a_batch_is_its_samples<L, 13, float>(2e-5);
    }
}
