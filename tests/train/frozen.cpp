#include <ctnn/train.hpp>

#include <algorithm>
#include <memory>
#include <ratio>

#include <reference/transfer.hpp>
#include <testing.hpp>

using namespace ctnn;

namespace {

using Net = Network<Input<4>, Frozen<Sequential<Dense<5, Tanh>, BatchNorm<>>>,
                    Frozen<Dropout<std::ratio<1, 2>>>, Dense<4>, Residual<Activation<Tanh>>, Dense<3>>;

// No memory for what is not trained.
using Wide = Network<Input<100>, Frozen<Dense<100>>, Dense<1>>;
static_assert(sizeof(Learner<Wide, MeanSquaredError, Adam, 1>) <
              sizeof(Parameters<Wide>) + 2'000 * sizeof(float));

using Golden = reference::transfer::Frozen;
using Half = Network<Input<4>, Frozen<Sequential<Dense<5, Tanh>, BatchNorm<>>>, Dense<4, Tanh>,
                     Frozen<Residual<Dense<4, Tanh>, LayerNorm<>>>, Dense<3>>;

double number(std::size_t i, std::size_t factor, std::size_t modulus, double unit) {
    return (double(factor * i % modulus) - double(modulus / 2)) / unit;
}
void fill(std::span<double> values, std::size_t factor, std::size_t modulus, double unit, double more = 0) {
    for (std::size_t i = 0; i < values.size(); ++i) values[i] = number(i, factor, modulus, unit) + more;
}
/// A weight and a bias, one after the other.
void fill(const auto& layer, std::size_t factor) {
    for (std::size_t i = 0; i < layer.weight.size(); ++i) layer.weight[i] = number(i, factor, 23, 17);
    for (std::size_t i = 0; i < layer.bias.size(); ++i)
        layer.bias[i] = number(layer.weight.size() + i, factor, 23, 17);
}
void fill_norm(const auto& layer, std::size_t factor) {
    for (std::size_t i = 0; i < layer.gamma.size(); ++i) {
        layer.gamma[i] = number(i, factor, 19, 13) + 1;
        layer.beta[i] = number(layer.gamma.size() + i, factor, 19, 13);
    }
}

template <class Values, std::size_t N>
void require_close(const Values& found, const double (&wanted)[N]) {
    REQUIRE(std::size(found) == N);
    for (std::size_t i = 0; i < N; ++i) REQUIRE(found[i] == Approx(wanted[i]).epsilon(1e-10).margin(1e-12));
}

}  // namespace

TEST_CASE("frozen: as PyTorch trains the rest", "[train]") {
    Learner<Half, MeanSquaredError, Adam, 2, double> learner{{.learning_rate = 0.1f}, 1};
    auto& parameters = learner.parameters;
    fill(parameters.layer<0>().layer<0>(), 7);
    const auto norm = parameters.layer<0>().layer<1>();
    fill_norm(norm, 3);
    fill(norm.mean, 5, 11, 9);
    fill(norm.variance, 7, 13, 20, 1);
    fill(parameters.layer<1>(), 5);
    fill(parameters.layer<2>().layer<0>(), 3);
    fill_norm(parameters.layer<2>().layer<1>(), 2);
    fill(parameters.layer<3>(), 11);
    const auto before = parameters;

    std::array<double, 8> x{}, dx{};
    std::array<double, 6> y{}, target{};
    fill(x, 9, 31, 15);
    fill(target, 5, 7, 4);
    predict(parameters, x, y);
    require_close(y, Golden::y);
    learner.differentiate(x, target, 2, dx);
    require_close(dx, Golden::dx);
    require_close(learner.gradient.trained(), Golden::dw);
    for (int step = 0; step < 3; ++step) learner.differentiate_and_update(x, target, 2);
    // The learning rate is a float's.
    for (std::size_t i = 0; i < std::size(Golden::trained); ++i)
        REQUIRE(parameters.values[i] == Approx(Golden::trained[i]).epsilon(1e-6));
    REQUIRE(std::ranges::equal(parameters.state(), before.state()));
}

TEST_CASE("frozen: a trainer leaves it alone, with penalties, clipping and threads too", "[train]") {
    std::vector<float> inputs, targets;
    Random random{1};
    for (int i = 0; i < 128; ++i) {
        std::array<float, 4> x{};
        for (float& value : x) inputs.push_back(value = random.uniform<float>());
        targets.insert(targets.end(), {x[0], x[1], x[2] * x[3]});
    }
    const Dataset<Net> data(inputs, targets);
    const auto trainer = std::make_unique<Trainer<Net, MeanSquaredError, Adam, 128>>(
        Adam{.learning_rate = 0.01f}, 1, TrainerOptions{.l2 = 0.01f, .clip_norm = 1});
    const Parameters<Net> before = trainer->parameters;
    const auto& history = trainer->fit(data, {.epochs = 60, .threads = 2, .progress = nullptr});
    REQUIRE(std::ranges::equal(trainer->parameters.state(), before.state()));
    REQUIRE(history.epochs.back().loss < 0.5 * history.epochs.front().loss);
    REQUIRE(history.epochs.back().gradient_norms[0] == 0);
    REQUIRE(history.epochs.back().gradient_norms[2] > 0);

    Gradient<Net> sum{};
    Parameters<Net> wide{};
    const std::array<float, 4> input{1, 2, 3, 4};
    const std::array<float, 3> target{};
    gradient<MeanSquaredError>(trainer->parameters, input, target, sum);
    gradient<MeanSquaredError>(trainer->parameters, input, target, wide);
    REQUIRE(std::ranges::equal(sum.trained(), wide.trained()));
}

TEST_CASE("frozen: derivatives by the input, and a minimum", "[train]") {
    using Bent = Network<Input<2>, Frozen<Dense<3, Tanh>>, Dense<2>>;
    using Plain = Network<Input<2>, Dense<3, Tanh>, Dense<2>>;
    Parameters<Bent, double> frozen;
    Parameters<Plain, double> plain;
    initialize(frozen, 1);
    initialize(plain, 1);
    REQUIRE(jacobian(frozen, std::array{0.5, -1.0}) == jacobian(plain, std::array{0.5, -1.0}));

    const auto before = frozen;
    const Dataset<Bent> data(std::vector<std::array<float, 2>>{{0, 1}, {1, 0}, {1, 1}},
                             std::vector<std::array<float, 2>>{{1, 2}, {3, 4}, {5, 6}});
    const auto result = minimize<MeanSquaredError>(frozen, data, LevenbergMarquardt{});
    REQUIRE(result.loss() < 1e-6);
    REQUIRE(std::ranges::equal(frozen.state(), before.state()));
}
