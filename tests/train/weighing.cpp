#include <ctnn/train.hpp>
#include <memory>
#include <vector>

#include <data/message_of.hpp>
#include <reference/weights.hpp>
#include <testing.hpp>

using namespace ctnn;
using namespace reference;

namespace {

using Flat = Network<Input<2>, Dense<3, Softmax>>;
using Steps = Network<Input<3, 2>, TimeDistributed<Dense<3, Softmax>>>;
using Pixels = Network<Input<1, 3, 2>, Conv2D<3, 1, Softmax>>;

// In rows as the reference has them, so that samples, steps and pixels are trained on the same numbers.
template <class Net>
Dataset<Net> data_of(const auto& targets) {
    return {std::vector<float>(std::begin(weights::x), std::end(weights::x)),
            std::vector(std::begin(targets), std::end(targets))};
}

/// The gradient of the one batch of an epoch, and its loss.
template <class Loss, class Net>
void require_gradient(const Dataset<Net>& data, const weights::Batch& expected) {
    Trainer<Net, Loss, SGD, 6 / Dataset<Net>::places, double> trainer({.learning_rate = 1e-3f});
    std::copy(std::begin(weights::w), std::end(weights::w), trainer.parameters.values);
    std::copy(std::begin(weights::b), std::end(weights::b), trainer.parameters.values + 6);
    const Evaluation before = evaluate<Loss>(trainer.parameters, data);
    const auto history = trainer.fit(data, {.progress = nullptr});
    const auto near = [](double value) { return Approx(value).epsilon(1e-6).margin(1e-7); };
    CHECK(history[0].loss == near(expected.loss));
    CHECK(before.loss == near(expected.loss));
    for (std::size_t i = 0; i < 6; ++i) CHECK(trainer.gradient.values[i] == near(expected.by_weight[i]));
    for (std::size_t i = 0; i < 3; ++i) CHECK(trainer.gradient.values[6 + i] == near(expected.by_bias[i]));
}

template <class Net>
void require_classes_as_reference() {
    auto data = data_of<Net>(weights::classes);
    data.weigh_classes(weights::class_weights);
    require_gradient<CrossEntropy>(data, weights::by_class);
    auto some = data_of<Net>(weights::ignoring);
    require_gradient<CrossEntropy>(some, weights::some_ignored);
    some.weigh_classes(weights::class_weights);
    require_gradient<CrossEntropy>(some, weights::by_class_some_ignored);
    data.weigh(weights::sample_weights);
    require_gradient<CrossEntropy>(data, weights::by_sample);
}

}  // namespace

TEST_CASE("weighing: classes of samples, steps and pixels as PyTorch weighs and ignores them", "[train]") {
    require_classes_as_reference<Flat>();
    require_classes_as_reference<Steps>();
    require_classes_as_reference<Pixels>();
}

TEST_CASE("weighing: any loss that is a mean over outputs, by sample or by step", "[train]") {
    using Linear2 = Network<Input<2>, Dense<3>>;
    using Linear3 = Network<Input<3, 2>, TimeDistributed<Dense<3>>>;
    using Sigmoid3 = Network<Input<1, 3, 2>, Conv2D<3, 1, Sigmoid>>;
    auto samples = data_of<Linear2>(weights::truth);
    samples.weigh(weights::sample_weights);
    require_gradient<MeanSquaredError>(samples, weights::squares_by_sample);
    auto steps = data_of<Linear3>(weights::truth);
    steps.weigh(weights::sample_weights);
    require_gradient<MeanSquaredError>(steps, weights::squares_by_sample);
    auto pixels = data_of<Sigmoid3>(weights::truth);
    pixels.weigh(weights::sample_weights);
    require_gradient<BinaryCrossEntropy>(pixels, weights::binary_by_sample);
}

namespace {

using Net = Network<Input<2>, Dense<7, Tanh>, Dense<3, Softmax>>;
using Fits = Trainer<Net, CrossEntropy, Adam, 256>;

// Not a multiple of the batch.
Dataset<Net> spirals() {
    std::vector<float> x;
    std::vector<std::uint32_t> classes;
    Random random{5};
    for (std::uint32_t i = 0; i < 600; ++i) {
        x.push_back(random.uniform<float>());
        x.push_back(random.uniform<float>());
        classes.push_back(i % 50 == 7 ? ignored : x[2 * i] > x[2 * i + 1] ? 1 : i % 3);
    }
    return {x, classes};
}

Parameters<Net> fitted(const Dataset<Net>& data, std::size_t threads = 1, std::size_t batches = 3) {
    const auto trainer = std::make_unique<Fits>(Adam{}, 3);
    trainer->fit(data, {.epochs = batches, .threads = threads, .progress = nullptr});
    return trainer->parameters;
}

bool equal(const Parameters<Net>& a, const Parameters<Net>& b) {
    return std::equal(std::begin(a.values), std::end(a.values), std::begin(b.values));
}

}  // namespace

