#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <ctnn/engine/backward.hpp>
#include <ctnn/train/optimizers/adam.hpp>
#include <vector>

#include <layers/bench.hpp>

// What a layer promises that learns.

namespace laws {

/// `backward` agrees with central differences, for the parameters and for the input.
template <class L, std::size_t B>
Finding gradients_are_central_differences() {
    Bench<L, B, double> bench;
    Finding finding;
    bench.forward();
    bench.backward();
    const auto differences = [&](Guarded<double>& values) {
        const double step = 1e-6;
        std::vector<double> all;
        for (std::size_t i = 0; i < values.size(); ++i) {
            const double kept = values[i];
            values[i] = kept + step;
            const double above = bench.objective();
            values[i] = kept - step;
            all.push_back((above - bench.objective()) / (2 * step));
            values[i] = kept;
        }
        return all;
    };
    const auto dw = bench.dw.values(), dx = bench.dx.values();
    finding.close("dw", dw, differences(bench.w), 1e-6);
    finding.close("dx", dx, differences(bench.x), 1e-6);
    finding.holds("nothing else is written", bench.intact());
    return finding;
}

template <class L, std::size_t B>
Finding backward_adds_to_dw_and_overwrites_dx() {
    Bench<L, B, double> once, twice, without;
    Finding finding;
    once.forward();
    once.backward();
    twice.forward();
    twice.backward();
    twice.backward();
    without.forward();
    without.template backward<0>();
    auto doubled = once.dw.values();
    for (double& value : doubled) value *= 2;
    finding.close("dw of two", twice.dw.values(), doubled, 1e-12);
    finding.close("dx of two", twice.dx.values(), once.dx.values(), 0);
    finding.close("dw without dx", without.dw.values(), once.dw.values(), 0);
    finding.holds("nothing else is written", without.intact());
    if (B * L::input::size > 0)
        finding.holds("a dx that is not asked for is not touched", std::isnan(without.dx[0]));
    return finding;
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
Finding an_update_on_the_way_is_the_one_afterwards() {
    constexpr std::size_t in = L::input::size, out = L::output::size, N = L::parameters;
    constexpr std::size_t back = ctnn::detail::backward_scratch<L>();
    const auto rule = ctnn::Adam{}.rule<T>(3, T(0.125));
    Training<L, B, T> on_the_way, afterwards;
    Finding finding;
    afterwards.backward();
    ctnn::kernels::update<N>(afterwards.update(rule));
    std::fill_n(on_the_way.dw.data(), N, T(7));  // no gradient there counts
    ctnn::detail::backward<L, B, T, B * in>(
        ctnn::View<T, N>(on_the_way.w.data(), N), ctnn::View<T, B * in>(on_the_way.x.data(), B * in),
        ctnn::View<T, B * out>(on_the_way.y.data(), B * out),
        ctnn::View<T, B * L::tape>(on_the_way.tape.data(), B * L::tape),
        ctnn::View<T, B * out>(on_the_way.dy.data(), B * out),
        ctnn::Slot<T, B * in>(on_the_way.dx.data(), B * in), on_the_way.update(rule),
        ctnn::Slot<T, B * back>(on_the_way.scratch.data(), B * back),
        static_cast<const T*>(on_the_way.state.data()));
    finding.close("w", on_the_way.w.values(), afterwards.w.values(), 0);
    finding.close("first moment", on_the_way.first.values(), afterwards.first.values(), 0);
    finding.close("second moment", on_the_way.second.values(), afterwards.second.values(), 0);
    finding.close("dx", on_the_way.dx.values(), afterwards.dx.values(), 0);
    finding.holds("nothing else is written", on_the_way.intact());
    return finding;
}

/// B samples at once give what each gives alone: values, tape and gradients.
template <class L, std::size_t B, class T>
Finding a_batch_is_its_samples() {
    constexpr double tolerance = sizeof(T) == 4 ? 2e-5 : 1e-12;
    constexpr std::size_t in = L::input::size, out = L::output::size;
    Bench<L, B, T> batch;
    Bench<L, 1, T> one;
    Finding finding;
    batch.predict();
    const auto predicted = batch.y.values();
    batch.forward();
    const auto went = batch.y.values();
    batch.backward();
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
    finding.close("predicted", predicted, y, tolerance);
    finding.close("went", went, trained, tolerance);
    finding.close("dx", batch.dx.values(), dx, tolerance);
    finding.close("dw", batch.dw.values(), one.dw.values(), tolerance * double(B));
    finding.holds("nothing else is written", batch.intact() && one.intact());
    return finding;
}

}  // namespace laws
