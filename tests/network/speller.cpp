#include <ctnn/network/speller.hpp>

#include <cstdint>
#include <ctnn/ctnn.hpp>
#include <string>

#include <testing.hpp>

using namespace ctnn;
using namespace ctnn::detail;

namespace own {

struct Limits {
    double low = 0.5;
    int high = 1;
    constexpr void each_member(auto&& visit) const { visit("low", low), visit("high", high); }
};
template <Limits L, auto Number, class Act = Linear>
struct Clipped {
    static constexpr void spell(std::type_identity<Clipped> self, auto& out) {
        out(self, L, Number, or_default<Act, Linear>);
    }
};

}  // namespace own

namespace {

template <class X>
constexpr bool is_spelt(std::string_view text) {
    return spelt<X> == text;
}

}  // namespace

static_assert(is_spelt<Dense<4, Linear>>("ctnn::Dense<4>"));
static_assert(is_spelt<Dense<4, Linear, Zeros>>("ctnn::Dense<4, ctnn::Linear, ctnn::Zeros>"));
static_assert(is_spelt<Residual<Dense<4>, Activation<Tanh>>>(
    "ctnn::Residual<ctnn::Dense<4>, ctnn::Activation<ctnn::Tanh>>"));
static_assert(is_spelt<Dropout<std::ratio<2>>>("ctnn::Dropout<std::ratio<2>>"));
static_assert(is_spelt<Conv2D<2, Size2D{1, 3}, Tanh, ConvOptions{.stride = 2, .padding = same}>>(
    "ctnn::Conv2D<2, ctnn::Size2D{1, 3}, ctnn::Tanh, ctnn::ConvOptions{.stride = 2, .padding = "
    "ctnn::same}>"));

TEST_CASE("speller: numbers, members that are not as by default, arguments at the end that are",
          "[network]") {
    const auto told = []<class X>(std::type_identity<X>) { return std::string(spelt<X>); };
    REQUIRE(told(std::type_identity<own::Clipped<own::Limits{}, 7>>{}) == "own::Clipped<own::Limits{}, 7>");
    REQUIRE(told(std::type_identity<own::Clipped<own::Limits{.low = -12.25}, INT64_MIN, ReLU>>{}) ==
            "own::Clipped<own::Limits{.low = -12.25}, -9223372036854775808, ctnn::ReLU>");
    REQUIRE(told(std::type_identity<own::Clipped<own::Limits{.low = 1e9, .high = 2}, true>>{}) ==
            "own::Clipped<own::Limits{.low = ?, .high = 2}, true>");
    REQUIRE(told(std::type_identity<own::Clipped<own::Limits{.low = 0.125}, std::uint8_t{0}>>{}) ==
            "own::Clipped<own::Limits{.low = 0.125}, 0>");
}
