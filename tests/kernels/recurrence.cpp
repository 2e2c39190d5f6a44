#include <array>
#include <catch2/catch.hpp>
#include <ctnn/core/random.hpp>
#include <ctnn/kernels/gates.hpp>
#include <ctnn/kernels/lstm.hpp>
#include <ctnn/kernels/recurrence.hpp>
#include <vector>

using namespace ctnn;

namespace {

/// Where a run is cut makes no difference to a bit, and y_step 0 leaves the last output.
template <class T, std::size_t F, std::size_t U>
void check() {
    CAPTURE(F, U);
    using Cell = kernels::LstmCell<U, kernels::QuickTanh, kernels::QuickSigmoid>;
    constexpr std::size_t steps = 41, weights = (F + U + 1) * 4 * U;
    std::vector<T> w(weights), x(steps * F), scratch(4 * U);
    Random random{1};
    for (T& value : w) value = random.uniform<T>() - T(0.5);
    for (T& value : x) value = random.uniform<T>() * 2 - 1;
    std::vector<T> whole(steps * U), memory(2 * U);
    kernels::run<Cell, F>(w.data(), x.data(), 0, steps, whole.data(), U, memory.data(), scratch.data());
    for (const std::size_t piece : std::array<std::size_t, 3>{1, 3, 20}) {
        std::vector<T> cut(steps * U), last(U), other(2 * U);
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

}  // namespace

TEST_CASE("recurrence: where a run is cut makes no difference", "[kernels]") {
    check<float, 3, 5>();
    check<float, 9, 32>();
    check<float, 5, 64>();
    check<double, 2, 7>();
    check<float, 1, 1100>();
}
