#include <ctnn/kernels/convolution/nested_tile.hpp>
#include <ctnn/simd/shuffle.hpp>
#include <vector>

#include <testing.hpp>

#ifndef CTNN_NO_SIMD
using namespace ctnn;
using kernels::Panels;
using kernels::Tile;

// That tiles compute what they should is tested, at all sizes, in tests/kernels/conv2d*.cpp.
namespace {

static_assert(Panels<16, 16>::count == 1 && Panels<16, 16>::vectors == 1 && Panels<16, 16>::last == 0);
static_assert(Panels<6, 4>::vectors == 2 && Panels<6, 4>::last == 2);
static_assert(Panels<48, 16>::vectors == 3 && Panels<48, 16>::last == 32);
static_assert(Panels<70, 16>::count == 3 && Panels<70, 16>::start(1) == 32 && Panels<70, 16>::start(2) == 38);
static_assert(Panels<90, 16>::count == 2 && Panels<90, 16>::vectors == 3 && Panels<90, 16>::start(1) == 42);

constexpr Tile two_by_three{
    .rows = 6, .vectors = 2, .last = 3, .in_line = 3, .row_step = 5, .line_step = 100};
static_assert(two_by_three.row(2) == 10 && two_by_three.row(4) == 105);
static_assert(two_by_three.vector(0, 4) == 0 && two_by_three.vector(1, 4) == 3);

template <std::size_t Chains>
void sums_up_all() {
    constexpr std::size_t W = simd::narrowest<float>;
    static constexpr Tile tile{.rows = 2,
                               .vectors = 1,
                               .last = 0,
                               .chains = Chains,
                               .in_line = 2,
                               .row_step = 1,
                               .line_step = 0,
                               .outer = {2, 20, 100},
                               .middle = {3, 6, 30},
                               .inner = {5, 1, W}};
    std::vector<float> a(64), b(400);
    for (std::size_t i = 0; i < a.size(); ++i) a[i] = float(i % 7);
    for (std::size_t i = 0; i < b.size(); ++i) b[i] = float(i % 5);
    const float start[W]{1, 2, 3, 4};
    kernels::nested_tile<W, W, tile>(static_cast<const float*>(a.data()), static_cast<const float*>(b.data()),
                                     kernels::FromMemory<W, float>{start, 0}, [&](auto& sums) {
                                         for (std::size_t m = 0; m < 2; ++m)
                                             for (std::size_t lane = 0; lane < W; ++lane) {
                                                 float wanted = start[lane];
                                                 for (std::size_t o = 0; o < 2; ++o)
                                                     for (std::size_t k = 0; k < 3; ++k)
                                                         for (std::size_t i = 0; i < 5; ++i)
                                                             wanted += a[o * 20 + k * 6 + i + m] *
                                                                       b[o * 100 + k * 30 + i * W + lane];
                                                 REQUIRE(sums[m][0].lanes()[lane] == wanted);
                                             }
                                     });
}

/// Values that are loaded together give the bits of those that are loaded one by one.
void at_once_is_one_by_one() {
    constexpr std::size_t W = simd::narrowest<float>;
    static constexpr Tile one_by_one{.rows = 1,
                                     .vectors = 1,
                                     .last = 0,
                                     .chains = 4,
                                     .in_line = 1,
                                     .row_step = 0,
                                     .line_step = 0,
                                     .outer = {},
                                     .middle = {3, 20, 8 * W},
                                     .inner = {8, 1, W}};
    static constexpr Tile at_once = [] {
        Tile tile = one_by_one;
        tile.at_once = true;
        return tile;
    }();
    std::vector<float> a(64), b(24 * W);
    for (std::size_t i = 0; i < a.size(); ++i) a[i] = 1 / float(i % 7 + 1);
    for (std::size_t i = 0; i < b.size(); ++i) b[i] = 1 / float(i % 11 + 1);
    const float start[W]{1, 2, 3, 4};
    const auto sums = [&]<const Tile& S> {
        std::vector<float> y(W);
        kernels::nested_tile<W, W, S>(
            static_cast<const float*>(a.data()), static_cast<const float*>(b.data()),
            kernels::FromMemory<W, float>{start, 0}, [&](auto& all) { simd::store(y.data(), all[0][0]); });
        return y;
    };
    REQUIRE(sums.template operator()<at_once>() == sums.template operator()<one_by_one>());
}

}  // namespace

TEST_CASE("nested_tile: all values of the depth, from what the sums start with", "[kernels]") {
    sums_up_all<4>();
    sums_up_all<1>();
    at_once_is_one_by_one();
}
#endif
