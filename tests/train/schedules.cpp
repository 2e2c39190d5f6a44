#include <ctnn/train/schedules.hpp>

#include <cmath>
#include <cstddef>
#include <limits>

#include <reference/schedules.hpp>
#include <testing.hpp>

using namespace ctnn;
namespace golden = reference::schedules;

namespace {

static_assert(MultiStepDecay{{3, 5}, 0.5}({.epoch = 2.9}) == 1);
static_assert(MultiStepDecay{{5, 3}, 0.5}({.epoch = 4}) == 0.5);
static_assert(WarmRestarts{.epochs = 2, .times = 2}({.epoch = 6}) == 1);
static_assert(OneCycle{.epochs = 10, .rise = 0.5}({.epoch = 5}) == 1);

void as_pytorch(const double (&expected)[golden::epochs], const Schedule& schedule) {
    for (std::size_t epoch = 0; epoch < golden::epochs; ++epoch) {
        INFO("epoch " << epoch);
        CHECK(schedule({.epoch = double(epoch), .epochs = 20}) == Approx(expected[epoch]).epsilon(1e-12));
    }
}

}  // namespace

TEST_CASE("schedules: factors as PyTorch's schedulers give them", "[train]") {
    as_pytorch(golden::multi_step_decay, MultiStepDecay{{2, 9, 15}, 0.5});
    as_pytorch(golden::warm_restarts, WarmRestarts{.epochs = 6, .floor = 0.1});
    as_pytorch(golden::longer_restarts, WarmRestarts{.epochs = 3, .times = 2});
    as_pytorch(golden::one_cycle, OneCycle{.rise = (0.3 * 21 - 1) / 20});
}

TEST_CASE("schedules: one cycle's ends, and beyond", "[train]") {
    const OneCycle cycle{.epochs = 10, .start_divisor = 4, .end_divisor = 8};
    CHECK(cycle({.epoch = 0}) == Approx(0.25));
    CHECK(cycle({.epoch = 10}) == 0.25 / 8);
    CHECK(cycle({.epoch = 11}) == 0.25 / 8);
    CHECK(OneCycle{}({.epoch = 3}) == 1);  // nobody knows when it ends
    CHECK(OneCycle{.rise = 0}({.epoch = 0, .epochs = 5}) == Approx(1));
    CHECK(OneCycle{.rise = 1}({.epoch = 5, .epochs = 5}) < 1e-5);
}

TEST_CASE("schedules: settings that make no sense are told, and never run for ever", "[train]") {
    constexpr double nan = std::numeric_limits<double>::quiet_NaN();
    CHECK(WarmRestarts{.epochs = 0}({.epoch = 3}) == 1);
    CHECK(WarmRestarts{.times = nan}({.epoch = 3}) == 1);
    for (const double times : {1.0, 1 + 1e-12, 1e300})
        CHECK(std::isfinite(WarmRestarts{.epochs = 1e-300, .times = times}({.epoch = 3})));
    CHECK_FALSE(MultiStepDecay{{3, -1}}.settings()[0].makes_sense);
    CHECK_FALSE(MultiStepDecay{{3, nan}}.settings()[0].makes_sense);
    CHECK(MultiStepDecay{{3, 7}}.settings()[0].makes_sense);
    CHECK_FALSE(WarmRestarts{.epochs = 0}.settings()[0].makes_sense);
    CHECK_FALSE(WarmRestarts{.times = 0.5}.settings()[1].makes_sense);
    CHECK_FALSE(OneCycle{.rise = 2}.settings()[1].makes_sense);
    CHECK_FALSE(OneCycle{.start_divisor = 0}.settings()[2].makes_sense);
}
