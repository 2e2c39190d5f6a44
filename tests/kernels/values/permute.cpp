#include <array>
#include <ctnn/kernels/values/permute.hpp>

#include <testing.hpp>

using namespace ctnn;

namespace {

constexpr kernels::Permutation<3> turn{{2, 3, 4}, {2, 0, 1}};
static_assert(turn.extent(0) == 4 && turn.extent(1) == 2 && turn.extent(2) == 3);
static_assert(turn.from_stride(0) == 1 && turn.from_stride(1) == 12 && turn.from_stride(2) == 4);
static_assert(turn.to_stride(0) == 6 && turn.to_stride(1) == 3 && turn.to_stride(2) == 1);
static_assert(turn.inverse().extents == std::array<std::size_t, 3>{4, 2, 3});
static_assert(turn.inverse().axes == std::array<std::size_t, 3>{1, 2, 0});

constexpr bool returns() {
    std::array<int, 24> x{}, y{}, back{};
    for (int i = 0; i < 24; ++i) x[std::size_t(i)] = i;
    kernels::permute<turn>(x.data(), y.data());
    for (std::size_t i = 0; i < 2; ++i)
        for (std::size_t j = 0; j < 3; ++j)
            for (std::size_t k = 0; k < 4; ++k)
                if (y[(k * 2 + i) * 3 + j] != x[(i * 3 + j) * 4 + k]) return false;
    kernels::permute<turn.inverse()>(y.data(), back.data());
    return back == x;
}
static_assert(returns());

}  // namespace

TEST_CASE("permute: there, as defined, and back", "[kernels]") { REQUIRE(returns()); }
