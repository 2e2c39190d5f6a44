#include <array>
#include <cstddef>
#include <ctnn/train/batch_order.hpp>

#include <testing.hpp>

namespace {

template <std::size_t N>
constexpr std::array<std::size_t, N> places(ctnn::detail::BatchOrder order) {
    std::array<std::size_t, N> taken{};
    for (std::size_t& place : taken) place = order.next();
    return taken;
}

using Four = std::array<std::size_t, 4>;
static_assert(places<4>({8, 4, 100, false}) == Four{8, 9, 10, 11});
static_assert(places<4>({8, 3, 11, false}) == Four{8, 9, 10, 8}, "by its own");
static_assert(places<4>({8, 1, 9, false}) == Four{8, 8, 8, 8});
static_assert(places<4>({8, 2, 10, true}) == Four{8, 9, 0, 1}, "by the epoch's first");
static_assert(places<4>({0, 2, 2, true}) == Four{0, 1, 0, 1}, "which may be its own");
static_assert(places<4>({8, 3, 11, false, 4}) == Four{9, 10, 8, 9}, "a later part");

}  // namespace

TEST_CASE("batch order: a short batch is filled up", "[train]") { SUCCEED("while compiling"); }
