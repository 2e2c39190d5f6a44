#include <algorithm>
#include <array>
#include <cstddef>
#include <ctnn/activations/linear.hpp>
#include <ctnn/activations/relu.hpp>
#include <ctnn/activations/softmax.hpp>
#include <ctnn/kernels/values/row.hpp>
#include <numeric>
#include <utility>
#include <vector>

#include <kernels/sizes.hpp>
#include <testing.hpp>

using namespace ctnn;

namespace {

constexpr bool constant = !kernels::with_vectors([] {});
static_assert(constant);

#ifndef CTNN_NO_SIMD
static_assert(kernels::row_width<float>(1) == 4 && kernels::row_width<float>(4) == 4);
static_assert(kernels::row_width<float>(1000) == simd::native<float>);
static_assert(kernels::OnRows<ReLU> && kernels::OnRows<Linear> && kernels::OnRows<Softmax>);

struct Halved {  // knows float alone
    static float value(float z) { return z / 2; }
    static float slope(float, float) { return 0.5f; }
};
static_assert(!kernels::OnRows<Halved>);

template <std::size_t Products>
struct OfFour {  // takes rows, and is small for one sample
    struct input {
        static constexpr std::size_t size = 4;
    };
    using output = input;
    static constexpr std::size_t multiply_adds = Products, state = 0;
    template <class T>
    static kernels::Row<T, 4> predict_row(const T*, const kernels::InMemory<T, 4>& x) {
        return x.row();
    }
};
static_assert(kernels::SmallOnRows<OfFour<256>, float> && !kernels::SmallOnRows<OfFour<257>, float>);

template <class T, std::size_t N>
void check() {
    CAPTURE(N);
    std::vector<T> x(N), y(N);
    for (std::size_t i = 0; i < N; ++i) x[i] = T(i % 9) - 4;
    const auto in_memory = kernels::InMemory<T, N>{x.data()};
    const auto row = in_memory.row();
    kernels::store(y.data(), row);
    REQUIRE(y == x);

    constexpr std::size_t W = kernels::Row<T, N>::width;
    std::array<T, W> lanes;
    const auto same = [&](const simd::vec<T, W>& vector, auto wanted) {
        simd::store(lanes.data(), vector);
        for (std::size_t i = 0; i < W; ++i) REQUIRE(lanes[i] == x[wanted(i)]);
    };
    constexpr std::size_t middle = N / 2;
    const auto all_middle = [](std::size_t) { return middle; };
    same(row.template splat<W, middle>(), all_middle);
    same(in_memory.template splat<W, middle>(), all_middle);
    const auto three_times = [](std::size_t i) { return std::min((middle * 3 + i) / 3, N - 1); };
    same(row.template spread<W, middle * 3, 3>(), three_times);
    same(in_memory.template spread<W, middle * 3, 3>(), three_times);

    const auto greater = kernels::detail::fold(row, T(-9), [](auto a, auto b) { return simd::max(a, b); });
    const auto total = kernels::detail::fold(row, T(0), [](auto a, auto b) { return a + b; });
    for (const auto& [vector, wanted] : {std::pair{greater, *std::max_element(x.begin(), x.end())},
                                         std::pair{total, std::accumulate(x.begin(), x.end(), T(0))}}) {
        simd::store(lanes.data(), vector);
        for (const T lane : lanes) REQUIRE(lane == wanted);
    }

    auto z = row;
    kernels::activate<ReLU>(z);
    kernels::store(y.data(), z);
    for (std::size_t i = 0; i < N; ++i) REQUIRE(y[i] == std::max(x[i], T(0)));
    z = row;
    kernels::activate<Halved>(z);
    kernels::activate<Linear>(z);
    kernels::store(y.data(), z);
    for (std::size_t i = 0; i < N; ++i) REQUIRE(y[i] == x[i] / 2);
}
#endif

}  // namespace

#ifndef CTNN_NO_SIMD
TEST_CASE("row: values of any number in registers", "[kernels]") {
    []<std::size_t... N>(std::index_sequence<N...>) {
        (check<float, N>(), ...);
        (check<double, N>(), ...);
    }(KernelSizes{});
}
#endif
