#include <array>
#include <cmath>
#include <ctnn/activations/silu.hpp>
#include <ctnn/core/random.hpp>
#include <ctnn/kernels/recurrence/gru.hpp>
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
    using Cell = kernels::GruCell<U, kernels::QuickTanh, Quick>;
    constexpr std::size_t columns = 3 * U, steps = 3;
    std::vector<T> w((F + U + 2) * columns), x(steps * F), y(steps * U), memory(U), scratch(2 * columns);
    Random random{1};
    for (T& value : w) value = random.uniform<T>() - T(0.5);
    for (T& value : x) value = random.uniform<T>() * 2 - 1;
    std::vector<double> h(U);
    kernels::run<Cell, F>(w.data(), x.data(), 0, steps, y.data(), U, memory.data(), scratch.data());
    for (std::size_t t = 0; t < steps; ++t) {
        std::vector<double> a(columns), q(columns);
        for (std::size_t k = 0; k < columns; ++k) {
            a[k] = double(w[(F + U) * columns + k]);
            q[k] = double(w[(F + U + 1) * columns + k]);
            for (std::size_t i = 0; i < F; ++i) a[k] += double(w[i * columns + k]) * double(x[t * F + i]);
            for (std::size_t i = 0; i < U; ++i) q[k] += double(w[(F + i) * columns + k]) * h[i];
        }
        for (std::size_t u = 0; u < U; ++u) {
            const double z = sigmoid(a[u] + q[u]), r = sigmoid(a[U + u] + q[U + u]);
            h[u] = z * h[u] + (1 - z) * std::tanh(a[2 * U + u] + r * q[2 * U + u]);
            REQUIRE(std::abs(double(y[t * U + u]) - h[u]) < (sizeof(T) == 4 ? 3e-6 : 1e-14));
        }
    }
    for (std::size_t u = 0; u < U; ++u) REQUIRE(std::abs(double(memory[u]) - h[u]) < 3e-6);
}

constexpr std::array<float, 12> initial_bias() {
    std::array<float, 12> bias{};
    bias.fill(7);
    kernels::GruCell<2, kernels::QuickTanh, Quick>::initialize_bias(bias.data());
    return bias;
}
static_assert(initial_bias() == std::array<float, 12>{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});

}  // namespace

TEST_CASE("gru kernel: the way back is the derivative, whether or not a slope reads its input", "[kernels]") {
    goes_back_by_the_derivative<kernels::GruCell<5, kernels::QuickTanh, Quick>>();
    goes_back_by_the_derivative<kernels::GruCell<9, SiLU, Quick>>();
    goes_back_by_the_derivative<kernels::GruCell<3, kernels::QuickTanh, SiLU>>();
}

TEST_CASE("gru kernel: the formulas, at sizes around the register's", "[kernels]") {
    check<float, 1, 1>();
    check<float, 2, 3>();
    check<float, 3, 8>();
    check<float, 1, 15>();
    check<float, 17, 16>();
    check<float, 2, 32>();
    check<float, 3, 24>();
    check<float, 1, 16>();
    check<float, 3, 50>();
    check<double, 2, 3>();
    check<double, 5, 9>();
    check<double, 3, 50>();
}
