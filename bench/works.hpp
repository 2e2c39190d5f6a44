#pragma once

#include <cstddef>

#include "architectures.hpp"
#include "stacks.hpp"
#include "work.hpp"

// The work of the benchmark's networks, for one sample or one step: `work_of<M>()`.

namespace bench {

constexpr bool is_function(Act act) { return act == Act::sigmoid || act == Act::tanh || act == Act::softmax; }

template <class... Ls>
Work work_of(const Layers<Ls...>*) {
    constexpr std::size_t parameters = (... + ((Ls::in + 1) * Ls::out));
    return {.stages = {{.inputs = double(Ls::in),
                        .outputs = double(Ls::out),
                        .functions = is_function(Ls::act) ? double(Ls::out) : 0}...},
            .bytes = 4.0 * double(parameters + Layers<Ls...>::in)};
}

/// All gates; then the new state, its tanh and the product with the last gate.
template <std::size_t In, std::size_t Units>
Work work_of(const Lstm<In, Units>*) {
    constexpr double in = In, units = Units;
    return {.stages = {{.inputs = in + units, .outputs = 4 * units, .functions = 4 * units, .waiting = units},
                       {.functions = units, .waiting = 1},
                       {.waiting = 1}},
            .bytes = 4.0 * Lstm<In, Units>::parameters,
            .waits = true};
}

/// Two gates and the products of the third; its tanh; the mean of old and new.
template <std::size_t In, std::size_t Units>
Work work_of(const Gru<In, Units>*) {
    constexpr double in = In, units = Units;
    return {.stages = {{.inputs = in + units, .outputs = 3 * units, .functions = 2 * units, .waiting = units},
                       {.functions = units, .waiting = 1},
                       {.waiting = 1}},
            .bytes = 4.0 * Gru<In, Units>::parameters,
            .waits = true};
}

/// Both layers' chains go on side by side.
template <std::size_t In, std::size_t Units>
Work work_of(const TwoLstms<In, Units>*) {
    Work work = work_of(static_cast<const Lstm<In, Units>*>(nullptr));
    for (Stage stage : work_of(static_cast<const Lstm<Units, Units>*>(nullptr)).stages) {
        stage.waiting = 0;
        work.stages.push_back(stage);
    }
    work.bytes = 4.0 * TwoLstms<In, Units>::parameters;
    return work;
}

/// Only the cell waits for the step before.
inline Work work_of(const Raptor*) {
    Work work = work_of(static_cast<const Raptor::Cell*>(nullptr));
    work.stages.push_back({.inputs = double(Raptor::in), .outputs = double(Raptor::units), .waiting = 0});
    work.stages.push_back({.inputs = double(Raptor::units), .outputs = double(Raptor::out), .waiting = 0});
    work.bytes = 4.0 * Raptor::parameters;
    return work;
}

template <std::size_t Channels, std::size_t Width>
Work work_of(const Conv1d<Channels, Width>*) {
    using M = Conv1d<Channels, Width>;
    return {.stages = {{.inputs = double(M::reach), .outputs = double(Channels)}},
            .bytes = 4.0 * double(M::parameters + M::reach)};
}

inline Work work_of(const Lenet*) {
    return {.stages = {{.inputs = 25, .outputs = 6, .positions = 28 * 28},
                       {.inputs = 150, .outputs = 16, .positions = 10 * 10},
                       {.inputs = 400, .outputs = 120},
                       {.inputs = 120, .outputs = 84},
                       {.inputs = 84, .outputs = 10, .functions = 10}},
            .bytes = 4.0 * double(Lenet::parameters + Lenet::in)};
}

/// The kernel is read once for all steps, the recurrent one at each.
inline Work work_of(const DigitRows*) {
    constexpr double steps = DigitRows::steps, units = DigitRows::units;
    return {.stages =
                {{.inputs = double(DigitRows::features), .outputs = 4 * units, .positions = steps},
                 {.inputs = units, .outputs = 4 * units, .positions = steps, .functions = 5 * units * steps},
                 {.inputs = units, .outputs = double(DigitRows::out), .functions = double(DigitRows::out)}},
            .bytes = 4.0 * double(DigitRows::Recurrent::recurrent),
            .reads = steps};
}

template <class M>
Work work_of() {
    return work_of(static_cast<const M*>(nullptr));
}

/// Of calls whose first input is the output of the one before.
template <class M>
Work work_of_dependent_calls() {
    Work work = work_of<M>();
    work.stages.front().waiting = 1;
    work.waits = true;
    return work;
}

/// Of many samples, or of many steps where none waits for the one before.
template <class M>
Work work_of_samples(std::size_t count) {
    return work_of_samples(work_of<M>(), count, M::in);
}

/// An epoch of `samples`, step by step: forward, the weights' gradient, and the gradient handed on by all
/// products but `without_gradient` multiply-adds of a sample, those with the network's inputs. Weights, and
/// so many moments of each, are read and written.
inline Work work_of_epoch(std::size_t multiply_adds, std::size_t without_gradient, std::size_t parameters,
                          std::size_t moments, std::size_t samples = 60'000, std::size_t batch = 64) {
    const double bytes = 4.0 * double(parameters * (1 + moments));
    return {.stages = {{.inputs = 3.0 * double(multiply_adds) - double(without_gradient),
                        .outputs = 1,
                        .positions = double(batch)}},
            .bytes = bytes,
            .stored = bytes,
            .units = double(batch) / double(samples)};
}

}  // namespace bench
