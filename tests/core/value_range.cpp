#include <ctnn/core/value_range.hpp>

#include <array>
#include <limits>
#include <string>

#include <testing.hpp>

using namespace ctnn;

namespace {

constexpr float infinite = std::numeric_limits<float>::infinity(),
                no_number = std::numeric_limits<float>::quiet_NaN();

template <class T>
constexpr bool finite_alone() {
    constexpr T most = std::numeric_limits<T>::max(), tiny = std::numeric_limits<T>::denorm_min();
    return detail::is_finite(T(0)) && detail::is_finite(-T(0)) && detail::is_finite(most) &&
           detail::is_finite(-most) && detail::is_finite(tiny) && !detail::is_finite(T(infinite)) &&
           !detail::is_finite(T(-infinite)) && !detail::is_finite(T(no_number)) &&
           !detail::is_finite(std::numeric_limits<T>::signaling_NaN());
}
static_assert(finite_alone<float>() && finite_alone<double>());

/// A range holds its ends, nothing beside them, and never what is not finite.
constexpr bool holds_as_said(const ValueRange& range, double inside, double beside) {
    return range.holds(inside) && !range.holds(beside) && !range.holds(infinite) && !range.holds(-infinite) &&
           !range.holds(no_number) && !range.holds(double(infinite)) && !range.holds(double(no_number));
}
static_assert(value_ranges::any.holds(-1e300) && !value_ranges::any.holds(infinite));
static_assert(holds_as_said(value_ranges::above_0, 1e-45, 0) && value_ranges::above_0.holds(1e300));
static_assert(holds_as_said(value_ranges::from_0, 0, -1e-45));
static_assert(holds_as_said(value_ranges::from_0_to_1, 0, -1e-45) && value_ranges::from_0_to_1.holds(1.0f));
static_assert(holds_as_said(value_ranges::from_0_to_1, 1, 1.0000001));
static_assert(holds_as_said(value_ranges::from_0_to_below_1, 0, 1));
static_assert(value_ranges::from_0_to_below_1.holds(1 - std::numeric_limits<float>::epsilon() / 2));
static_assert(holds_as_said(value_ranges::either_0_or_1, 1, 0.5) && value_ranges::either_0_or_1.holds(0.0f));
static_assert(!value_ranges::either_0_or_1.holds(2.0));

struct Plain {
    float weight = 1;
};
struct Spoken : Plain {
    constexpr auto settings() const { return std::array{Setting("weight", weight, value_ranges::from_0)}; }
};
static_assert(HasSettings<Spoken> && !HasSettings<Plain> && !HasSettings<int>);

}  // namespace

TEST_CASE("value_range: a setting has its name, its value, what is expected, and whether it makes sense",
          "[core]") {
    const auto good = Spoken{{0.5f}}.settings()[0], bad = Spoken{{-2}}.settings()[0];
    CHECK((good.name == std::string("weight") && good.value == 0.5 && good.makes_sense));
    CHECK((bad.expected == std::string("0 or more") && bad.value == -2 && !bad.makes_sense));
    CHECK_FALSE(Spoken{{no_number}}.settings()[0].makes_sense);
}