TEST_CASE("weighing: threads change no bit, weights of 1 neither", "[train]") {
    auto data = spirals();
    CHECK(equal(fitted(data), fitted(data, 4)));
    data.weigh_classes({1, 0.5f, 7});
    const auto weighed = fitted(data);
    CHECK(equal(weighed, fitted(data, 3)));
    CHECK_FALSE(equal(weighed, fitted(spirals())));

    std::vector<float> x(400);
    for (std::size_t i = 0; i < x.size(); ++i) x[i] = static_cast<float>(i * 37 % 101) / 50 - 1;
    Dataset<Net> even(x, std::vector<std::uint32_t>(200, 2));
    const auto plain = fitted(even);
    even.weigh(std::vector<float>(200, 1));
    CHECK(equal(fitted(even), plain));
}

TEST_CASE("weighing: BatchNorm's last batch is filled up, and weighed with what fills it", "[train]") {
    using Normed = Network<Input<2>, BatchNorm<>, Dense<3, Softmax>>;
    Trainer<Normed, CrossEntropy, Adam, 4> weighed({}, 1), plain({}, 1);
    auto data = data_of<Normed>(weights::classes);
    plain.fit(data, {.epochs = 2, .progress = nullptr});
    data.weigh(std::vector<double>(6, 1));
    weighed.fit(data, {.epochs = 2, .progress = nullptr});
    for (std::size_t i = 0; i < Normed::parameter_count; ++i)
        CHECK(weighed.parameters.values[i] == plain.parameters.values[i]);
    CHECK(weighed.history()[1].loss == plain.history()[1].loss);
}

TEST_CASE("weighing: a batch of which nothing counts changes nothing", "[train]") {
    Dataset<Flat> data({{0, 1}, {1, 0}}, {1u, ignored});
    Trainer<Flat, CrossEntropy, SGD, 1> trainer({.learning_rate = 1}, 1);
    const auto before = trainer.parameters;
    std::vector<double> losses;
    trainer.fit(data, {.on_batch = [&](const Progress&, double loss) { losses.push_back(loss); },
                       .progress = nullptr});
    CHECK(std::min(losses[0], losses[1]) == 0);
    CHECK(trainer.history()[0].loss == Approx(std::max(losses[0], losses[1])));
    CHECK(trainer.history()[0].loss == Approx(loss<CrossEntropy>(before, std::array<float, 2>{0, 1}, 1u)));
}

TEST_CASE("weighing: data of which nothing counts, and steps of a loss of whole samples, are refused",
          "[train]") {
    Trainer<Flat, CrossEntropy> trainer;
    const Dataset<Flat> none({{0, 1}, {1, 0}}, {ignored, ignored});
    CHECK(message_of<TrainingError>([&] { trainer.fit(none, {.progress = nullptr}); }) ==
          "training data: expected samples that count, found only such as weigh 0 or are ignored");
    const Dataset<Flat> some({{0, 1}, {1, 0}}, {ignored, 1u});
    CHECK(message_of<TrainingError>([&] { trainer.fit(some, {.validation = &none, .progress = nullptr}); }) ==
          "validation data: expected samples that count, found only such as weigh 0 or are ignored");
    using Joined = Network<Input<3, 2>, TimeDistributed<Dense<2>>, Activation<Softmax>>;
    Trainer<Joined, KLDivergence> whole;
    Dataset<Joined> data(std::vector<float>(12), std::vector<float>(12, 1.0f / 6));
    data.weigh({1, 2});
    whole.fit(data, {.progress = nullptr});
    data.weigh({1, 1, 0, 1, 1, 1});
    CHECK(message_of<TrainingError>([&] { whole.fit(data, {.progress = nullptr}); }) ==
          "training data: expected one weight for each sample, of which the loss is as a whole, found one "
          "for each step or pixel");
}
