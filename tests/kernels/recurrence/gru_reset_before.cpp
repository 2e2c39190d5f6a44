#include <array>
#include <cmath>
#include <ctnn/core/random.hpp>
#include <ctnn/kernels/recurrence/gru_reset_before.hpp>
#include <ctnn/kernels/recurrence/recurrence.hpp>
#include <type_traits>
#include <vector>

#include <testing.hpp>

using namespace ctnn;

namespace {

using Quick = kernels::QuickSigmoid;

double sigmoid(double x) { return 1 / (1 + std::exp(-x)); }

/// Three steps by the formulas, with a bias or without.
template <class T, std::size_t F, std::size_t U, bool HasBias = true>
void check() {
    CAPTURE(F, U);
    using Biased = kernels::ResetBeforeGruCell<U, kernels::QuickTanh, Quick>;
    using Cell = std::conditional_t<HasBias, Biased, kernels::WithoutBias<Biased>>;
    constexpr std::size_t columns = 3 * U, steps = 3, at_bias = (F + U) * columns;
    std::vector<T> w(at_bias + Cell::biases), x(steps * F), y(steps * U), memory(U),
        scratch(columns + Cell::kept);
    Random random{1};
    for (T& value : w) value = random.uniform<T>() - T(0.5);
    for (T& value : x) value = random.uniform<T>() * 2 - 1;
    std::vector<double> h(U);
    kernels::run<Cell, F>(w.data(), x.data(), 0, steps, y.data(), U, memory.data(), scratch.data());
    for (std::size_t t = 0; t < steps; ++t) {
        std::vector<double> a(columns, 0), gated(U);
        const auto take = [&](std::size_t first, const auto& from, std::size_t count, std::size_t row) {
            for (std::size_t k = first; k < first + U; ++k)
                for (std::size_t i = 0; i < count; ++i)
                    a[k] += double(w[(row + i) * columns + k]) * double(from[i]);
        };
        for (std::size_t k = 0; HasBias && k < columns; ++k) a[k] = double(w[at_bias + k]);
        for (const std::size_t gate : {std::size_t{0}, U, 2 * U}) take(gate, &x[t * F], F, 0);
        take(0, h, U, F);
        take(U, h, U, F);
        for (std::size_t u = 0; u < U; ++u) gated[u] = sigmoid(a[U + u]) * h[u];
        take(2 * U, gated, U, F);
        for (std::size_t u = 0; u < U; ++u) {
            const double z = sigmoid(a[u]);
            h[u] = z * h[u] + (1 - z) * std::tanh(a[2 * U + u]);
            REQUIRE(std::abs(double(y[t * U + u]) - h[u]) < (sizeof(T) == 4 ? 3e-6 : 1e-14));
        }
    }
    for (std::size_t u = 0; u < U; ++u) REQUIRE(std::abs(double(memory[u]) - h[u]) < 3e-6);
}

}  // namespace

TEST_CASE("gru_reset_before kernel: the formulas, at sizes around the register's", "[kernels]") {
    check<float, 1, 1>();
    check<float, 3, 8>();
    check<float, 17, 15, false>();
    check<float, 2, 33>();
    check<double, 5, 9>();
    check<double, 3, 17, false>();
}
