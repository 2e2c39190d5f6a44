#include <array>
#include <ctnn/train.hpp>

#include <reference/weights.hpp>
#include <testing.hpp>

using namespace ctnn;
using namespace reference;

namespace {

using Net = Network<Input<2>, Dense<3, Softmax>>;
using Learns = Learner<Net, CrossEntropy, SGD, 6, double>;

/// What a step by the reference's weighted mean makes of its parameters.
constexpr Learns stepped() {
    Learns learner{{.learning_rate = 1}, 1};
    for (std::size_t i = 0; i < 9; ++i)
        learner.parameters.values[i] = i < 6 ? weights::w[i] : weights::b[i - 6];
    std::array<double, 18> targets{};
    std::array<double, 6> each{};
    for (std::size_t s = 0; s < 6; ++s) {
        targets[s * 3 + weights::classes[s]] = 1;
        each[s] = double(weights::sample_weights[s]);
    }
    learner.step(weights::x, targets, each);
    return learner;
}
constexpr Learns learner = stepped();

}  // namespace

TEST_CASE("batch_weights: a step by a weighted mean, as PyTorch's, in a constant expression", "[train]") {
    for (std::size_t i = 0; i < 6; ++i) {
        CHECK(learner.gradient.values[i] == Approx(weights::by_sample.by_weight[i]).epsilon(1e-12));
        CHECK(learner.parameters.values[i] ==
              Approx(weights::w[i] - weights::by_sample.by_weight[i]).epsilon(1e-12));
    }
    for (std::size_t i = 0; i < 3; ++i)
        CHECK(learner.gradient.values[6 + i] == Approx(weights::by_sample.by_bias[i]).epsilon(1e-12));
}

TEST_CASE("batch_weights: what weighs nothing costs nothing, whatever it is", "[train]") {
    Learner<Net, CrossEntropy, SGD, 2> pair{{.learning_rate = 1}, 1};
    const auto before = pair.parameters;
    const float infinity = std::numeric_limits<float>::infinity();
    const std::array<float, 4> x{1, 2, 3, 4};
    const std::array<float, 6> targets{0, 1, 0, infinity, 0, 0};
    const float alone = loss<CrossEntropy>(before, std::array<float, 2>{1, 2}, 1u);
    CHECK(pair.differentiate(x, targets, std::array<float, 2>{5, 0}) == Approx(alone));
    CHECK(pair.step(x, targets, std::array<float, 2>{}) == 0);
    for (std::size_t i = 0; i < 9; ++i) CHECK(pair.parameters.values[i] == before.values[i]);
}
