#pragma once

#include <cstddef>
#include <utility>
#include <vector>

// What a figure's work is, from which bounds.hpp tells how long it must take at least, whoever does it.

namespace bench {

/// A product of `inputs` values with a matrix of so many rows and `outputs` columns, `positions` times, and
/// `functions` values of exp, tanh or sigmoid behind it.
struct Stage {
    double inputs = 0, outputs = 0, positions = 1, functions = 0;
    /// Of the inputs, those that the stage before computes; none: it is beside the chain from call to call.
    double waiting = inputs;
};

/// What one call does.
struct Work {
    std::vector<Stage> stages{};
    double bytes = 0;    ///< read, weights and inputs, which are the same or lie elsewhere at the next call
    double reads = 1;    ///< how often in one call
    double stored = 0;   ///< bytes of weights and their moments that are written
    double units = 1;    ///< of the figure, that one call is: samples, steps, epochs
    bool waits = false;  ///< each call waits for the one before

    bool there() const { return !stages.empty(); }
};

/// The same work as one of `count` samples in a call, whose weights are read once.
inline Work work_of_samples(Work work, std::size_t count, std::size_t values_a_sample) {
    for (Stage& stage : work.stages) {
        stage.positions *= double(count);
        stage.functions *= double(count);
    }
    if (work.reads == 1) work.bytes += 4.0 * double(count - 1) * double(values_a_sample);
    work.units = double(count);
    return work;
}

}  // namespace bench
