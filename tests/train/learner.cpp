#include <algorithm>
#include <array>
#include <cmath>
#include <ctnn/train.hpp>
#include <limits>
#include <memory>
#include <ratio>
#include <string>
#include <vector>

#include <allocations.hpp>
#include <layers/scaled.hpp>
#include <testing.hpp>

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

constexpr auto fitted_in_one_pass() {
    Learner<Line, MeanSquaredError, SGD, 4> learner{{.learning_rate = 0.2f}, 1};
    for (int step = 0; step < 60; ++step)
        learner.differentiate_and_update(std::array<float, 4>{-1, 0, 1, 2}, std::array<float, 4>{-1, 1, 3, 5},
                                         4);
    return learner.parameters;
}
constexpr auto line_in_one_pass = fitted_in_one_pass();
static_assert(line_in_one_pass.values[0] == line.values[0] && line_in_one_pass.values[1] == line.values[1]);

/// Some steps both ways.
template <class Net, class Loss, class Optimizer, std::size_t Batch>
void one_pass_is_two_halves(const TrainerOptions& options = {}, bool in_one_pass = true) {
    using Learns = Learner<Net, Loss, Optimizer, Batch>;
    const auto apart = std::make_unique<Learns>(Optimizer{}, 1, options);
    const auto fused = std::make_unique<Learns>(Optimizer{}, 1, options);
    std::vector<float> x(Batch * Net::input_size), t(Batch * Net::output_size);
    const std::span<const float, Batch * Net::input_size> inputs(x);
    const std::span<const float, Batch * Net::output_size> targets(t);
    Random random{2};
    for (std::size_t step = 0; step < 5; ++step) {
        for (float& value : x) value = random.below(3) == 0 ? random.uniform<float>() : 0;
        for (float& value : t) value = random.uniform<float>();
        const std::size_t count = step == 2 ? Batch / 2 : Batch;
        const float factor = step == 3 ? 0.5f : 1;
        const float loss = apart->differentiate(inputs, targets, count);
        apart->update(factor);
        REQUIRE(fused->update_needs_no_gradient() == in_one_pass);
        REQUIRE(fused->differentiate_and_update(inputs, targets, count, factor) == loss);
        REQUIRE(std::equal(std::begin(apart->parameters.values), std::end(apart->parameters.values),
                           std::begin(fused->parameters.values)));
    }
    REQUIRE(apart->steps == fused->steps);
}

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

TEST_CASE("learner: the gradient by the inputs is that of the mean loss", "[train]") {
    Fixture<SGD> f;
    for (const std::size_t count : {4u, 3u}) {
        std::array<float, 12> dx;
        dx.fill(7);
        const float cost = f.learner.differentiate(f.x, f.t, count);
        const auto plain = f.learner.gradient;
        REQUIRE(f.learner.differentiate(f.x, f.t, count, dx) == cost);
        REQUIRE(std::equal(std::begin(plain.values), std::end(plain.values),
                           std::begin(f.learner.gradient.values)));
        for (std::size_t s = 0; s < 4; ++s) {
            Parameters<Net> sum;
            std::array<float, 3> one{};
            gradient<MeanSquaredError>(f.learner.parameters, std::span<const float, 3>(f.x.data() + 3 * s, 3),
                                       std::span<const float, 2>(f.t.data() + 2 * s, 2), sum, one);
            for (std::size_t i = 0; i < 3; ++i)
                REQUIRE(dx[3 * s + i] == Approx(s < count ? one[i] / float(count) : 0).margin(1e-7));
        }
    }
}

TEST_CASE("learner: what stands behind the samples that count is no number: the loss says so", "[train]") {
    const float cost = Fixture<SGD>().learner.differentiate(Fixture<SGD>().x, Fixture<SGD>().t, 3);
    const float inf = std::numeric_limits<float>::infinity();
    for (const float other : {std::nanf(""), inf, -inf, 3e38f, 1e6f}) {
        Fixture<SGD> f;
        f.t[7] = other;  // a target is not looked at
        REQUIRE(f.learner.differentiate(f.x, f.t, 3) == cost);
        f.x[9] = f.x[10] = f.x[11] = other;
        const float found = f.learner.differentiate(f.x, f.t, 3);
        const bool whole =
            std::all_of(std::begin(f.learner.gradient.values), std::end(f.learner.gradient.values),
                        [](float value) { return std::isfinite(value); });
        REQUIRE((found == cost ? whole : std::isnan(found)));
        REQUIRE(std::isnan(found) == !std::isfinite(other));
        const float at_once = f.learner.differentiate_and_update(f.x, f.t, 3);
        REQUIRE((at_once == cost || (std::isnan(at_once) && std::isnan(found))));
    }
    Fixture<SGD> f;
    REQUIRE(f.learner.differentiate(f.x, f.t, 5) == f.learner.differentiate(f.x, f.t, 4));
    Learner<Line, MeanSquaredError, SGD, 4> line_learner{SGD{}, 1};
    line_learner.parameters.values[0] = 2;
    const std::array<float, 4> x{1, 2, 3, 3e38f}, t{};  // doubled, the last is infinite
    REQUIRE(std::isnan(line_learner.differentiate(x, t, 3)));
}

