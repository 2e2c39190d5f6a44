#include <catch2/catch.hpp>
#include <ctnn/layers/avg_pool2d.hpp>
#include <ctnn/layers/max_pool2d.hpp>

using namespace ctnn;

namespace {

constexpr auto along = detail::windows_on<Shape<7, 9, 4>>(Size2D{2, 3}, PoolOptions{});
static_assert(along.rows == detail::Axis{7, 2, 2, 1, 0, 0} &&
              along.columns == detail::Axis{9, 3, 3, 1, 0, 0});
static_assert(along.channels == 4, "strides are the window's");

constexpr auto mixed = detail::windows_on<Shape<7, 9, 4>>(
    Size2D{2, 3}, PoolOptions{.stride = {1, 0}, .padding = pad(0, 1, 2, 0)});
static_assert(mixed.rows == detail::Axis{7, 2, 1, 1, 0, 1} &&
              mixed.columns == detail::Axis{9, 3, 3, 1, 2, 0});

constexpr bool see(std::size_t in, std::size_t window, std::size_t stride, std::size_t before,
                   std::size_t after) {
    return detail::all_see({in, window, stride, 1, before, after});
}
static_assert(see(4, 3, 1, 2, 2) && !see(4, 3, 1, 3, 0) && !see(4, 3, 1, 0, 3));
static_assert(see(4, 2, 3, 1, 2), "no window starts where the padding after the end would need one");
static_assert(see(1, 3, 1, 2, 2) && see(1, 1, 1, 0, 0) && !see(1, 1, 1, 1, 0) && !see(1, 1, 1, 0, 1));

/// With `same` padding every window sees something, whatever its size and stride.
constexpr bool same_always_sees() {
    for (std::size_t in = 1; in < 12; ++in)
        for (std::size_t window = 1; window < 14; ++window)
            for (std::size_t stride = 1; stride < 14; ++stride) {
                const auto axis = detail::axis(in, window, stride, 1, Padding::Kind::same, 0, 0);
                if (!detail::all_see(axis) || axis.out() != (in + stride - 1) / stride) return false;
            }
    return true;
}
static_assert(same_always_sees());

}  // namespace

TEST_CASE("pooling: same padding leaves no window empty", "[layers]") { REQUIRE(same_always_sees()); }
