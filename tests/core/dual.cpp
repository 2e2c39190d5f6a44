#include <compare>
#include <ctnn/core/dual.hpp>
#include <ctnn/core/number.hpp>
#include <limits>
#include <type_traits>

#include <testing.hpp>

using namespace ctnn;

namespace {

using D = Dual<double>;
constexpr D x{3, 1};

constexpr bool is(const D& y, double value, double slope) { return y.value == value && y.slope == slope; }

}  // namespace

TEST_CASE("dual: arithmetic has the derivatives that calculus has", "[dual]") {
    STATIC_REQUIRE(is(x * x + 2, 11, 6));
    STATIC_REQUIRE(is(1 - x, -2, -1));
    STATIC_REQUIRE(is(-x, -3, -1));
    STATIC_REQUIRE(is(+x, 3, 1));
    STATIC_REQUIRE(is(6 / x, 2, -2.0 / 3));
    STATIC_REQUIRE(is(x / D(2), 1.5, 0.5));
    constexpr auto changed = [] {
        D y = x;
        y += 1;
        y *= x;
        y -= x;
        y /= 3;
        return y;
    }();
    STATIC_REQUIRE(is(changed, 3, 2));  // (x^2 + x - x) / 3
}

TEST_CASE("dual: constants have no slope, comparisons look at values alone", "[dual]") {
    STATIC_REQUIRE(is(D(4), 4, 0));
    STATIC_REQUIRE(is(D(), 0, 0));
    STATIC_REQUIRE(x == D(3, 7));
    STATIC_REQUIRE(x < 4);
    STATIC_REQUIRE(x >= 3);
    STATIC_REQUIRE(static_cast<float>(x) == 3.0f);
    STATIC_REQUIRE(!std::is_convertible_v<D, double>);
    STATIC_REQUIRE(!std::is_convertible_v<const char*, D>);
}

TEST_CASE("dual: of duals there are second derivatives", "[dual]") {
    using Twice = Dual<D>;
    constexpr Twice t{D(2, 1), D(1)};
    constexpr Twice cube = t * t * t;
    STATIC_REQUIRE(cube.value.value == 8);
    STATIC_REQUIRE(cube.value.slope == 12);
    STATIC_REQUIRE(cube.slope.value == 12);
    STATIC_REQUIRE(cube.slope.slope == 12);
    STATIC_REQUIRE(Twice(5).value.value == 5);
}

TEST_CASE("dual: networks compute in duals of numbers, and in no others", "[dual]") {
    STATIC_REQUIRE(Number<D>);
    STATIC_REQUIRE(Number<Dual<Dual<float>>>);
    STATIC_REQUIRE(!Number<Dual<int>>);
    STATIC_REQUIRE(std::is_trivially_copyable_v<D>);
    STATIC_REQUIRE(std::numeric_limits<Dual<float>>::digits == 24);
    STATIC_REQUIRE(detail::is_finite(D(1, 2)));
    STATIC_REQUIRE(!detail::is_finite(D(1, detail::infinity<double>)));
    STATIC_REQUIRE(!detail::is_finite(detail::infinity<D>));
    STATIC_REQUIRE(!detail::is_finite(detail::not_a_number<Dual<D>>));
}
