#include <algorithm>
#include <array>
#include <ctnn/core/random.hpp>
#include <ctnn/kernels/pooling/global_pool.hpp>

#include <testing.hpp>

using namespace ctnn;

namespace {

template <std::size_t N>
constexpr std::array<float, N> random_values(std::uint64_t seed) {
    Random random{seed};
    std::array<float, N> values{};
    for (float& value : values) value = random.uniform<float>() * 2 - 1;
    return values;
}

template <std::size_t Pixels, std::size_t Channels>
struct Results {
    std::array<float, 2 * Channels> greatest{}, mean{};
    std::array<float, 2 * Channels * Pixels> to_greatest{}, shares{};

    constexpr Results() {
        using namespace kernels;
        const auto x = random_values<2 * Channels * Pixels>(1);
        const auto dy = random_values<2 * Channels>(2);
        global_pool<Pixels, Channels, Greatest>(x.data(), greatest.data(), 2);
        global_pool<Pixels, Channels, Average<false>>(x.data(), mean.data(), 2);
        const float *most = greatest.data(), *means = mean.data();
        global_pool_backward<Pixels, Channels, Greatest>(x.data(), most, dy.data(), to_greatest.data(), 2);
        global_pool_backward<Pixels, Channels, Average<false>>(x.data(), means, dy.data(), shares.data(), 2);
    }
};

template <std::size_t Pixels, std::size_t Channels>
void is_as_defined() {
    const auto x = random_values<2 * Channels * Pixels>(1);
    const auto dy = random_values<2 * Channels>(2);
    const Results<Pixels, Channels> got;
    CAPTURE(Pixels, Channels);
    for (std::size_t o = 0; o < 2 * Channels; ++o) {
        const auto at = [&](std::size_t p) { return (o / Channels * Pixels + p) * Channels + o % Channels; };
        std::size_t best = 0;
        double sum = 0;
        for (std::size_t p = 0; p < Pixels; ++p) {
            if (x[at(p)] > x[at(best)]) best = p;
            sum += double(x[at(p)]);
        }
        REQUIRE(got.greatest[o] == x[at(best)]);
        REQUIRE(double(got.mean[o]) == Approx(sum / double(Pixels)).margin(1e-6));
        for (std::size_t p = 0; p < Pixels; ++p) {
            REQUIRE(got.to_greatest[at(p)] == (p == best ? dy[o] : 0.0f));
            REQUIRE(got.shares[at(p)] == Approx(dy[o] / float(Pixels)));
        }
    }
}

/// The same bits, or nearly where a processor divides vectors by estimates.
bool agree(const auto& a, const auto& b) {
#if defined(__aarch64__)
    if (!reproducible)
        return std::equal(a.begin(), a.end(), b.begin(),
                          [](float x, float y) { return x == Approx(y).epsilon(1e-6); });
#endif
    return a == b;
}

}  // namespace

TEST_CASE("global_pool: every number of pixels and channels is as defined", "[kernels]") {
    [&]<std::size_t... P>(std::index_sequence<P...>) {
        (is_as_defined<P, 3>(), ...);
    }(std::index_sequence<1, 2, 3, 7, 8, 9, 15, 16, 17, 49, 128, 137, 300>{});
    [&]<std::size_t... C>(std::index_sequence<C...>) {
        (is_as_defined<10, C>(), ...);
    }(std::index_sequence<1, 4, 5, 8, 15, 16, 17, 35>{});
}

TEST_CASE("global_pool: constant evaluation gives the same bits", "[kernels]") {
    static constexpr Results<147, 5> compiled;
    const Results<147, 5> ran;
    REQUIRE(ran.greatest == compiled.greatest);
    REQUIRE(agree(ran.mean, compiled.mean));
    REQUIRE(ran.to_greatest == compiled.to_greatest);
    REQUIRE(agree(ran.shares, compiled.shares));
}
