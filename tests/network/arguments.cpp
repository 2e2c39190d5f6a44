#include <array>
#include <ctnn/network/arguments.hpp>
#include <type_traits>
#include <vector>

#include <testing.hpp>

using namespace ctnn;

// The sentences as a compiler prints them: tests/must_not_compile/. Here what is right and what is wrong.
namespace {

template <std::size_t>
struct WrongCount;
template <class X>
using Mistake = typename decltype(detail::reading_mistake<X, float, 3, WrongCount>())::type;

static_assert(std::is_void_v<Mistake<std::array<float, 3>>> && std::is_void_v<Mistake<float[3]>>);
static_assert(std::is_void_v<Mistake<std::span<float, 3>>> &&
              std::is_void_v<Mistake<std::array<const float, 3>>>);
static_assert(std::is_same_v<Mistake<std::array<float, 4>>, WrongCount<4>>);
static_assert(std::is_same_v<Mistake<float[2]>, WrongCount<2>>);
static_assert(std::is_same_v<Mistake<std::span<const float, 1>>, WrongCount<1>>);
template <class Given>
using Unreadable = error::these_values_cannot_be_read_as<std::span<const float, 3>>::but_are<Given>;
static_assert(std::is_same_v<Mistake<std::array<double, 3>>, Unreadable<std::array<double, 3>>>,
              "values are not converted silently");
static_assert(std::is_same_v<Mistake<std::vector<float>>, Unreadable<std::vector<float>>>,
              "whose length only the running program knows");
static_assert(std::is_same_v<Mistake<std::span<const float>>, Unreadable<std::span<const float>>> &&
              std::is_same_v<Mistake<int>, Unreadable<int>>);

}  // namespace

TEST_CASE("arguments: checked while compiling", "[network]") { SUCCEED(); }
