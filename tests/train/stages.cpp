#include <ctnn/train/stages.hpp>

#include <algorithm>
#include <array>
#include <ctnn/ctnn.hpp>
#include <ctnn/train/losses/mean_squared_error.hpp>
#include <ctnn/train/optimizers/momentum.hpp>
#include <memory>
#include <type_traits>

#include <testing.hpp>

using namespace ctnn;

namespace {

using Net = Network<Input<2>, Dense<3, Tanh>, Dense<1>>;

constexpr auto samples = [] {
    Samples<Net, 10> made;
    Random random{5};
    for (std::size_t s = 0; s < 10; ++s) {
        for (float& x : made.inputs[s]) x = random.uniform<float>();
        made.targets[s][0] = made.inputs[s][0] - made.inputs[s][1];
    }
    return made;
}();

constexpr Recipe<Momentum, MeanSquaredError, 4> recipe{
    .optimizer = {.learning_rate = 0.1f}, .epochs = 15, .tolerance = 0.01f};
using At = detail::Stage<Net, MeanSquaredError, Momentum, 4, 10>;

/// Trained to the end by pieces of a budget.
At trained(std::size_t budget) {
    At stage(recipe.optimizer, 3, recipe);
    while (!stage.finished) stage.advance(samples, recipe, budget);
    return stage;
}

// What 0.9 of 10 is, though no float is 0.9; an accuracy in per cent asks for more than there are.
static_assert(At::asked(0.9f) == 9 && At::asked(0.85f) == 9 && At::asked(1) == 10 && At::asked(0) == 0);
static_assert(At::asked(90) == 900 && At::asked(1e30f) > 10 && At::asked(-1) == 0);

}  // namespace

TEST_CASE("stages: where training is cut into pieces does not change it", "[train]") {
    const auto whole = trained(1'000'000'000), pieces = trained(1), some = trained(3 * At::step_cost);
    CHECK(whole.epochs == 15);
    for (std::size_t i = 0; i < Net::parameter_count; ++i) {
        CHECK(whole.learner.parameters.values[i] == pieces.learner.parameters.values[i]);
        CHECK(whole.learner.parameters.values[i] == some.learner.parameters.values[i]);
    }
    CHECK(whole.right == pieces.right);
}

TEST_CASE("stages: an epoch takes every sample once, and a last batch what is left", "[train]") {
    At stage(recipe.optimizer, 3, recipe);
    auto learner = std::make_unique<Learner<Net, MeanSquaredError, Momentum, 4>>(recipe.optimizer, 3u);
    std::array<int, 10> seen{};
    for (std::size_t step = 0; step < 3; ++step) {
        stage.advance(samples, recipe, 1);
        std::array<float, 8> x{};
        std::array<float, 4> y{};
        const std::size_t count = step == 2 ? 2 : 4;
        for (std::size_t s = 0; s < 4; ++s) {
            const std::size_t from = stage.order[4 * step + (s < count ? s : 0)];
            x[2 * s] = samples.inputs[from][0];
            x[2 * s + 1] = samples.inputs[from][1];
            y[s] = samples.targets[from][0];
            if (s < count) ++seen[from];
        }
        learner->differentiate(x, y, count);
        learner->update();
    }
    CHECK(stage.epochs == 1);
    for (std::size_t i = 0; i < Net::parameter_count; ++i)
        CHECK(stage.learner.parameters.values[i] == learner->parameters.values[i]);
    CHECK(seen == std::array{1, 1, 1, 1, 1, 1, 1, 1, 1, 1});
}

TEST_CASE("stages: two batches are shuffled, one is not", "[train]") {
    const auto order_after_a_step = []<std::size_t Batch>(std::integral_constant<std::size_t, Batch>) {
        detail::Stage<Net, MeanSquaredError, Momentum, Batch, 10> stage(recipe.optimizer, 3, recipe);
        stage.advance(samples, recipe, 1);
        return stage.order;
    };
    const auto one = order_after_a_step(std::integral_constant<std::size_t, 10>{});
    const auto two = order_after_a_step(std::integral_constant<std::size_t, 5>{});
    CHECK(std::is_sorted(one.begin(), one.end()));
    CHECK(!std::is_sorted(two.begin(), two.end()));
}

TEST_CASE("stages: where samples are coupled, the first ones of the epoch fill the last batch", "[train]") {
    using Coupled = Network<Input<2>, Dense<3>, BatchNorm<>, Activation<Tanh>, Dense<1>>;
    constexpr Samples<Coupled, 10> coupled{samples.inputs, samples.targets};
    detail::Stage<Coupled, MeanSquaredError, Momentum, 4, 10> stage(recipe.optimizer, 3, recipe);
    auto learner = std::make_unique<Learner<Coupled, MeanSquaredError, Momentum, 4>>(recipe.optimizer, 3u);
    for (std::size_t step = 0; step < 3; ++step) {
        stage.advance(coupled, recipe, 1);
        std::array<float, 8> x{};
        std::array<float, 4> y{};
        for (std::size_t s = 0; s < 4; ++s) {
            const std::size_t from = stage.order[(4 * step + s) % 10];
            std::copy_n(coupled.inputs[from], 2, x.data() + 2 * s);
            y[s] = coupled.targets[from][0];
        }
        learner->step(x, y);
    }
    CHECK(stage.epochs == 1);
    CHECK(std::equal(std::begin(learner->parameters.values), std::end(learner->parameters.values),
                     std::begin(stage.learner.parameters.values)));
}

TEST_CASE("stages: training ends when the answers are right, or when it diverges", "[train]") {
    constexpr Recipe<Momentum, MeanSquaredError, 4> easy{
        .optimizer = {.learning_rate = 0.05f}, .epochs = 500, .tolerance = 0.3f, .accuracy = 0.9f};
    At good(easy.optimizer, 3, easy);
    while (!good.finished) good.advance(samples, easy, 1'000'000);
    CHECK(good.right >= 9);
    CHECK(good.epochs < 500);
    CHECK(good.epochs % 10 == 0);

    constexpr Recipe<Momentum, MeanSquaredError, 4> wild{.optimizer = {.learning_rate = 1e5f}};
    At bad(wild.optimizer, 3, wild);
    while (!bad.finished) bad.advance(samples, wild, 1'000'000);
    CHECK(bad.diverged);

    constexpr Recipe<Momentum, MeanSquaredError, 4> leap{.optimizer = {.learning_rate = 1e15f}};
    At far(leap.optimizer, 3, leap);
    far.advance(samples, leap, 1);
    CHECK(far.diverged);  // in parameters, whose loss nobody has seen yet

    constexpr Recipe<Momentum, MeanSquaredError, 4> none{.epochs = 0, .tolerance = 0};
    At idle(none.optimizer, 3, none);
    idle.advance(samples, none, 1'000'000);
    CHECK(idle.finished);
    CHECK(idle.epochs == 0);
    CHECK(idle.right == 0);
}
