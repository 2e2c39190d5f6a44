#include <ctnn/train/losses/mean.hpp>

#include <array>
#include <cstddef>

#include <testing.hpp>

namespace {

template <std::size_t N, bool Lanes = false>
constexpr double mean_product() {
    std::array<double, N> a{}, b{};
    for (std::size_t i = 0; i < N; ++i) a[i] = static_cast<double>(i + 1), b[i] = i % 2 == 0 ? 2.0 : -2.0;
    return ctnn::detail::mean<N, Lanes>([](auto x, auto y) { return x * y; }, a.data(), b.data());
}

/// 2 (1 - 2 + 3 - ...) / N.
template <std::size_t N>
constexpr double expected =
    (N % 2 == 0 ? -static_cast<double>(N) : static_cast<double>(N) + 1) / static_cast<double>(N);

static_assert(mean_product<1>() == expected<1>);
static_assert(mean_product<16>() == expected<16>);
static_assert(mean_product<17>() == expected<17>);
static_assert(mean_product<33, true>() == expected<33>);

TEST_CASE("mean: every output counts once, at sizes around the sixteen sums", "[train]") {
    CHECK(mean_product<2>() == expected<2>);
    CHECK(mean_product<15>() == expected<15>);
    CHECK(mean_product<16>() == expected<16>);
    CHECK(mean_product<17>() == expected<17>);
    CHECK(mean_product<31>() == expected<31>);
    CHECK(mean_product<50>() == expected<50>);
    CHECK(mean_product<15, true>() == expected<15>);
    CHECK(mean_product<16, true>() == expected<16>);
    CHECK(mean_product<50, true>() == expected<50>);
}

}  // namespace
