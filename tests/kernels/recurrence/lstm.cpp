#include <array>
#include <cmath>
#include <ctnn/activations/silu.hpp>
#include <ctnn/core/random.hpp>
#include <ctnn/kernels/recurrence/lstm.hpp>
#include <ctnn/kernels/recurrence/recurrence.hpp>
#include <vector>

#include <kernels/recurrence/derivative.hpp>
#include <testing.hpp>

using namespace ctnn;

namespace {

using Quick = kernels::QuickSigmoid;

double sigmoid(double x) { return 1 / (1 + std::exp(-x)); }

/// Three steps by the formulas, against `run`, on sizes that go through registers and through memory.
template <class T, std::size_t F, std::size_t U>
void check() {
    CAPTURE(F, U);
    using Cell = kernels::LstmCell<U, kernels::QuickTanh, Quick>;
    constexpr std::size_t columns = 4 * U, steps = 3;
    std::vector<T> w((F + U + 1) * columns), x(steps * F), y(steps * U), memory(2 * U), scratch(columns);
    Random random{1};
    for (T& value : w) value = random.uniform<T>() - T(0.5);
    for (T& value : x) value = random.uniform<T>() * 2 - 1;
    std::vector<double> h(U), c(U);
    kernels::run<Cell, F>(w.data(), x.data(), 0, steps, y.data(), U, memory.data(), scratch.data());
    for (std::size_t t = 0; t < steps; ++t) {
        std::vector<double> z(columns);
        for (std::size_t k = 0; k < columns; ++k) {
            z[k] = double(w[(F + U) * columns + k]);
            for (std::size_t i = 0; i < F; ++i) z[k] += double(w[i * columns + k]) * double(x[t * F + i]);
            for (std::size_t i = 0; i < U; ++i) z[k] += double(w[(F + i) * columns + k]) * h[i];
        }
        for (std::size_t u = 0; u < U; ++u) {
            c[u] = sigmoid(z[U + u]) * c[u] + sigmoid(z[u]) * std::tanh(z[2 * U + u]);
            h[u] = sigmoid(z[3 * U + u]) * std::tanh(c[u]);
            REQUIRE(std::abs(double(y[t * U + u]) - h[u]) < (sizeof(T) == 4 ? 3e-6 : 1e-14));
        }
    }
    for (std::size_t u = 0; u < U; ++u) {
        REQUIRE(std::abs(double(memory[u]) - h[u]) < 3e-6);
        REQUIRE(std::abs(double(memory[U + u]) - c[u]) < 3e-6);
    }
}

constexpr std::array<float, 8> initial_bias() {
    std::array<float, 8> bias{};
    bias.fill(7);
    kernels::LstmCell<2, kernels::QuickTanh, Quick>::initialize_bias(bias.data());
    return bias;
}
static_assert(initial_bias() == std::array<float, 8>{0, 0, 1, 1, 0, 0, 0, 0});

}  // namespace

TEST_CASE("lstm kernel: the way back is the derivative, whether or not a slope reads its input",
          "[kernels]") {
    goes_back_by_the_derivative<kernels::LstmCell<5, kernels::QuickTanh, Quick>>();
    goes_back_by_the_derivative<kernels::LstmCell<9, SiLU, Quick>>();
    goes_back_by_the_derivative<kernels::LstmCell<3, kernels::QuickTanh, SiLU>>();
}

TEST_CASE("lstm kernel: the formulas, at sizes around the register's", "[kernels]") {
    check<float, 1, 1>();
    check<float, 2, 3>();
    check<float, 3, 8>();
    check<float, 1, 15>();
    check<float, 17, 16>();
    check<float, 2, 32>();
    check<float, 3, 24>();
    check<float, 2, 40>();
    check<float, 3, 50>();
    check<double, 2, 3>();
    check<double, 5, 9>();
    check<double, 3, 50>();
}
