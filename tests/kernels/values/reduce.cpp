#include <algorithm>
#include <array>
#include <cstddef>
#include <ctnn/kernels/values/reduce.hpp>
#include <numeric>
#include <utility>

#include <testing.hpp>

using namespace ctnn;

namespace {

template <std::size_t N>
constexpr std::array<float, N> ramp() {
    std::array<float, N> values{};
    for (std::size_t i = 0; i < N; ++i) values[i] = static_cast<float>((i * 7) % 11) - 5;
    return values;
}

template <std::size_t N>
constexpr bool is_sum() {
    float all = 0;
    for (const float v : ramp<N>()) all += v;
    return kernels::detail::reproducible_sum<N>([](auto v) { return v; }, ramp<N>().data()) == all;
}
static_assert(is_sum<1>() && is_sum<2>() && is_sum<5>() && is_sum<16>() && is_sum<37>());

static_assert(kernels::dot<3>(ramp<3>().data(), ramp<3>().data()) == 25 + 4 + 4);

/// Whole numbers, so that every order of summation gives the same.
template <std::size_t N>
void check() {
    CAPTURE(N);
    const auto x = ramp<N>();
    REQUIRE(kernels::sum<N>(x.data()) == std::accumulate(x.begin(), x.end(), 0.f));
    REQUIRE(kernels::dot<N>(x.data(), x.data()) == std::inner_product(x.begin(), x.end(), x.begin(), 0.f));
    if constexpr (N > 0) {
        REQUIRE(kernels::maximum<N>(x.data()) == *std::max_element(x.begin(), x.end()));
        REQUIRE(is_sum<N>());
    }
}

}  // namespace

TEST_CASE("reduce: sum, dot and maximum at every size", "[kernels]") {
    []<std::size_t... N>(std::index_sequence<N...>) { (check<N>(), ...); }(std::make_index_sequence<53>{});
}
