#include <ctnn/train/minimize/minimize.hpp>

#include <cmath>
#include <ctnn/activations/softmax.hpp>
#include <ctnn/activations/tanh.hpp>
#include <ctnn/layers/dense.hpp>
#include <ctnn/train/learner.hpp>
#include <ctnn/train/losses/cross_entropy.hpp>
#include <ctnn/train/optimizers/adam.hpp>
#include <memory>
#include <vector>

#include <testing.hpp>

using namespace ctnn;

namespace {

constexpr std::size_t samples = 64;

template <class Net>
Dataset<Net> sine() {
    std::vector<float> x, y;
    for (std::size_t i = 0; i < samples; ++i) {
        x.push_back(float(i) / 32 - 1);
        y.push_back(std::sin(3 * x.back()));
    }
    return {x, y};
}

}  // namespace

TEST_CASE("minimize: a sine to 1e-6 by a tenth of the gradients that Adam takes", "[train]") {
    using Net = Network<Input<1>, Dense<16, Tanh>, Dense<1>>;
    const Dataset<Net> data = sine<Net>();
    Parameters<Net> start;
    initialize(start, 5);

    Parameters<Net> parameters = start;
    const Minimization bfgs = minimize<MeanSquaredError>(parameters, data, LBFGS{.goal = 1e-6});
    CHECK(bfgs.ended == Ended::goal);
    CHECK(bfgs.evaluations < 300);

    parameters = start;
    const Minimization marquardt =
        minimize<MeanSquaredError>(parameters, data, LevenbergMarquardt{.goal = 1e-6});
    CHECK(marquardt.ended == Ended::goal);
    CHECK(marquardt.evaluations < 150);

    // After ten times as many steps Adam is far from there.
    const auto adam = std::make_unique<Learner<Net, MeanSquaredError, Adam, samples>>(
        Adam{.learning_rate = 1e-2f}, std::uint64_t{5});
    const auto x = std::span<const float, samples>(data.floats()),
               y = std::span<const float, samples>(data.values());
    float loss = 1;
    for (std::size_t step = 0; step < 10 * bfgs.evaluations; ++step) loss = adam->step(x, y);
    CHECK(loss > 1e-6f);
}

TEST_CASE("minimize: classes by L-BFGS, in float and the same bits in threads", "[train]") {
    using Net = Network<Input<2>, Dense<4, Tanh>, Dense<3, Softmax>>;
    std::vector<float> x;
    std::vector<std::uint32_t> classes;
    Random random{3};
    for (std::uint32_t i = 0; i < 300; ++i) {
        const float angle = float(i % 3) * 2 + random.uniform<float>(), far = 0.5f + random.uniform<float>();
        x.push_back(far * std::cos(angle));
        x.push_back(far * std::sin(angle));
        classes.push_back(i % 3);
    }
    const Dataset<Net> data(x, classes);
    Parameters<Net> one;
    initialize(one, 1);
    Parameters<Net> two = one;
    const Minimization result = minimize<CrossEntropy>(one, data, LBFGS{.iterations = 60, .l2 = 1e-4});
    CHECK(accuracy(one, data) == 1);
    minimize<CrossEntropy>(two, data, LBFGS{.iterations = 60, .l2 = 1e-4, .threads = 2});
    CHECK(std::equal(std::begin(one.values), std::end(one.values), std::begin(two.values)));
    CHECK(result.loss() < result.losses.front());

    Dataset<Net> wrong({{1, 2}}, {{1, -2, 0}});
    CHECK_THROWS_WITH(minimize<CrossEntropy>(two, wrong, LBFGS{}),
                      "training data, sample 0, target 1: expected 0 to 1, found -2");
    one.values[0] = std::numeric_limits<float>::quiet_NaN();
    CHECK_THROWS_WITH(minimize<CrossEntropy>(one, data, LBFGS{}),
                      "the loss at the start: expected a finite number, found nan");
}

TEST_CASE("minimize: a weight of 3 is a sample three times, one of 0 none", "[train]") {
    using Net = Network<Input<1>, Dense<1>>;
    Dataset<Net> weighed{{{0}, {1}, {2}, {5}}, {{0}, {1}, {3}, {-9}}};
    weighed.weigh({1, 3, 2, 0});
    const Dataset<Net> repeated{{{0}, {1}, {1}, {1}, {2}, {2}}, {{0}, {1}, {1}, {1}, {3}, {3}}};
    const auto same_line = [&](const auto& method) {
        Parameters<Net> by_weight, by_number;
        const Minimization one = minimize<MeanSquaredError>(by_weight, weighed, method);
        const Minimization other = minimize<MeanSquaredError>(by_number, repeated, method);
        CHECK(one.loss() == Approx(other.loss()));
        for (std::size_t i = 0; i < 2; ++i)
            CHECK(by_weight.values[i] == Approx(by_number.values[i]).epsilon(1e-5));
    };
    same_line(LBFGS{});
    same_line(LevenbergMarquardt{});
}
