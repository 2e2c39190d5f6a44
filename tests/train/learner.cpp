#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <ctnn/train.hpp>

#include "../allocations.hpp"

using namespace ctnn;

namespace {

using Line = Network<Input<1>, Dense<1>>;
using Net = Network<Input<3>, Dense<5, Tanh>, Dense<2>>;

/// y = 2 x + 1 learnt by the compiler.
constexpr auto fitted() {
    Learner<Line, MeanSquaredError, SGD, 4> learner{{.learning_rate = 0.2f}, 1};
    for (int step = 0; step < 60; ++step)
        learner.step(std::array<float, 4>{-1, 0, 1, 2}, std::array<float, 4>{-1, 1, 3, 5});
    return learner.parameters;
}
constexpr auto line = fitted();
static_assert(line.values[0] > 1.99f && line.values[0] < 2.01f && line.values[1] > 0.99f &&
              line.values[1] < 1.01f);

template <class Optimizer>
struct Fixture {
    Learner<Net, MeanSquaredError, Optimizer, 4> learner;
    std::array<float, 12> x{};
    std::array<float, 8> t{};
    explicit Fixture(TrainerOptions options = {}) : learner({.learning_rate = 0.5f}, 3, options) {
        Random random{4};
        for (float& value : x) value = random.uniform<float>() - 0.5f;
        for (float& value : t) value = random.uniform<float>() * 4;
    }
};

double norm(const Parameters<Net>& block) {
    double sum = 0;
    for (const float value : block.values) sum += double(value) * double(value);
    return std::sqrt(sum);
}

}  // namespace

TEST_CASE("learner: a step is the mean gradient of its samples", "[train]") {
    Fixture<SGD> f;
    Parameters<Net> wanted = f.learner.parameters, sum;
    double cost = 0;
    for (std::size_t s = 0; s < 4; ++s)
        cost += double(gradient<MeanSquaredError>(wanted, std::span<const float, 3>(f.x.data() + 3 * s, 3),
                                                  std::span<const float, 2>(f.t.data() + 2 * s, 2), sum));
    REQUIRE(f.learner.step(f.x, f.t) == Approx(cost / 4));
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        REQUIRE(f.learner.gradient.values[i] == Approx(sum.values[i] / 4).margin(1e-6));
        REQUIRE(f.learner.parameters.values[i] ==
                Approx(wanted.values[i] - 0.5f * sum.values[i] / 4).margin(1e-6));
    }
}

TEST_CASE("learner: the same seed gives the same weights, bit for bit", "[train]") {
    Fixture<Adam> a, b;
    for (int step = 0; step < 20; ++step) a.learner.step(a.x, a.t), b.learner.step(b.x, b.t);
    REQUIRE(std::equal(std::begin(a.learner.parameters.values), std::end(a.learner.parameters.values),
                       std::begin(b.learner.parameters.values)));
}

TEST_CASE("learner: clipping keeps values and norm", "[train]") {
    Fixture<SGD> plain, by_value({.clip_value = 0.01f}), by_norm({.clip_norm = 0.25f}),
        loose({.clip_norm = 1e6f});
    for (auto* f : {&plain, &by_value, &by_norm, &loose}) f->learner.step(f->x, f->t);
    const auto values = [](Fixture<SGD>& f) { return f.learner.gradient.values; };
    REQUIRE(norm(plain.learner.gradient) > 0.25);
    REQUIRE(norm(by_norm.learner.gradient) == Approx(0.25));
    for (std::size_t i = 0; i < Net::parameter_count; ++i) {
        const float g = values(plain)[i];
        REQUIRE(values(by_value)[i] == std::clamp(g, -0.01f, 0.01f));
        REQUIRE(values(by_norm)[i] == Approx(g * 0.25 / norm(plain.learner.gradient)).margin(1e-7));
        REQUIRE(values(loose)[i] == g);
    }
}

TEST_CASE("learner: penalties pull weights, not biases", "[train]") {
    Fixture<SGD> plain, penalized({.l1 = 0.125f, .l2 = 0.25f});
    for (auto* f : {&plain, &penalized})
        for (float& bias : f->learner.parameters.layer<0>().bias) bias = 1;
    const auto before = plain.learner.parameters;
    plain.learner.step(plain.x, plain.t);
    penalized.learner.step(penalized.x, penalized.t);
    const auto pull = [&](std::size_t i) {
        return penalized.learner.gradient.values[i] - plain.learner.gradient.values[i];
    };
    for (std::size_t i = 0; i < 15; ++i)
        REQUIRE(pull(i) ==
                Approx(0.25f * before.values[i] + (before.values[i] > 0 ? 0.125f : -0.125f)).margin(1e-6));
    for (std::size_t i = 15; i < 20; ++i) REQUIRE(pull(i) == 0);
}

TEST_CASE("learner: gradient norms, layer by layer", "[train]") {
    Parameters<Net> block;
    block.values[0] = 3;
    block.values[19] = 4;
    block.values[20] = 2;
    REQUIRE(layer_norms(block) == std::array<float, 2>{5, 2});
}

TEST_CASE("learner: a step allocates nothing", "[train]") {
    Fixture<AdamW> f({.l2 = 0.1f, .clip_norm = 1});
    const std::size_t before = allocations();
    for (int step = 0; step < 3; ++step) f.learner.step(f.x, f.t);
    REQUIRE(allocations() == before);
}

TEST_CASE("learner: the perceptron rule learns AND", "[train]") {
    using Gate = Network<Input<2>, Dense<1, Step>>;
    Learner<Gate, Perceptron, SGD, 1> learner{{.learning_rate = 1}, 1};
    constexpr std::array<std::array<float, 2>, 4> rows{{{0, 0}, {0, 1}, {1, 0}, {1, 1}}};
    for (int epoch = 0; epoch < 20; ++epoch)
        for (const auto& row : rows) learner.step(row, std::array<float, 1>{row[0] * row[1]});
    for (const auto& row : rows) REQUIRE(predict(learner.parameters, row)[0] == row[0] * row[1]);
}
