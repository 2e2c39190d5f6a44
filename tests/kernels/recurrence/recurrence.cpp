#include <array>
#include <ctnn/activations/linear.hpp>
#include <ctnn/core/random.hpp>
#include <ctnn/kernels/recurrence/gates.hpp>
#include <ctnn/kernels/recurrence/gru.hpp>
#include <ctnn/kernels/recurrence/lstm.hpp>
#include <ctnn/kernels/recurrence/recurrence.hpp>
#include <ctnn/kernels/recurrence/simple_rnn.hpp>
#include <vector>

#include <testing.hpp>

using namespace ctnn;

namespace {

/// Where a run is cut makes no difference to a bit, nor does its number of steps, and y_step 0 leaves the
/// last output.
template <class Cell, std::size_t F, class T = float, std::size_t steps = 41>
void check() {
    constexpr std::size_t U = Cell::units;
    CAPTURE(F, U);
    std::vector<T> w((F + U) * Cell::columns + Cell::biases), x(steps * F), scratch(2 * Cell::columns);
    Random random{1};
    for (T& value : w) value = random.uniform<T>() - T(0.5);
    for (T& value : x) value = random.uniform<T>() * 2 - 1;
    std::vector<T> whole(steps * U), memory(Cell::states * U);
    kernels::run<Cell, F>(w.data(), x.data(), 0, steps, whole.data(), U, memory.data(), scratch.data());
    for (const std::size_t piece : std::array<std::size_t, 4>{1, 3, 20, 28}) {
        std::vector<T> cut(steps * U), last(U), other(Cell::states * U);
        for (std::size_t t = 0; t < steps; t += piece)
            kernels::run<Cell, F>(w.data(), x.data() + t * F, t, std::min(piece, steps - t),
                                  cut.data() + t * U, U, other.data(), scratch.data());
        REQUIRE(cut == whole);
        REQUIRE(other == memory);
        std::fill(other.begin(), other.end(), T(0));
        kernels::run<Cell, F>(w.data(), x.data(), 0, steps, last.data(), 0, other.data(), scratch.data());
        REQUIRE(last == std::vector<T>(whole.end() - std::ptrdiff_t(U), whole.end()));
    }
}

template <std::size_t U>
using Lstm = kernels::LstmCell<U, kernels::QuickTanh, kernels::QuickSigmoid>;
template <std::size_t U>
using Gru = kernels::GruCell<U, kernels::QuickTanh, kernels::QuickSigmoid>;

/// Two steps of h + x W + b.
constexpr std::array<float, 4> two_steps() {
    const std::array<float, 8> w{1, 2, /* of h */ 1, 0, 0, 1, /* biases */ 10, 20};
    const std::array<float, 2> x{1, 2};
    std::array<float, 2> memory{}, scratch{};
    std::array<float, 4> y{};
    kernels::run<kernels::SimpleCell<2, Linear>, 1>(w.data(), x.data(), 0, 2, y.data(), 2, memory.data(),
                                                    scratch.data());
    return y;
}
static_assert(two_steps() == std::array<float, 4>{11, 22, 23, 46});

}  // namespace

TEST_CASE("recurrence: weights, biases and memory come together, at run time too", "[kernels]") {
    CHECK(two_steps() == std::array<float, 4>{11, 22, 23, 46});
}

TEST_CASE("recurrence: where a run is cut makes no difference", "[kernels]") {
    check<Lstm<5>, 3>();
    check<Lstm<32>, 9>();
    check<Lstm<64>, 5>();
    check<Lstm<7>, 2, double>();
    check<Lstm<1100>, 1, float, 5>();
}

TEST_CASE("recurrence: nor where the weights are read from both ends by turns", "[kernels]") {
    check<Lstm<64>, 70>();
    check<Lstm<61>, 17>();
    check<Lstm<3>, 1500, double>();
    check<Gru<64>, 64>();
    check<Gru<57>, 30, double>();
}
