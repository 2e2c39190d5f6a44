#include <ctnn/train/losses/ctc.hpp>

#include <array>
#include <cmath>
#include <ctnn/train/concepts.hpp>

#include <reference/ctc.hpp>
#include <testing.hpp>

using ctnn::CTC;
namespace golden = reference::ctc;
using Loss = CTC<golden::classes, 3>;

namespace {

constexpr std::array<double, golden::size> target_of(const golden::Case& c) {
    std::array<double, golden::size> target{};
    for (std::size_t i = 0; i < 3; ++i) target[i] = c.labels[i];
    return target;
}

// Of one step, what has one label, is that step's.
static_assert([] {
    constexpr double y[] = {0, 0}, t[] = {1, 0};
    const double value = CTC<2, 1>::value<2>(y, t);
    return value > 0.6931 && value < 0.6932;
}());

}  // namespace

TEST_CASE("ctc: value and gradient as PyTorch's", "[train]") {
    STATIC_REQUIRE(ctnn::ALoss<Loss>);
    for (const golden::Case& c : golden::cases) {
        INFO("case " << &c - golden::cases);
        const auto target = target_of(c);
        double slope[golden::size];
        Loss::slope<golden::size>(c.logits, target.data(), slope);
        CHECK(Loss::value<golden::size>(c.logits, target.data()) == Approx(c.value).epsilon(1e-10));
        for (std::size_t i = 0; i < golden::size; ++i)
            CHECK(slope[i] == Approx(c.slope[i]).epsilon(1e-8).margin(1e-10));
    }
}

TEST_CASE("ctc: what cannot be is infinite, NaN stays NaN", "[train]") {
    const float y[4]{}, alike[] = {1, 1, 0, 0}, unknown[] = {2, 0, 0, 0};
    CHECK(std::isinf(CTC<2, 2>::value<4>(y, alike)));  // two steps have no room for a step between
    CHECK(std::isinf(CTC<2, 2>::value<4>(y, unknown)));
    const float one[] = {1, 0, 0, 0}, wrong[] = {0, NAN, 0, 0};
    CHECK(std::isnan(CTC<2, 2>::value<4>(wrong, one)));
    const float none[4]{};
    CHECK(CTC<2, 2>::value<4>(y, none) == Approx(2 * std::log(2.0)));
}
