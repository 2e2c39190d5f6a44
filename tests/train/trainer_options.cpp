#include <ctnn/train/trainer_options.hpp>

#include <ctnn/train/optimizers/momentum.hpp>
#include <limits>
#include <string_view>

#include <testing.hpp>

using namespace ctnn;

namespace {

constexpr std::string_view refused(const TrainerOptions& options, const Momentum& optimizer = {}) {
    const char* const name = detail::senseless_setting_of(optimizer, options);
    return name ? name : "";
}

constexpr TrainerOptions off{};

/// As a user may write one, who says nothing of its settings.
struct Silent {
    double learning_rate = 1, size = -1;
};

}  // namespace

TEST_CASE("trainer options: the first setting that makes no sense, the optimizer's before", "[train]") {
    STATIC_REQUIRE(refused({}).empty());
    STATIC_REQUIRE(
        (off.l1 == 0 && off.l2 == 0 && off.clip_value == 0 && off.clip_norm == 0 && off.weight_decay == 0));
    STATIC_REQUIRE(refused({.l1 = 1, .l2 = 2, .clip_value = 3, .clip_norm = 4}).empty());
    STATIC_REQUIRE(refused({.l1 = -1, .l2 = -1}) == "l1");
    STATIC_REQUIRE(refused({.clip_value = std::numeric_limits<float>::infinity()}) == "clip_value");
    STATIC_REQUIRE(refused({.weight_decay = -1}) == "weight_decay");
    STATIC_REQUIRE(refused({.l1 = -1}, {.learning_rate = 0, .momentum = 1}) == "momentum");
    STATIC_REQUIRE(refused({}, {.learning_rate = -1, .momentum = 2}) == "learning_rate");
    STATIC_REQUIRE(!detail::senseless_setting_of(Silent{}, {}));
    STATIC_REQUIRE(detail::senseless_setting_of(Silent{.learning_rate = -1}, {}));
}
