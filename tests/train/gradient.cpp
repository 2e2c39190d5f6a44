#include <algorithm>
#include <array>
#include <cmath>
#include <ctnn/train.hpp>
#include <limits>
#include <span>
#include <vector>

#include <allocations.hpp>
#include <testing.hpp>

using namespace ctnn;

namespace {

/// Central differences in double of the loss at every parameter and every input, against what gradient gives.
template <class Loss, class Net>
void is_central_differences(const std::array<double, Net::output_size>& target) {
    Parameters<Net, double> parameters, sum;
    initialize(parameters, 5);
    for (double& value : parameters.values) value += 0.03;
    std::array<double, Net::input_size> x, dx;
    Random random{6};
    for (double& value : x) value = random.uniform<double>() * 2 - 1;
    const double cost = gradient<Loss>(parameters, x, target, sum, dx);
    REQUIRE(cost == loss<Loss>(parameters, x, target));
    const auto difference = [&](double& value) {
        const double step = 1e-6, kept = value;
        value = kept + step;
        const double above = loss<Loss>(parameters, x, target);
        value = kept - step;
        const double below = loss<Loss>(parameters, x, target);
        value = kept;
        return (above - below) / (2 * step);
    };
    const auto close = [](double a, double b) { return std::abs(a - b) <= 1e-6 * (1 + std::abs(b)); };
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        CAPTURE(i, sum.values[i]);
        REQUIRE(close(sum.values[i], difference(parameters.values[i])));
    }
    for (std::size_t i = 0; i < x.size(); ++i) {
        CAPTURE(i, dx[i]);
        REQUIRE(close(dx[i], difference(x[i])));
    }
}

constexpr std::array<double, 3> values{0.3, -0.2, 0.9}, shares{0.2, 0.5, 0.3}, yes_no{1, 0, 0.25};

template <class Act, class Loss>
void pair_is_right(const std::array<double, 3>& target) {
    is_central_differences<Loss, Network<Input<4>, Dense<3, Act>>>(target);
    is_central_differences<Loss, Network<Input<4>, Dense<5, Act>, Dense<3>, Activation<Act>>>(target);
}

/// Every loss that takes any activation.
template <class... Acts>
void every_pair_is_right() {
    (pair_is_right<Acts, MeanSquaredError>(values), ...);
    (pair_is_right<Acts, MeanAbsoluteError>(values), ...);
    (pair_is_right<Acts, Huber>(values), ...);
}

}  // namespace

TEST_CASE("gradient: every activation with every loss of outputs, by central differences", "[train]") {
    every_pair_is_right<Linear, Step, Sigmoid, Tanh, ReLU, LeakyReLU>();
    every_pair_is_right<ELU, SELU, Softplus, Softsign, Exponential, GELU, Softmax>();
    every_pair_is_right<SiLU, Mish, HardSwish, HardSigmoid, HardTanh, ReLU6>();
}

TEST_CASE("gradient: losses of logits, by central differences", "[train]") {
    pair_is_right<Softmax, CrossEntropy>(shares);
    pair_is_right<Softmax, CrossEntropy>({0.2, 0.5, 0.6});  // targets need not add up to one
    pair_is_right<Softmax, KLDivergence>(shares);
    pair_is_right<Sigmoid, BinaryCrossEntropy>(yes_no);
}

TEST_CASE("gradient: through every layer, by central differences", "[train]") {
    using Net = Network<Input<2, 3>, Flatten, Dense<5, Tanh>, Residual<Dense<4, GELU>, Dense<5>>,
                        Dropout<std::ratio<1, 3>>,
                        Concat<Dense<2, Sigmoid>, Sequential<Dense<3, ELU>, Dense<4, Tanh>>>,
                        Activation<Softplus>, Dense<3, Softmax>>;
    is_central_differences<CrossEntropy, Net>(shares);
    is_central_differences<MeanSquaredError, Net>(values);
}

namespace {

using Xor = Network<Input<2>, Dense<3, Tanh>, Dense<1, Sigmoid>>;

constexpr float learnt_at_compile_time() {
    Parameters<Xor> parameters, sum;
    initialize(parameters, 1);
    const float before = gradient<BinaryCrossEntropy>(parameters, std::array<float, 2>{0, 1}, 1.f, sum);
    for (std::size_t i = 0; i < parameters.size(); ++i) parameters.values[i] -= 0.5f * sum.values[i];
    return before - loss<BinaryCrossEntropy>(parameters, std::array<float, 2>{0, 1}, 1.f);
}
static_assert(learnt_at_compile_time() > 0, "a step down the gradient lowers the loss");

}  // namespace

