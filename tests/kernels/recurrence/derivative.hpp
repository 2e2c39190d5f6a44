#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <ctnn/core/random.hpp>
#include <ctnn/kernels/recurrence/recurrence.hpp>
#include <vector>

#include <testing.hpp>

/// One step of two samples through a cell, and what is made of it: a weighted sum of all that goes on to the
/// next step, whose gradients a cell's way back must give. Some cells carry nothing but h.
template <class Cell, bool Carries>
struct OneStep {
    static constexpr std::size_t B = 2, U = Cell::units, columns = Cell::columns, h_alone = Cell::states == 1;
    using Values = std::vector<double>;
    Values recurrent, bias, sums, old_h, old_state, dh, carry;

    OneStep() {
        ctnn::Random random{1};
        const auto draw = [&](Values& values, std::size_t count) {
            values.resize(count);
            for (double& value : values) value = random.uniform<double>() * 2 - 1;
        };
        draw(recurrent, U * columns), draw(bias, 2 * columns), draw(sums, B * columns);
        for (Values* const values : {&old_h, &old_state, &dh, &carry}) draw(*values, B * U);
        if (!Carries) carry.assign(B * U, 0);
    }

    struct Kept {
        Values sums, kept, h, state;
    };
    Kept forward() const {
        Kept to{sums, Values(B * (Cell::kept + 1)), Values(B * U), Values(B * U)};
        Cell::template forward<B, true>(
            recurrent.data(), bias.data(),
            ctnn::kernels::StepOf<double>{to.sums.data(), to.kept.data(), old_h.data(), old_state.data(),
                                          to.h.data(), to.state.data()});
        return to;
    }
    /// Of an LSTM what is carried is the gradient of c, of others one more of h.
    double loss() const {
        const Kept of = forward();
        double sum = 0;
        for (std::size_t i = 0; i < B * U; ++i)
            sum += of.h[i] * dh[i] + (h_alone ? of.h[i] : of.state[i]) * carry[i];
        return sum;
    }
    double derivative(double& by) {
        const double at = by, step = 1e-5;
        by = at + step;
        const double above = loss();
        by = at - step;
        const double below = loss();
        by = at;
        return (above - below) / (2 * step);
    }
};

template <class Cell, bool Carries = true>
void goes_back_by_the_derivative() {
    using Step = OneStep<Cell, Carries>;
    constexpr std::size_t U = Step::U, columns = Step::columns;
    Step step;
    const auto kept = step.forward();
    auto carry = step.carry;
    std::vector<double> dx(Step::B * columns), dr(Step::B * columns);
    Cell::backward(Step::B,
                   ctnn::kernels::StepBack<double>{kept.sums.data(), kept.kept.data(), step.old_h.data(),
                                                   step.old_state.data(), kept.h.data(), kept.state.data(),
                                                   step.dh.data(), carry.data(), dx.data(), dr.data()});
    const auto close = [](double wanted) { return Approx(wanted).epsilon(1e-6).margin(1e-8); };
    for (std::size_t k = 0; k < dx.size(); ++k) REQUIRE(dx[k] == close(step.derivative(step.sums[k])));
    for (std::size_t i = 0; i < carry.size(); ++i) {
        CAPTURE(i);
        if constexpr (!Step::h_alone) REQUIRE(carry[i] == close(step.derivative(step.old_state[i])));
        double of_h = Step::h_alone ? carry[i] : 0;
        const auto& of_sums = Cell::one_bias ? dx : dr;
        for (std::size_t k = 0; k < columns; ++k)
            of_h += of_sums[i / U * columns + k] * step.recurrent[i % U * columns + k];
        REQUIRE(of_h == close(step.derivative(step.old_h[i])));
    }
}