TEST_CASE("learner: a part that nobody did shows in the loss, and there are no others", "[train]") {
    static Learner<Net, MeanSquaredError, SGD, 256> whole{SGD{}, 1}, pieces{SGD{}, 1};
    static_assert(whole.parts == 4);
    static std::array<float, 3 * 256> x{};
    static std::array<float, 2 * 256> t{};
    for (std::size_t i = 0; i < x.size(); ++i) x[i] = float(i * 7 % 11) - 5;
    t[300] = 1;
    const float cost = whole.differentiate(x, t, 200);
    pieces.begin();
    for (const std::size_t part : {3u, 0u, 2u, 4u, 1000000u}) pieces.differentiate_part(part, x, t, 200);
    REQUIRE(std::isnan(pieces.combine()));
    pieces.begin();
    for (const std::size_t part : {3u, 0u, 2u, 1u}) pieces.differentiate_part(part, x, t, 200);
    REQUIRE(pieces.combine() == cost);
    REQUIRE(std::equal(std::begin(whole.gradient.values), std::end(whole.gradient.values),
                       std::begin(pieces.gradient.values)));
}

// A part's gradient is a quarter of what it is alone, exactly.
TEST_CASE("learner: the parts of a batch are summed up by a tree", "[train]") {
    static Learner<Net, MeanSquaredError, SGD, 256> whole{SGD{}, 1};
    static Learner<Net, MeanSquaredError, SGD, 64> part{SGD{}, 1};
    static std::array<float, 3 * 256> x{};
    static std::array<float, 2 * 256> t{};
    Random random{3};
    for (float& value : x) value = random.uniform<float>();
    const float loss = whole.differentiate(x, t, 256);
    std::array<std::array<float, Net::parameter_count>, 4> own{};
    std::array<float, 4> losses{};
    for (std::size_t p = 0; p < 4; ++p) {
        losses[p] = part.differentiate(std::span<const float, 3 * 64>(x.data() + p * 3 * 64, 3 * 64),
                                       std::span<const float, 2 * 64>(t.data() + p * 2 * 64, 2 * 64), 64);
        std::copy_n(part.gradient.data(), own[p].size(), own[p].begin());
    }
    REQUIRE(loss == ((losses[0] + losses[1]) + (losses[2] + losses[3])) / 4);
    for (std::size_t i = 0; i < own[0].size(); ++i)
        REQUIRE(whole.gradient.data()[i] == ((own[0][i] + own[1][i]) + (own[2][i] + own[3][i])) / 4);
}

