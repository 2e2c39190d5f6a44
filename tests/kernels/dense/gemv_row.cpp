#include <array>
#include <cmath>
#include <cstddef>
#include <ctnn/activations/linear.hpp>
#include <ctnn/core/random.hpp>
#include <ctnn/kernels/dense/gemv_row.hpp>
#include <limits>
#include <utility>
#include <vector>

#include <kernels/sizes.hpp>
#include <testing.hpp>

#ifndef CTNN_NO_SIMD

using namespace ctnn;

namespace {

/// Both ways, from memory and from a Row, against plain loops in double; every block of just its size.
template <class T, std::size_t In, std::size_t Out>
void check() {
    CAPTURE(In, Out);
    Random random{1};
    std::vector<T> w(In * Out), b(Out), x(In), y(Out);
    for (auto* const block : {&w, &b, &x})
        for (T& value : *block) value = random.uniform<T>() * 2 - 1;
    const auto same = [&](const kernels::Row<T, Out>& row) {
        kernels::store(y.data(), row);
        for (std::size_t o = 0; o < Out; ++o) {
            CAPTURE(o);
            double wanted = static_cast<double>(b[o]);
            for (std::size_t i = 0; i < In; ++i)
                wanted += static_cast<double>(x[i]) * static_cast<double>(w[i * Out + o]);
            REQUIRE(std::abs(static_cast<double>(y[o]) - wanted) <= (sizeof(T) == 4 ? 1e-5 : 1e-13));
        }
    };
    const auto memory = kernels::InMemory<T, In>{x.data()};
    same(kernels::detail::by_rows<In, Out>(w.data(), b.data(), memory));
    same(kernels::detail::by_rows<In, Out>(w.data(), b.data(), memory.row()));
    same(kernels::detail::by_rows_of_memory<In, Out>(w.data(), b.data(), memory.row()));
    same(kernels::detail::by_stream<In, Out>(w.data(), b.data(), memory));
    same(kernels::detail::by_stream<In, Out>(w.data(), b.data(), memory.row()));
    same(kernels::gemv_row<In, Out, Linear>(w.data(), b.data(), memory));
}

}  // namespace

TEST_CASE("gemv_row: every small size agrees with plain loops", "[kernels]") {
    []<std::size_t... N>(std::index_sequence<N...>) {
        (check<float, 7, N>(), ...);
        (check<float, N, 1>(), ...);
        (check<float, N, 3>(), ...);
        (check<double, N, 2>(), ...);
    }(KernelSizes{});
    check<float, 16, 5>();
    check<float, 21, 10>();
    check<double, 5, 13>();
}

TEST_CASE("gemv_row: what no input belongs to adds nothing, even where the last one is infinite",
          "[kernels]") {
    constexpr float infinity = std::numeric_limits<float>::infinity();
    const std::array<float, 5 * 3> w{1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
    const std::array<float, 5> x{1, 1, 1, 1, infinity};
    std::array<float, 3> b{}, y{};
    const auto memory = kernels::InMemory<float, 5>{x.data()};
    kernels::store(y.data(), kernels::detail::by_stream<5, 3>(w.data(), b.data(), memory));
    for (const float value : y) REQUIRE(value == infinity);
}

#endif
