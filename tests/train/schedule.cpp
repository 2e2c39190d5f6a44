#include <ctnn/train/schedule.hpp>

#include <cmath>
#include <cstddef>
#include <limits>
#include <reference/schedules.hpp>
#include <testing.hpp>
#include <type_traits>
#include <vector>

namespace {

using namespace ctnn;
namespace golden = reference::schedules;

constexpr double infinity = std::numeric_limits<double>::infinity();

static_assert(ConstantRate{}({.epoch = 7}) == 1);
static_assert(StepDecay{.every = 2, .factor = 0.5}({.epoch = 1.99}) == 1);
static_assert(StepDecay{.every = 2, .factor = 0.5}({.epoch = 5.5}) == 0.25);
static_assert(ExponentialDecay{.factor = 0.5}({.epoch = 3}) == 0.125);
static_assert(CosineDecay{.epochs = 10}({.epoch = 0}) == 1);
static_assert(CosineDecay{.epochs = 10, .floor = 0.25}({.epoch = 10}) == 0.25);
static_assert(CosineDecay{.epochs = 10, .warmup = 2, .start = 0.5}({.epoch = 1}) == 0.75);
static_assert([] {
    ReduceOnPlateau plateau{.factor = 0.5, .patience = 0};
    return plateau({.epoch = 0}) == 1 && plateau({.epoch = 1, .validation_loss = 1}) == 1 &&
           plateau({.epoch = 2, .validation_loss = 1}) == 0.5;
}());
static_assert(std::is_aggregate_v<ReduceOnPlateau> && std::is_aggregate_v<CosineDecay>);

/// A schedule asked as the trainer asks it, once an epoch or at every one of its steps.
void as_pytorch(const double (&expected)[golden::epochs], Schedule schedule, std::size_t steps = 1) {
    for (std::size_t epoch = 0; epoch < golden::epochs; ++epoch)
        for (std::size_t step = 0; step < steps; ++step) {
            Progress progress{
                .epoch = static_cast<double>(epoch) + static_cast<double>(step) / static_cast<double>(steps),
                .step = epoch * steps + step};
            if (epoch > 0) progress.validation_loss = golden::losses[epoch - 1];
            const double factor = schedule(progress);
            INFO("epoch " << progress.epoch);
            if (step == 0) CHECK(factor == Approx(expected[epoch]).epsilon(1e-12).margin(1e-15));
        }
}

TEST_CASE("schedule: factors as PyTorch's schedulers give them", "[train]") {
    as_pytorch(golden::step_decay, StepDecay{.every = 3, .factor = 0.5});
    as_pytorch(golden::exponential_decay, ExponentialDecay{.factor = 0.9});
    as_pytorch(golden::cosine_decay, CosineDecay{.epochs = 20, .floor = 0.1});
    as_pytorch(golden::warm_cosine_decay, CosineDecay{.epochs = 20, .warmup = 4, .start = 0.25});
    as_pytorch(golden::reduce_on_plateau, ReduceOnPlateau{.factor = 0.5, .patience = 2});
    as_pytorch(golden::reduce_on_plateau_with_cooldown,
               ReduceOnPlateau{.factor = 0.1, .patience = 0, .cooldown = 2, .floor = 0.005});
}

TEST_CASE("schedule: asked at every step, the factor of an epoch's start is the same", "[train]") {
    as_pytorch(golden::step_decay, StepDecay{.every = 3, .factor = 0.5}, 7);
    as_pytorch(golden::exponential_decay, ExponentialDecay{.factor = 0.9}, 7);
    as_pytorch(golden::warm_cosine_decay, CosineDecay{.epochs = 20, .warmup = 4, .start = 0.25}, 7);
    as_pytorch(golden::reduce_on_plateau, ReduceOnPlateau{.factor = 0.5, .patience = 2}, 7);
}

TEST_CASE("schedule: between epochs, exponential and cosine decay fall evenly", "[train]") {
    CHECK(ExponentialDecay{.factor = 0.9}({.epoch = 2.5}) == Approx(std::pow(0.9, 2.5)).epsilon(1e-13));
    const CosineDecay cosine{.epochs = 10, .warmup = 2};
    double last = 0;
    for (double epoch = 0; epoch < 2; epoch += 0.125) {
        CHECK(cosine({.epoch = epoch}) > last);
        last = cosine({.epoch = epoch});
    }
    for (double epoch = 2; epoch < 10; epoch += 0.125) {
        CHECK(cosine({.epoch = epoch}) ==
              Approx((1 + std::cos(3.141592653589793 * (epoch - 2) / 8)) / 2).epsilon(1e-12));
    }
    CHECK(cosine({.epoch = 10}) == 0);
    CHECK(cosine({.epoch = 100}) == 0);
}

TEST_CASE("schedule: a cosine without an end of its own ends with training", "[train]") {
    CHECK(CosineDecay{}({.epoch = 4, .epochs = 8}) == Approx(0.5));
    CHECK(CosineDecay{}({.epoch = 8, .epochs = 8}) == 0);
    CHECK(CosineDecay{}({.epoch = 4}) == 1);  // nobody knows the end
}

TEST_CASE("schedule: settings that make no sense never divide by zero", "[train]") {
    for (const double epoch : {0.0, 0.5, 1.0, 3.25, 1e6}) {
        const Progress progress{.epoch = epoch, .validation_loss = 1};
        CHECK(StepDecay{.every = 0, .factor = 0.5}(progress) == 1);
        CHECK(ExponentialDecay{.factor = 0}(progress) == (epoch >= 1 ? 0 : 1));
        CHECK(StepDecay{.every = 1, .factor = 0}(progress) == (epoch >= 1 ? 0 : 1));
        CHECK(std::isfinite(ExponentialDecay{.factor = -0.5}(progress)));
        CHECK(CosineDecay{.epochs = 0}(progress) == 1);
        CHECK(CosineDecay{.epochs = -3}(progress) == 1);
        CHECK(CosineDecay{.epochs = 2, .warmup = 2, .start = 1}(progress) == (epoch >= 2 ? 0 : 1));
        CHECK(CosineDecay{.epochs = 1, .warmup = 3, .start = 1}(progress) == (epoch >= 3 ? 0 : 1));
        CHECK(ReduceOnPlateau{.factor = 0}(progress) == 1);
    }
    ReduceOnPlateau negative{.factor = -1, .patience = 0};
    for (int epoch = 1; epoch < 5; ++epoch)
        negative({.epoch = static_cast<double>(epoch), .validation_loss = 1});
    CHECK(negative.now == 0);
}

TEST_CASE("schedule: a plateau counts epochs, not calls, and only known losses", "[train]") {
    ReduceOnPlateau plateau{.factor = 0.5, .patience = 1};
    for (int i = 0; i < 10; ++i) CHECK(plateau({.epoch = 3, .validation_loss = 1}) == 1);
    for (int i = 0; i < 10; ++i) CHECK(plateau({.epoch = 4.0 + i}) == 1);  // no loss yet
    CHECK(plateau({.epoch = 20, .validation_loss = infinity}) == 1);
    CHECK(plateau({.epoch = 21, .validation_loss = 2}) == 0.5);
    const Schedule copy = plateau;
    CHECK(copy({.epoch = 22, .validation_loss = 2}) == 0.5);
    CHECK(copy({.epoch = 23, .validation_loss = 2}) == 0.25);
    CHECK(plateau.now == 0.5);  // a Schedule has a copy
    ReduceOnPlateau endless{.factor = 0.5, .patience = 0};
    CHECK(endless({.epoch = 1, .validation_loss = infinity}) == 0.5);  // the first epoch counts too
}

TEST_CASE("schedule: what it has seen is kept, and restored in a copy", "[train]") {
    const auto seen = [](Schedule& schedule, std::size_t first, std::size_t last) {
        double factor = 1;
        for (std::size_t epoch = first; epoch < last; ++epoch)
            factor = schedule({.epoch = double(epoch), .validation_loss = golden::losses[epoch]});
        return factor;
    };
    const ReduceOnPlateau plateau{.factor = 0.5, .patience = 1, .cooldown = 1};
    for (std::size_t half = 0; half < golden::epochs; ++half) {
        Schedule whole = plateau, first = plateau, rest = plateau;
        seen(first, 0, half);
        rest.restore(first.state());
        REQUIRE(rest.state() == first.state());
        REQUIRE(seen(rest, half, golden::epochs) == seen(whole, 0, golden::epochs));
    }
    Schedule schedule = plateau, stateless = StepDecay{};
    const std::vector<double> before = schedule.state();
    REQUIRE(before.size() == 5);
    schedule.restore({1, 2});  // another's
    REQUIRE(schedule.state() == before);
    schedule.restore({1, 0.5, -1, infinity, 1e300});  // what a file may hold
    REQUIRE(schedule.state() == std::vector<double>{1, 0.5, 0, 0, 0});
    REQUIRE(stateless.state().empty());
    stateless.restore(before);
    REQUIRE(Schedule{}.state().empty());
}

}  // namespace
