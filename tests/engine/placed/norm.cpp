#include <ctnn/engine/placed/norm.hpp>

#include <testing.hpp>

using namespace ctnn;

static_assert(detail::last_extent<Shape<7>> == 7 && detail::last_extent<Shape<28, 14, 3>> == 3);
static_assert(detail::ratio_value<double, std::ratio<1, 100'000>> == 1e-5);
static_assert(detail::ratio_value<float, std::ratio<1, 100'000>> == 1e-5f);
static_assert(std::is_void_v<decltype(detail::epsilon_mistake<std::ratio<1, 1000>>())::type>);
static_assert(std::is_same_v<decltype(detail::epsilon_mistake<std::ratio<0>>())::type,
                             error::an_epsilon_lies_above_0_but_this_one_is<std::ratio<0>>>);

TEST_CASE("norm: settled while compiling", "[engine]") { SUCCEED(); }
