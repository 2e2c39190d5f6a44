#include <algorithm>
#include <array>
#include <cstddef>
#include <ctnn/activations/relu.hpp>
#include <ctnn/activations/softmax.hpp>
#include <ctnn/activations/tanh.hpp>
#include <ctnn/kernels/values/elementwise.hpp>
#include <utility>

#include <testing.hpp>

using namespace ctnn;

namespace {

template <std::size_t N>
constexpr bool transforms_in_place() {
    std::array<float, N> y{};
    for (std::size_t i = 0; i < N; ++i) y[i] = static_cast<float>(i);
    const float* x = y.data();
    kernels::transform<N>([](auto a, auto b) { return a * b + a; }, y.data(), x, x);
    for (std::size_t i = 0; i < N; ++i)
        if (y[i] != static_cast<float>(i * i + i)) return false;
    return true;
}

static_assert(transforms_in_place<5>());

/// Steps of N values, one by one and many at once, as the whole sequence of them, with nothing beside
/// touched.
template <std::size_t N, std::size_t Steps>
void steps_are_the_sequence() {
    constexpr std::size_t all = N * Steps;
    std::array<float, all> z{}, whole{};
    for (std::size_t i = 0; i < all; ++i) z[i] = static_cast<float>(i % 13) * 0.3f - 2;
    const float* const from = z.data();
    kernels::activate<Tanh, 1, all>(from, whole.data());
    for (std::size_t at_once = 1; at_once <= Steps; ++at_once) {
        std::array<float, all + 1> y{};
        for (std::size_t t = Steps; t > 0;) {  // from the end on: what lies behind is there already
            const std::size_t count = t < at_once ? t : at_once;
            t -= count;
            kernels::activate_steps<Tanh, N, all>(from + t * N, y.data() + t * N, count);
        }
        CAPTURE(N, Steps, at_once);
        REQUIRE(std::equal(whole.begin(), whole.end(), y.begin()));
        REQUIRE(y[all] == 0);
    }
}

/// A user's activation that knows floats only.
struct Plain {
    static float value(float z) { return z * 3; }
    static float slope(float z, float) { return z; }
};

}  // namespace

TEST_CASE("elementwise: in place at every size, overlapping tails once", "[kernels]") {
    []<std::size_t... N>(std::index_sequence<N...>) {
        REQUIRE((transforms_in_place<N>() && ...));
    }(std::make_index_sequence<53>{});
}

// 2^24 + 1 is 2^24 in float: so the sums tell their order.
TEST_CASE("elementwise: a tree adds neighbours first", "[kernels]") {
    constexpr float big = 16777216;
    static_assert(kernels::tree_sum(std::array{big, 1.0f}) == big);
    static_assert(kernels::tree_sum(std::array{big, 1.0f, 1.0f}) == big);
    static_assert(kernels::tree_sum(std::array{big, 0.0f, 1.0f, 1.0f}) == big + 2);
    static_assert(kernels::tree_sum(std::array{big, 0.0f, 1.0f, 0.0f, 1.0f}) == big);
    static_assert(kernels::tree_sum(std::array{big, 0.0f, 0.0f, 0.0f, 1.0f, 0.0f, 1.0f}) == big + 2);
    std::array<float, 21> to{}, first{}, second{};
    for (std::size_t i = 0; i < to.size(); ++i) to[i] = big * float(i), first[i] = 1, second[i] = 1;
    kernels::add_by_tree<21>(to.data(), static_cast<const float*>(first.data()),
                             static_cast<const float*>(second.data()));
    for (std::size_t i = 0; i < to.size(); ++i) {
        const float two = big * float(i) + 1;
        REQUIRE(to[i] == two + 1);
    }
}

TEST_CASE("elementwise: steps of a sequence get the bits of the whole", "[kernels]") {
    []<std::size_t... N>(std::index_sequence<N...>) {
        (steps_are_the_sequence<N + 1, 7>(), ...);
    }(std::make_index_sequence<19>{});
    steps_are_the_sequence<1, 3>();  // fewer than fill a register
    steps_are_the_sequence<3, 1>();
    steps_are_the_sequence<4, 1>();  // just as many
    steps_are_the_sequence<2, 2>();
}

TEST_CASE("elementwise: an activation of whole samples takes each for itself", "[kernels]") {
    const std::array<float, 6> z{1, 2, 4, 4, 2, 1}, dy{1, 0, 0, 0, 1, 0};
    std::array<float, 7> y{}, dz{}, wanted_y{}, wanted_dz{};  // nothing behind is touched
    kernels::activate<Softmax, 2, 3>(z.data(), y.data());
    kernels::activate_backward<Softmax, 2, 3>(z.data(), static_cast<const float*>(y.data()), dy.data(),
                                              dz.data());
    for (const std::size_t s : {0u, 3u}) {
        Softmax::values<3>(z.data() + s, wanted_y.data() + s);
        Softmax::gradient<3>(static_cast<const float*>(y.data() + s), dy.data() + s, wanted_dz.data() + s);
    }
    REQUIRE(y == wanted_y);
    REQUIRE(dz == wanted_dz);
}

TEST_CASE("elementwise: an activation without lanes goes value by value", "[kernels]") {
    std::array<float, 37> z{}, y{}, dz{};
    z.fill(2);
    kernels::activate<Plain, 1, 37>(static_cast<const float*>(z.data()), y.data());
    REQUIRE(y[36] == 6);
    const std::array<float, 37> dy = y;
    kernels::activate_backward<Plain, 1, 37>(static_cast<const float*>(z.data()),
                                             static_cast<const float*>(y.data()), dy.data(), dz.data());
    REQUIRE(dz[36] == 12);
    kernels::activate_steps<Plain, 5, 35>(static_cast<const float*>(y.data()), y.data(), 3);
    REQUIRE((y[0] == 18 && y[14] == 18 && y[15] == 6));
}