TEST_CASE("gradient: adds to the sum, and overwrites the input's", "[train]") {
    Parameters<Xor> parameters, once, twice;
    initialize(parameters, 1);
    const std::array<float, 2> x{0.5f, -1};
    std::array<float, 2> dx{1e9f, 1e9f}, again{};
    gradient<MeanSquaredError>(parameters, x, 1.f, once, dx);
    gradient<MeanSquaredError>(parameters, x, 1.f, twice);
    gradient<MeanSquaredError>(parameters, x, 1.f, twice, again);
    for (std::size_t i = 0; i < once.size(); ++i) REQUIRE(twice.values[i] == Approx(2 * once.values[i]));
    REQUIRE(dx == again);
}

TEST_CASE("gradient: the input's in its own place", "[train]") {
    using Net = Network<Input<4>, Residual<Dense<4, Tanh>>>;
    Parameters<Net> parameters, sum, other;
    initialize(parameters, 5);
    std::array<float, 4> x{1, -2, 0.5f, 3}, dx{};
    const std::array<float, 4> target{};
    const float cost = gradient<MeanSquaredError>(parameters, x, target, sum, dx);
    const auto kept = x;
    REQUIRE(gradient<MeanSquaredError>(parameters, x, target, other, x) == cost);
    REQUIRE((x == dx && std::equal(std::begin(sum.values), std::end(sum.values), other.values)));

    std::array<float, 5> shifted{0, kept[0], kept[1], kept[2], kept[3]};  // the target too
    const auto input = std::span(shifted).subspan<1, 4>(), front = std::span(shifted).first<4>();
    const float own = gradient<MeanSquaredError>(parameters, kept, kept, sum, dx);
    REQUIRE(gradient<MeanSquaredError>(parameters, input, input, other, front) == own);
    REQUIRE(std::equal(front.begin(), front.end(), dx.begin()));
}

TEST_CASE("gradient: nothing is written to what is read", "[train]") {
    using Net = Network<Input<6>, Dense<1>>;
    Parameters<Net> parameters, sum;
    initialize(parameters, 5);
    const auto before = parameters;
    const auto is_refused = [&](const auto& x, auto& to, auto&&... dx) {
        return std::isnan(gradient<MeanSquaredError>(parameters, x, 1.0f, to, dx...)) &&
               std::equal(std::begin(sum.values), std::end(sum.values), Parameters<Net>().values) &&
               std::equal(std::begin(parameters.values), std::end(parameters.values), before.values);
    };
    const std::array<float, 6> x{1, 2, 3, 4, 5, 6};
    REQUIRE(is_refused(x, parameters));
    REQUIRE(is_refused(sum.trained().first<6>(), sum));
    REQUIRE(is_refused(x, sum, sum.trained().last<6>()));
    REQUIRE(is_refused(x, sum, parameters.trained().first<6>()));
    REQUIRE_FALSE(
        std::isnan(gradient<MeanSquaredError>(parameters, parameters.trained().first<6>(), 1.0f, sum)));
}

TEST_CASE("gradient: a class index is its one-hot target, one beyond the outputs is NaN", "[train]") {
    using Net = Network<Input<2>, Dense<3, Softmax>>;
    Parameters<Net> parameters, a, b, c;
    initialize(parameters, 1);
    const std::array<float, 2> x{1, 2};
    REQUIRE(gradient<CrossEntropy>(parameters, x, 2u, a) ==
            gradient<CrossEntropy>(parameters, x, std::array<float, 3>{0, 0, 1}, b));
    REQUIRE(std::equal(std::begin(a.values), std::end(a.values), std::begin(b.values)));
    REQUIRE(std::isnan(loss<CrossEntropy>(parameters, x, 3)));
    REQUIRE(std::isnan(loss<CrossEntropy>(parameters, x, -1)));
    REQUIRE(std::isnan(gradient<CrossEntropy>(parameters, x, 3u, c)));
}

