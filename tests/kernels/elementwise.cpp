#include <array>
#include <catch2/catch.hpp>
#include <cstddef>
#include <ctnn/activations/relu.hpp>
#include <ctnn/kernels/elementwise.hpp>
#include <utility>

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

TEST_CASE("elementwise: an activation without lanes goes value by value", "[kernels]") {
    std::array<float, 37> z{}, y{}, dz{};
    z.fill(2);
    kernels::activate<Plain, 1, 37>(static_cast<const float*>(z.data()), y.data());
    REQUIRE(y[36] == 6);
    const std::array<float, 37> dy = y;
    kernels::activate_backward<Plain, 1, 37>(static_cast<const float*>(z.data()),
                                             static_cast<const float*>(y.data()), dy.data(), dz.data());
    REQUIRE(dz[36] == 12);
}
