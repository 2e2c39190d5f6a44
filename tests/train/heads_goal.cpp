#include <ctnn/train/heads_goal.hpp>

#include <array>
#include <ctnn/train.hpp>
#include <memory>
#include <ratio>
#include <tuple>
#include <vector>

#include <reference/transfer.hpp>
#include <testing.hpp>

using namespace ctnn;

namespace {

using Golden = reference::transfer::Heads;
using Net = Network<Input<4>, Dense<5, Tanh>, Heads<Dense<3, Softmax>, Sequential<Dense<2, Tanh>, Dense<1>>>>;
using Loss = Losses<CrossEntropy, Weighted<MeanSquaredError, std::ratio<1, 2>>>;

double number(std::size_t i, std::size_t factor, std::size_t modulus, double unit) {
    return (double(factor * i % modulus) - double(modulus / 2)) / unit;
}
template <class Values>
void fill(Values&& values, std::size_t factor, std::size_t modulus, double unit) {
    for (std::size_t i = 0; i < values.size(); ++i) values[i] = number(i, factor, modulus, unit);
}
template <class Values, std::size_t N>
void require_close(const Values& found, const double (&wanted)[N]) {
    REQUIRE(std::size(found) == N);
    for (std::size_t i = 0; i < N; ++i) REQUIRE(found[i] == Approx(wanted[i]).epsilon(1e-10).margin(1e-12));
}

/// What a program knows of two samples.
constexpr auto first = head_targets<Net, double>(2, 0.5), second = head_targets<Net, double>(0, -1.0);
static_assert(first == std::array{0.0, 0.0, 1.0, 0.5});

constexpr double of_constants = [] {
    Parameters<Net, double> parameters;
    initialize(parameters, 1);
    return loss<Loss>(parameters, std::array{1.0, 2.0, 3.0, 4.0}, std::tuple(1u, 0.25));
}();
static_assert(of_constants > 0);

}  // namespace

TEST_CASE("heads_goal: an actor and a critic as in PyTorch", "[train]") {
    Learner<Net, Loss, Adam, 2, double> learner{{}, 1};
    const std::span<double> w(learner.parameters.trained());
    fill(w.first(25), 7, 23, 17);
    fill(w.subspan(25, 18), 5, 23, 17);
    fill(w.subspan(43, 12), 11, 23, 17);
    fill(w.last(3), 3, 23, 17);
    std::array<double, 8> x{}, dx{}, targets{};
    fill(x, 9, 31, 15);
    std::copy(first.begin(), first.end(), targets.begin());
    std::copy(second.begin(), second.end(), targets.begin() + 4);
    REQUIRE(learner.differentiate(x, targets, 2, dx) == Approx(Golden::loss[0]).epsilon(1e-12));
    require_close(dx, Golden::dx);
    require_close(learner.gradient.trained(), Golden::dw);

    const auto [policy, value] =
        predict_heads(learner.parameters, std::span<const double, 4>(x.data() + 4, 4));
    for (std::size_t i = 0; i < 3; ++i) REQUIRE(policy[i] == Approx(Golden::policy[3 + i]));
    REQUIRE(value[0] == Approx(Golden::value[1]));

    // One sample alone, with a tuple of targets.
    Parameters<Net, double> sum{};
    const std::span<const double, 4> one(x.data(), 4);
    const double alone = gradient<Loss>(learner.parameters, one, std::tuple(2u, std::array{0.5}), sum);
    REQUIRE(alone == loss<Loss>(learner.parameters, one, first));
    REQUIRE(sum.values[0] != 0);
}

TEST_CASE("heads_goal: trained from a data set, and judged", "[train]") {
    std::vector<std::array<float, 4>> inputs;
    std::vector<std::array<float, 4>> targets;
    Random random{1};
    for (int i = 0; i < 90; ++i) {
        std::array<float, 4> x{};
        for (float& value : x) value = random.uniform<float>();
        inputs.push_back(x);
        targets.push_back(head_targets<Net>(x[0] > x[1] ? 0 : x[2] > x[3] ? 1 : 2, x[0] + x[1]));
    }
    const Dataset<Net> data(inputs, targets);
    const auto trainer = std::make_unique<Trainer<Net, Loss, Adam, 16>>(Adam{.learning_rate = 0.02f}, 1);
    const auto& history = trainer->fit(data, {.epochs = 60, .progress = nullptr});
    REQUIRE(history.epochs.back().loss < 0.5 * history.epochs.front().loss);
    REQUIRE(evaluate<Loss>(trainer->parameters, data).loss < history.epochs.front().loss);

    targets[7][0] = 2;
    REQUIRE_THROWS_WITH(trainer->fit(Dataset<Net>(inputs, targets), {.progress = nullptr}),
                        Catch::Contains("sample 7, head 0"));
}