TEST_CASE("gradient: extreme logits stay finite", "[train]") {
    using Pass = Network<Input<3>, Activation<Softmax>>;
    Parameters<Pass> none, sum;
    std::array<float, 3> dx;
    REQUIRE(gradient<CrossEntropy>(none, std::array<float, 3>{1e4f, 0, -1e4f}, 2u, sum, dx) == Approx(2e4f));
    REQUIRE(dx == std::array<float, 3>{1, 0, -1});
    using Gate = Network<Input<1>, Activation<Sigmoid>>;
    Parameters<Gate> gate;
    REQUIRE(loss<BinaryCrossEntropy>(gate, std::array<float, 1>{1e4f}, 0.f) == Approx(1e4f));
}

TEST_CASE("gradient: allocates nothing", "[train]") {
    Parameters<Xor> parameters, sum;
    initialize(parameters, 1);
    std::array<float, 2> dx;
    const std::size_t before = allocations();
    gradient<BinaryCrossEntropy>(parameters, std::array<float, 2>{0, 1}, 1.f, sum, dx);
    loss<MeanSquaredError>(parameters, std::array<float, 2>{0, 1}, 1.f);
    REQUIRE(allocations() == before);
}

namespace {

using Kept =
    Network<Input<4>, Dense<5>, BatchNorm<>, Activation<Tanh>, Dropout<std::ratio<1, 4>>, Dense<3, Softmax>>;
static_assert(Kept::state_count == 10);
constexpr std::size_t room = gradient_workspace<CrossEntropy, Kept>,
                      forth = loss_workspace<CrossEntropy, Kept>;
static_assert(forth < room);

/// Its workspace is more than most stacks hold.
using Photograph = Network<Input<700, 700, 1>, Conv2D<2, 3, ReLU>, GlobalAvgPool2D, Dense<2, Softmax>>;

/// In a constant expression: the loss, and the gradient at its first weight.
constexpr std::array<float, 2> while_compiling() {
    using Net = Network<Input<2>, Dense<1>>;
    Parameters<Net> w, sum;
    w.layer<0>().weight = std::array<float, 2>{1, 2};
    std::array<float, gradient_workspace<MeanSquaredError, Net>> workspace{};
    const std::array<float, 2> x{3, 4};
    const float cost = gradient<MeanSquaredError>(w, x, 10.0f, sum, nullptr, workspace);
    return {cost == loss<MeanSquaredError>(w, x, 10.0f, workspace) ? cost : 0, sum.values[0]};
}
static_assert(while_compiling() == std::array<float, 2>{1, 6});

}  // namespace

TEST_CASE("gradient and loss: in the caller's workspace, the same bits", "[train]") {
    Parameters<Kept> w, first, second, third;
    initialize(w, 4);
    const std::array<float, 4> x{0.5f, -1, 2, 0.25f};
    std::array<float, 4> dx{}, again{};
    std::vector<float> memory(room + 2, -9);  // of any alignment
    const auto workspace = std::span(memory).subspan(1, room);
    const float cost = gradient<CrossEntropy>(w, x, 2, first, dx);
    const std::size_t before = allocations();
    const bool right = gradient<CrossEntropy>(w, x, 2, second, again, workspace) == cost &&
                       gradient<CrossEntropy>(w, x, 2, third, nullptr, workspace) == cost &&
                       loss<CrossEntropy>(w, x, 2, workspace.first(forth)) == cost;
    REQUIRE(allocations() == before);
    REQUIRE(right);
    REQUIRE(dx == again);
    REQUIRE(std::equal(first.values, first.values + first.size(), second.values));
    REQUIRE(std::equal(first.values, first.values + first.size(), third.values));
    REQUIRE((memory.front() == -9 && memory.back() == -9));
}

TEST_CASE("gradient: onto the input, in a workspace with room for a copy of it", "[train]") {
    Parameters<Kept> w, sum;
    initialize(w, 4);
    const std::array<float, 4> x{0.5f, -1, 2, 0.25f};
    std::array<float, 4> dx{}, onto = x;
    std::vector<float> memory(room + 4, -9);
    const float cost = gradient<CrossEntropy>(w, x, 2, sum, dx);
    REQUIRE(std::isnan(gradient<CrossEntropy>(w, onto, 2, sum, onto, std::span(memory).first(room + 3))));
    REQUIRE(onto == x);
    REQUIRE(gradient<CrossEntropy>(w, onto, 2, sum, onto, memory) == cost);
    REQUIRE(onto == dx);
}

