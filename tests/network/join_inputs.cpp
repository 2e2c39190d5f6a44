#include <ctnn/network/join_inputs.hpp>

#include <array>
#include <ctnn/train.hpp>
#include <span>
#include <tuple>
#include <vector>

#include <testing.hpp>

using namespace ctnn;

namespace {

using Net =
    Network<Inputs<Input<2, 2>, Input<1>>, Concat<Sequential<Take<0>, Flatten, Dense<2>>, Take<1>>, Dense<1>>;
constexpr std::array<float, 4> square{1, 2, 3, 4};
constexpr std::array<float, 1> fact{5};
static_assert(join_inputs<Net>(square, fact) == std::array<float, 5>{1, 2, 3, 4, 5});
static_assert(detail::InputsOf<Network<Input<2>, Dense<1>>>::count == 0);

constexpr bool is_the_same() {
    Parameters<Net> parameters;
    initialize(parameters, 1);
    return predict(parameters, std::tuple(square, fact)) ==
           predict(parameters, std::array<float, 5>{1, 2, 3, 4, 5});
}
static_assert(is_the_same());

}  // namespace

TEST_CASE("join_inputs: rows of a data set", "[network]") {
    std::vector<std::array<float, 5>> inputs;
    std::vector<float> targets;
    for (int i = 0; i < 16; ++i) {
        const float x = float(i) / 16;
        inputs.push_back(join_inputs<Net>(std::array{x, 0.0f, 1 - x, 0.5f}, std::array{x * x}));
        targets.push_back(x * x - x);
    }
    Learner<Net, MeanSquaredError, Adam, 16> learner{{.learning_rate = 0.05f}, 1};
    const Dataset<Net> data(inputs, targets);
    std::vector<float> x, t(16);
    for (std::size_t i = 0; i < 16; ++i) {
        x.insert(x.end(), inputs[i].begin(), inputs[i].end());
        data.target(i, std::span<float, 1>(&t[i], 1));
    }
    const std::span<const float, 80> all(x);
    const std::span<const float, 16> wanted(t);
    const float before = learner.step(all, wanted);
    for (int step = 0; step < 400; ++step) learner.step(all, wanted);
    REQUIRE(learner.step(all, wanted) < 0.01f * before);
}
