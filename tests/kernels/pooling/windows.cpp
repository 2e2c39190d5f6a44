#include <array>
#include <ctnn/kernels/pooling/windows.hpp>

#include <testing.hpp>

using namespace ctnn;

namespace {

constexpr kernels::Windows windows(detail::Axis rows, detail::Axis columns, std::size_t channels) {
    return {rows, columns, channels};
}
constexpr detail::Axis axis(std::size_t in, std::size_t window, std::size_t stride, std::size_t before = 0,
                            std::size_t after = 0) {
    return {in, window, stride, 1, before, after};
}

constexpr auto halves = windows(axis(4, 2, 2), axis(6, 2, 2), 3);
static_assert(halves.stay_inside() && halves.tile() && !halves.overlap());
static_assert(windows(axis(3, 2, 2, 1), axis(6, 2, 2), 1).tile(),
              "the padding may be what fills the first window");
static_assert(!windows(axis(5, 2, 2), axis(6, 2, 2), 3).tile(), "a row is left over");
static_assert(!windows(axis(4, 2, 3), axis(6, 2, 2), 3).tile(), "a row lies between");
static_assert(!windows(axis(4, 2, 1), axis(6, 2, 2), 3).tile());
static_assert(windows(axis(4, 2, 2), axis(6, 3, 2), 3).overlap());
static_assert(!windows(axis(4, 3, 2, 0, 1), axis(6, 2, 2), 3).stay_inside());
static_assert(windows(axis(4, 3, 2, 0, 0), axis(6, 2, 2), 3).stay_inside());
static_assert(!windows(axis(4, 3, 2, 1, 0), axis(6, 2, 2), 3).stay_inside());

/// Where windows of several channels start, and their results lie.
constexpr bool start_by_strides() {
    std::size_t n = 0;
    bool right = true;
    kernels::detail::each_window<halves>([&](std::size_t from, std::size_t to, auto, auto) {
        right = right && from == n / 3 * 2 * halves.row() + n % 3 * 2 * 3 && to == n * 3;
        ++n;
    });
    return right && n == 2 * 3;
}
static_assert(start_by_strides());

/// How often each pixel of 3 x 5 is seen through windows of 2 x 3, by steps of 1 and 2, that may jut out.
constexpr std::array<int, 15> seen() {
    constexpr auto on = windows(axis(3, 2, 1, 1, 0), axis(5, 3, 2, 1, 1), 1);
    std::array<int, 15> seen{};
    std::size_t expected = 0;
    bool in_order = true;
    kernels::detail::each_window<on>([&](std::size_t from, std::size_t to, auto h, auto w) {
        in_order = in_order && to == expected++;
        kernels::detail::each_pixel(h, w,
                                    [&](std::size_t i, std::size_t j) { ++seen[from + i * on.row() + j]; });
    });
    return in_order ? seen : std::array<int, 15>{};
}
static_assert(seen() == std::array<int, 15>{2, 4, 2, 4, 2, 2, 4, 2, 4, 2, 1, 2, 1, 2, 1});

}  // namespace

TEST_CASE("windows: each sees its pixels, what juts out left away", "[kernels]") {
    REQUIRE(seen() == std::array<int, 15>{2, 4, 2, 4, 2, 2, 4, 2, 4, 2, 1, 2, 1, 2, 1});
}