TEST_CASE("gradient and loss: in too small a workspace nothing is computed, and NaN says so", "[train]") {
    Parameters<Kept> w, sum;
    const std::array<float, 4> x{};
    std::array<float, 4> dx{7, 7, 7, 7};
    std::vector<float> memory(room - 1, -9);
    REQUIRE(std::isnan(gradient<CrossEntropy>(w, x, 2, sum, dx, memory)));
    REQUIRE(std::isnan(loss<CrossEntropy>(w, x, 2, std::span(memory).first(forth - 1))));
    REQUIRE(std::count(memory.begin(), memory.end(), -9.0f) == std::ptrdiff_t(room) - 1);
    REQUIRE(dx == std::array<float, 4>{7, 7, 7, 7});
    REQUIRE(std::count(sum.values, sum.values + sum.size(), 0.0f) == std::ptrdiff_t(sum.size()));
}

TEST_CASE("gradient, loss and classify: of what no stack holds", "[train]") {
    static Parameters<Photograph> w, sum;
    initialize(w, 1);
    std::vector<float> workspace(gradient_workspace<CrossEntropy, Photograph>), image(Photograph::input_size);
    for (std::size_t i = 0; i < image.size(); ++i) image[i] = float(i % 13) / 13;
    const std::span<const float, Photograph::input_size> x(image);
    const float cost = loss<CrossEntropy>(w, x, 1, workspace);
    REQUIRE(cost > 0);
    for (int i = 0; i < 5; ++i) {
        sum = {};
        REQUIRE(gradient<CrossEntropy>(w, x, 1, sum, nullptr, workspace) > 0);
        for (std::size_t p = 0; p < w.size(); ++p) w.values[p] -= 0.1f * sum.values[p];
    }
    REQUIRE(loss<CrossEntropy>(w, x, 1, workspace) < cost);
    REQUIRE(classify(w, x, workspace) ==
            std::size_t{loss<CrossEntropy>(w, x, 1, workspace) < std::log(2.0f)});
}

namespace {

using Tagger = Network<Input<3, 2>, TimeDistributed<Dense<4, Softmax>>>;
using OnStep = Network<Input<2>, Dense<4, Softmax>>;
constexpr std::array<double, 6> three_steps{0.5, -1, 0.25, 2, -0.75, 1};

constexpr Parameters<Tagger, double> tagger() {
    Parameters<Tagger, double> parameters;
    initialize(parameters, 3);
    return parameters;
}
static_assert(loss<CrossEntropy>(tagger(), three_steps, std::array{ignored, ignored, ignored}) == 0);

}  // namespace

TEST_CASE("gradient: a class for each step is the mean over those that count", "[train]") {
    const auto parameters = tagger();
    const Parameters<OnStep, double> alone(parameters.values);
    Parameters<Tagger, double> sum{};
    std::array<double, 6> dx;
    const std::array<std::uint32_t, 3> classes{2, ignored, 0};
    const double cost = gradient<CrossEntropy>(parameters, three_steps, classes, sum, dx);
    CHECK(cost == loss<CrossEntropy>(parameters, three_steps, classes));

    Parameters<OnStep, double> expected{};
    std::array<double, 2> first, last;
    const double mean = (gradient<CrossEntropy>(alone, std::array{0.5, -1.0}, 2, expected, first) +
                         gradient<CrossEntropy>(alone, std::array{-0.75, 1.0}, 0, expected, last)) /
                        2;
    CHECK(cost == Approx(mean).epsilon(1e-14));
    for (std::size_t i = 0; i < 12; ++i)
        CHECK(sum.values[i] == Approx(expected.values[i] / 2).epsilon(1e-13));
    const std::array<double, 6> by_input{first[0] / 2, first[1] / 2, 0, 0, last[0] / 2, last[1] / 2};
    for (std::size_t i = 0; i < 6; ++i) CHECK(dx[i] == Approx(by_input[i]).epsilon(1e-13));
    CHECK(std::isnan(loss<CrossEntropy>(parameters, three_steps, std::array{2, 4, 0})));
}
