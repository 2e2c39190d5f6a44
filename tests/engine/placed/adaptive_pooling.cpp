#include <ctnn/engine/placed/adaptive_pooling.hpp>

#include <array>
#include <type_traits>

#include <testing.hpp>

using namespace ctnn;

namespace {

template <class In, std::size_t Height, std::size_t Width>
using On2D = typename decltype(detail::adaptive_pool2d_on<In, Height, Width, kernels::Greatest>())::type;
template <class In, std::size_t Steps>
using On1D = typename decltype(detail::adaptive_pool1d_on<In, Steps, kernels::Greatest>())::type;

static_assert(std::is_same_v<On2D<Shape<5, 7, 3>, 2, 4>::output, Shape<2, 4, 3>>);
static_assert(std::is_same_v<On1D<Shape<2, 3>, 5>::output, Shape<5, 3>>, "larger too");
static_assert(detail::Broken<On2D<Shape<5, 7, 3>, 0, 4>> && detail::Broken<On2D<Shape<5, 7>, 1, 1>>);
static_assert(detail::Broken<On1D<Shape<5, 7>, 0>> && detail::Broken<On1D<Shape<5>, 1>>);

constexpr std::array<float, 5> enlarged() {
    constexpr std::array<float, 2> x{1, 2};
    std::array<float, 5> y{};
    On1D<Shape<2, 1>, 5>::predict<1, float>({}, {}, x, y, {});
    return y;
}
static_assert(enlarged() == std::array<float, 5>{1, 1, 2, 2, 2});

}  // namespace

TEST_CASE("adaptive_pooling: bins may be as many as values, or more", "[engine]") {
    REQUIRE(enlarged() == std::array<float, 5>{1, 1, 2, 2, 2});
}
