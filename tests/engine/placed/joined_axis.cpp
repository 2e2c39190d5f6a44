#include <ctnn/engine/placed/joined_axis.hpp>

#include <array>
#include <type_traits>

#include <testing.hpp>

using namespace ctnn;

namespace {

template <class In, std::size_t Axis, class Op = kernels::Sum>
using On = typename decltype(detail::joined_axis_on<In, Axis, Op>())::type;

static_assert(std::is_same_v<On<Shape<2, 3, 4>, 0>::output, Shape<3, 4>>);
static_assert(std::is_same_v<On<Shape<2, 3, 4>, 2>::output, Shape<2, 3>>);
static_assert(std::is_same_v<On<Shape<5>, 0>::output, Shape<1>>);
static_assert(std::is_void_v<On<Shape<2, 3>, 1>::stream> && std::is_void_v<On<Shape<2, 3, 4>, 0>::stream>);
static_assert(std::is_same_v<On<Shape<2, 3, 4>, 1>::stream::input, Shape<3, 4>>);
static_assert(detail::Broken<On<Shape<2, 3>, 2>>);

constexpr std::array<float, 4> summed() {
    constexpr std::array<float, 8> x{1, 2, 30, 40, 5, 6, 70, 80};
    std::array<float, 4> y{};
    detail::JoinAxis<Shape<2, 2, 2>, 1, kernels::Sum>::forward(x.data(), y.data(), 1);
    return y;
}
static_assert(summed() == std::array<float, 4>{31, 42, 75, 86});

}  // namespace

TEST_CASE("joined_axis: what is before the axis and behind it stays apart", "[engine]") {
    REQUIRE(summed() == std::array<float, 4>{31, 42, 75, 86});
}