TEST_CASE("learner: going backward with other inputs than forward gives NaN", "[train]") {
    static Learner<Net, OwnLoss, SGD, 4> learner{SGD{}, 1};
    std::array<float, 12> x{1, 2, 3, 4, 5}, dx{};
    std::array<float, 8> y{}, dy{1};
    const auto fails = [&] {
        return std::all_of(dx.begin(), dx.end(), [](float value) { return std::isnan(value); }) &&
               std::all_of(std::begin(learner.gradient.values), std::end(learner.gradient.values),
                           [](float value) { return std::isnan(value); });
    };
    learner.backward(x, dy, dx);
    REQUIRE(fails());  // before any went forward
    learner.forward(x, y);
    learner.backward(x, dy, dx);
    REQUIRE_FALSE((fails() || std::isnan(dx[0]) || std::isnan(learner.gradient.values[0])));
    const auto once = learner.gradient;
    learner.backward(std::array<float, 12>(x), dy);  // the same values, and a second time
    REQUIRE(std::equal(std::begin(once.values), std::end(once.values), std::begin(learner.gradient.values)));
    for (const std::size_t at : {0u, 4u, 11u}) {
        std::array<float, 12> other = x;
        other[at] += 1;
        learner.backward(other, dy, dx);
        REQUIRE(fails());
    }
    std::swap(x[0], x[3]);  // another order
    learner.backward(x, dy, dx);
    REQUIRE(fails());
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

namespace {

/// What is named of these.
template <class Optimizer>
std::string refused(const Optimizer& optimizer, const TrainerOptions& options = {}) {
    const Learner<Net, MeanSquaredError, Optimizer, 4> learner{optimizer, 3, options};
    return learner.senseless_setting() ? learner.senseless_setting() : "";
}

}  // namespace

TEST_CASE("learner: settings that make no sense are named", "[train]") {
    CHECK(refused(SGD{}).empty());
    CHECK(refused(SGD{.learning_rate = 0}).empty());
    CHECK(refused(SGD{.learning_rate = -0.1f}) == "learning_rate");
    CHECK(refused(Momentum{.learning_rate = NAN}) == "learning_rate");
    CHECK(refused(Momentum{.momentum = 2}) == "momentum");
    CHECK(refused(Adam{}, {.l1 = 0.1f, .l2 = 0.1f, .clip_value = 1, .clip_norm = 1}).empty());
    CHECK(refused(Adam{.beta2 = 1}) == "beta2");
    CHECK(refused(Adam{.epsilon = -1}) == "epsilon");
    CHECK(refused(SGD{}, {.l2 = -1}) == "l2");
    CHECK(refused(SGD{}, {.clip_norm = NAN}) == "clip_norm");
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

TEST_CASE("learner: one pass over the parameters is the two halves of a step, bit for bit", "[train]") {
    using Odd = Network<Input<23>, Dense<19, Tanh>, Dense<37, ReLU>, Dense<3, Softmax>>;
    using Sparse = Network<SparseInput<7, 5>, Dense<21, GELU>, Dense<1, Sigmoid>>;
    using Nested = Network<Input<9>, Residual<Dense<17, Tanh>, Scaled, Dense<9>>, Dropout<std::ratio<1, 4>>,
                           Concat<Dense<2>, Sequential<Dense<6, Sigmoid>, Dense<18>>>, Scaled, Dense<2>>;
    one_pass_is_two_halves<Odd, CrossEntropy, SGD, 13>();
    one_pass_is_two_halves<Odd, CrossEntropy, Adam, 64>();
    one_pass_is_two_halves<Odd, MeanSquaredError, AdamW, 2>();
    one_pass_is_two_halves<Sparse, BinaryCrossEntropy, Adam, 67>();
    one_pass_is_two_halves<Sparse, BinaryCrossEntropy, RMSprop, 1>();
    one_pass_is_two_halves<Nested, MeanSquaredError, Adam, 20>();
    one_pass_is_two_halves<Nested, Huber, Nesterov, 3>();
    one_pass_is_two_halves<Line, MeanSquaredError, Momentum, 4>();
}

TEST_CASE("learner: what needs the gradient takes both halves", "[train]") {
    one_pass_is_two_halves<Net, MeanSquaredError, Adam, 128>({}, false);
    one_pass_is_two_halves<Net, Huber, SGD, 256>({.l2 = 0.1f}, false);
    one_pass_is_two_halves<Net, MeanSquaredError, Nesterov, 195>({}, false);
    one_pass_is_two_halves<Net, MeanSquaredError, Adam, 5>({.l1 = 0.1f}, false);
    one_pass_is_two_halves<Net, MeanSquaredError, SGD, 5>({.l2 = 0.1f}, false);
    one_pass_is_two_halves<Net, MeanSquaredError, SGD, 5>({.clip_value = 1e-3f}, false);
    one_pass_is_two_halves<Net, MeanSquaredError, SGD, 5>({.clip_norm = 1e-3f}, false);
}

TEST_CASE("learner: penalties, clipping and several parts need the gradient", "[train]") {
    using Many = Learner<Line, MeanSquaredError, SGD, 128>;
    const auto needs = [](TrainerOptions options) {
        return !Fixture<SGD>(options).learner.update_needs_no_gradient();
    };
    REQUIRE_FALSE(needs({}));
    REQUIRE(
        (needs({.l1 = 0.1f}) && needs({.l2 = 0.1f}) && needs({.clip_value = 1}) && needs({.clip_norm = 1})));
    REQUIRE_FALSE(std::make_unique<Many>()->update_needs_no_gradient());
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

namespace {

using Three = Network<Input<3>, Dense<6, GELU>, Dense<3, Softmax>>;

/// Three steps, and what the parameters, the predictions and the losses are then: all that the core computes.
template <class Optimizer>
constexpr auto story() {
    Learner<Three, CrossEntropy, Optimizer, 2> learner{{.learning_rate = 0.05f}, 1};
    const Parameters<Three> start = learner.parameters;
    constexpr std::array<float, 3> x{0.5f, -1, 0.25f};
    std::array<float, 2 * Three::parameter_count + 6> told{};
    float* to = told.data();
    for (int step = 0; step < 3; ++step)
        *to++ = learner.step(std::array<float, 6>{0.5f, -1, 0.25f, -0.5f, 0, 1},
                             std::array<float, 6>{1, 0, 0, 0, 0, 1});
    for (std::size_t i = 0; i < start.size(); ++i) *to++ = learner.parameters.values[i] - start.values[i];
    Parameters<Three> sum;
    *to++ = gradient<CrossEntropy>(learner.parameters, x, 0u, sum) -
            loss<CrossEntropy>(learner.parameters, x, 0u);
    for (const float value : sum.values) *to++ = value;
    *to++ = predict(learner.parameters, x)[0];
    *to++ = static_cast<float>(classify(learner.parameters, x));
    return told;
}

template <class Optimizer>
void constant_is_run_time() {
    static constexpr auto before = story<Optimizer>();
    const auto now = story<Optimizer>();
    static_assert(before[3] != 0 && before[2] < before[0] && before[before.size() - 2] > 0.3f &&
                  before.back() == 0);
    for (std::size_t i = 0; i < before.size(); ++i) {
        CAPTURE(i);
        CHECK(now[i] == Approx(before[i]).epsilon(1e-4).margin(2e-6));
    }
}

}  // namespace

TEST_CASE("learner: every optimizer's step is the same at compile time as at run time", "[train]") {
    constant_is_run_time<SGD>();
    constant_is_run_time<Momentum>();
    constant_is_run_time<Nesterov>();
    constant_is_run_time<AdaGrad>();
    constant_is_run_time<RMSprop>();
    constant_is_run_time<Adam>();
    constant_is_run_time<AdamW>();
}

TEST_CASE("learner: coupled samples are one part, and their statistics those of the whole batch", "[train]") {
    using Normed = Network<Input<3>, Dense<4>, BatchNorm<>, Activation<Tanh>, Dense<2>>;
    using Whole = Learner<Normed, MeanSquaredError, Adam, 256>;
    static_assert(Whole::parts == 1 && Whole::part_size == 256);
    static_assert(Learner<Net, MeanSquaredError, Adam, 256>::parts == 4);
    one_pass_is_two_halves<Normed, MeanSquaredError, Adam, 70>();

    // The means of what enters BatchNorm, and its running means after one step from 0.
    const auto learner = std::make_unique<Whole>(Adam{}, 1);
    std::vector<float> x(256 * 3), t(256 * 2, 1);
    Random random{2};
    for (float& value : x) value = random.uniform<float>();
    const auto dense = learner->parameters.layer<0>();
    std::array<double, 4> means{};
    for (std::size_t s = 0; s < 256; ++s)
        for (std::size_t o = 0; o < 4; ++o)
            for (std::size_t i = 0; i < 3; ++i)
                means[o] += double(x[s * 3 + i]) * double(dense.weight[i * 4 + o]) / 256;
    learner->step(std::span<const float, 768>(x), std::span<const float, 512>(t));
    for (std::size_t o = 0; o < 4; ++o)
        REQUIRE(learner->parameters.state()[o] == Approx(0.1 * means[o]).epsilon(1e-5));
}

TEST_CASE("learner: the optimizer leaves the state alone", "[train]") {
    using Normed = Network<Input<3>, BatchNorm<>, Dense<2>>;
    const auto learn = [](const TrainerOptions& options, float rate) {
        Learner<Normed, MeanSquaredError, AdamW, 4> learner({.learning_rate = rate}, 1, options);
        Fixture<SGD> data;
        for (int step = 0; step < 3; ++step) learner.step(data.x, data.t);
        for (const float slope : learner.gradient.state()) REQUIRE(slope == 0);
        return learner.parameters;
    };
    const auto slow = learn({}, 1e-6f), fast = learn({.l1 = 0.1f, .l2 = 0.1f, .clip_norm = 0.1f}, 0.1f);
    REQUIRE_FALSE(std::equal(slow.trained().begin(), slow.trained().end(), fast.trained().begin()));
    REQUIRE(std::equal(slow.state().begin(), slow.state().end(), fast.state().begin()));
    REQUIRE(slow.state()[3] != 1);
}
