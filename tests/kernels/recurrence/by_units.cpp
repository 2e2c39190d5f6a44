#include <cmath>
#include <ctnn/kernels/recurrence/by_units.hpp>
#include <ctnn/kernels/recurrence/gru.hpp>
#include <ctnn/kernels/recurrence/lstm.hpp>
#include <ctnn/kernels/recurrence/recurrence.hpp>
#include <vector>

#include <testing.hpp>

#ifndef CTNN_NO_SIMD
using namespace ctnn;

namespace {

/// Steps by units against those by way of memory, whether units fill their registers or not; and one step
/// after the other gives the bits of many at once.
template <class Cell, std::size_t F>
void is_as_by_memory() {
    CAPTURE(Cell::units, Cell::columns, F);
    constexpr std::size_t U = Cell::units, all = (F + U) * Cell::columns + Cell::biases, steps = 5;
    std::vector<float> w(all), x(steps * F), y(steps * U), wanted(steps * U), memory(2 * U), other(2 * U),
        scratch(2 * Cell::columns);
    for (std::size_t i = 0; i < all; ++i) w[i] = float(i * 37 % 101) / 100 - 0.5f;
    for (std::size_t i = 0; i < x.size(); ++i) x[i] = float(i * 17 % 23) / 10 - 1;
    kernels::StepsByUnits<Cell, F, float>::run(w.data(), x.data(), steps, y.data(), U, memory.data());
    kernels::detail::run_in_memory<Cell, F>(w.data(), x.data(), 0, steps, wanted.data(), U, other.data(),
                                            scratch.data());
    for (std::size_t i = 0; i < y.size(); ++i) REQUIRE(std::abs(y[i] - wanted[i]) < 4e-6f);
    for (std::size_t i = 0; i < Cell::states * U; ++i) REQUIRE(std::abs(memory[i] - other[i]) < 4e-6f);

    std::vector<float> alone(U), from_zero(2 * U);
    for (std::size_t t = 0; t < steps; ++t) {
        kernels::StepsByUnits<Cell, F, float>::run(w.data(), x.data() + t * F, 1, alone.data(), U,
                                                   from_zero.data());
        for (std::size_t i = 0; i < U; ++i) REQUIRE(alone[i] == y[t * U + i]);
    }
}

template <std::size_t U, std::size_t F>
void both_cells() {
    is_as_by_memory<kernels::LstmCell<U, kernels::QuickTanh, kernels::QuickSigmoid>, F>();
    is_as_by_memory<kernels::GruCell<U, kernels::QuickTanh, kernels::QuickSigmoid>, F>();
}

}  // namespace

TEST_CASE("by_units: the steps that go by way of memory", "[kernels]") {
    both_cells<1, 2>();
    both_cells<5, 1>();
    both_cells<8, 3>();
    both_cells<16, 1>();
    both_cells<40, 2>();
}
#endif
