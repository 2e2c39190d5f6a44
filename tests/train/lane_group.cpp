#include <array>
#include <ctnn/train.hpp>
#include <ctnn/train/lane_group.hpp>
#include <optional>
#include <vector>

#include <testing.hpp>

#ifndef CTNN_NO_SIMD
using namespace ctnn;

static_assert(Number<detail::Lanes<float>> && Number<detail::Lanes<double>>);

TEST_CASE("lane_group: rules of every step, and what of them changes", "[population]") {
    const Adam how{.learning_rate = 0.01f};
    detail::RulesByStep<Adam, float> rules(how);
    CHECK(rules.changing() == std::vector<std::size_t>{0, 1});  // rate and scale
    for (const std::uint64_t step : {7u, 1u, 300u}) {
        const auto rule = how.rule<float>(step, 0.01f);
        CHECK(rules.at(step) == std::array{rule.rate, rule.scale, rule.beta1, rule.beta2, rule.epsilon});
    }
    CHECK(rules.is_for({.learning_rate = 0.01f}));
    CHECK_FALSE(rules.is_for({.learning_rate = 0.02f}));
    CHECK(detail::RulesByStep<SGD, float>(SGD{}).changing().empty());
}

TEST_CASE("lane_group: fewer networks than lanes, one, none", "[population]") {
    using Net = Network<Input<1>, Dense<1>>;
    using Group = detail::LaneGroup<Net, MeanSquaredError, SGD, 2, float>;
    const Dataset<Net> data({{1}, {2}, {3}}, {{2}, {4}, {6}});
    const auto samples = std::make_shared<const detail::LaneSamples<Net, float>>(data);
    for (std::size_t count = 0; count < 20; ++count) {
        Group group(SGD{});
        std::size_t next = 0;
        std::vector<int> done(count);
        group.run(
            2, 0,
            [&]() -> std::optional<Group::Task> {
                if (next == count) return std::nullopt;
                const std::size_t k = next++;
                return Group::Task{k, k, SGD{}, samples};
            },
            [&](std::size_t k, const PopulationOutcome& outcome, const Parameters<Net>& parameters) {
                ++done[k];
                CHECK(outcome.epochs == 2);
                Trainer<Net, MeanSquaredError, SGD, 2> alone(SGD{}, k);
                alone.fit(data, {.epochs = 2, .progress = nullptr});
                CHECK(parameters.data()[0] == Approx(alone.parameters.data()[0]).epsilon(1e-6));
            });
        CHECK(done == std::vector<int>(count, 1));
    }
}
#endif
