#include <array>
#include <cstddef>
#include <ctnn/io/axes.hpp>
#include <testing.hpp>

namespace {

template <std::size_t A, std::size_t B>
constexpr bool agree(const std::size_t (&a)[A], const std::size_t (&b)[B]) {
    const bool forth = ctnn::detail::axes_agree(a, b);
    return forth == ctnn::detail::axes_agree(b, a) && forth;
}

template <std::size_t A, std::size_t B>
constexpr bool differ(const std::size_t (&a)[A], const std::size_t (&b)[B]) {
    return !ctnn::detail::axes_agree(a, b) && !ctnn::detail::axes_agree(b, a);
}

static_assert(agree({784}, {28, 28}));
static_assert(agree({28, 28}, {28, 28, 1}));
static_assert(agree({1, 28, 1, 28}, {28, 28, 1}));
static_assert(agree({28, 84}, {28, 28, 3}));
static_assert(agree({6, 2}, {2, 3, 2}));
static_assert(agree({1}, {1, 1}));
static_assert(differ({3, 2, 2}, {2, 2, 3}));
static_assert(differ({14, 56}, {28, 28}));
static_assert(differ({3, 32, 32}, {32, 32, 3}));
static_assert(differ({6, 1, 4}, {4, 6}));

}  // namespace

TEST_CASE("axes: extents that divide the values otherwise do not agree", "[io]") {
    const std::array<std::size_t, 2> file{2, 3}, input{3, 2};
    CHECK_FALSE(ctnn::detail::axes_agree(file, input));
    CHECK(ctnn::detail::axes_agree(file, file));
}
