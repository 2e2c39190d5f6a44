#include <kernels/outer.hpp>

#include <ctnn/kernels/dense/outer.hpp>

#ifndef CTNN_NO_SIMD

using namespace ctnn;

namespace {

/// A layer's own tiles, and those that it shares: the same bits.
template <std::size_t B, std::size_t In, std::size_t Out>
void same_bits() {
    CAPTURE(B, In, Out);
    const auto x = noise<float>(B * In, 1), dz = noise<float>(B * Out, 2), before = noise<float>(In * Out, 3);
    auto own = before, shared = before;
    kernels::detail::outer_simd<B, In, Out>(x.data(), dz.data(), own.data());
    kernels::detail::outer_shared<B, In, Out>(x.data(), dz.data(), shared.data());
    REQUIRE(own == shared);
}

}  // namespace

TEST_CASE("outer_shared: the bits of a layer's own tiles", "[kernels]") {
    constexpr std::size_t W = simd::native<float>;
    same_bits<1, 1, W + 1>();
    same_bits<3, 2 * simd::tuning.tile_rows_of_pairs + 1, 2 * W>();
    same_bits<8, simd::tuning.tile_rows + 1, 3 * W>();
    same_bits<9, 7, 3 * W + 2>();
    same_bits<5, 32, 6 * W - 1>();
}

TEST_CASE("outer_shared: for small layers, whose rows take more than a register", "[kernels]") {
    constexpr std::size_t W = simd::native<float>;
    STATIC_REQUIRE(kernels::detail::shares_tiles<64, 2 * W, float, float*>);
    STATIC_REQUIRE_FALSE(kernels::detail::shares_tiles<64, W / 2, float, float*>);
    STATIC_REQUIRE_FALSE(kernels::detail::shares_tiles<784, 128, float, float*>);
}

#endif
