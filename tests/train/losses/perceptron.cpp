#include <ctnn/train/losses/perceptron.hpp>

#include <train/losses/laws.hpp>
#include <type_traits>

namespace {

using ctnn::Perceptron;

static_assert(ctnn::ALoss<Perceptron>);
static_assert(std::is_same_v<Perceptron::last_activation, ctnn::Step>);

constexpr float z[] = {-2, 3, 0.5f, -1}, t[] = {0, 1, 0, 1};
static_assert(Perceptron::value_of_logits<4>(z, t) == 0.5f);
static_assert(Perceptron::value<4>(t, t) == 0);
static_assert([] {
    float dz[] = {7, 7, 7, 7};
    Perceptron::slope_of_logits<4>(z, t, dz);
    return dz[0] == 0 && dz[1] == 0 && dz[2] == 1 &&
           dz[3] == -1;  // Rosenblatt's rule: not divided by the outputs
}());

/// Rosenblatt's rule on the four rows of a truth table: the rounds until all are right, or 100.
constexpr int rounds(const float (&truth)[4]) {
    float w[] = {0, 0}, bias = 0;
    for (int round = 0; round < 100; ++round) {
        float wrong = 0;
        for (int row = 0; row < 4; ++row) {
            const float a = static_cast<float>(row / 2), b = static_cast<float>(row % 2);
            const float sum = w[0] * a + w[1] * b + bias;
            float step = 0;
            Perceptron::slope_of_logits<1>(&sum, truth + row, &step);
            wrong += Perceptron::value_of_logits<1>(&sum, truth + row);
            w[0] -= step * a;
            w[1] -= step * b;
            bias -= step;
        }
        if (wrong == 0) return round;
    }
    return 100;
}

static_assert(rounds({0, 0, 0, 1}) < 10);    // AND
static_assert(rounds({0, 1, 1, 1}) < 10);    // OR
static_assert(rounds({1, 1, 1, 0}) < 10);    // NAND
static_assert(rounds({0, 1, 1, 0}) == 100);  // XOR: no line parts it

TEST_CASE("perceptron: NaN stays NaN", "[train]") {
    loss_laws::nan_stays<Perceptron, 1, float>();
    loss_laws::nan_stays<Perceptron, 20, double>();
}

TEST_CASE("perceptron: the share of wrong outputs, as many as there are", "[train]") {
    std::array<double, 40> sums{}, targets{};
    for (std::size_t i = 0; i < 40; ++i) {
        sums[i] = i % 2 == 0 ? 1.5 : -1.5;
        targets[i] = i % 4 == 0 ? 1 : 0;
    }
    CHECK(Perceptron::value_of_logits<40>(sums.data(), targets.data()) == 0.25);
}

}  // namespace
