#include <cmath>
#include <ctnn/train.hpp>
#include <limits>
#include <type_traits>
#include <vector>

#include <testing.hpp>

using namespace ctnn;

namespace {

using Xor = Network<Input<2>, Dense<4, Tanh>, Dense<1, Sigmoid>>;
using Blobs = Network<Input<2>, Dense<8, ReLU>, Dense<3, Softmax>>;

Dataset<Xor> exclusive_or() { return {{{0, 0}, {0, 1}, {1, 0}, {1, 1}}, {{0}, {1}, {1}, {0}}}; }

/// Three heaps of points in the plane.
Dataset<Blobs> blobs(std::size_t count, std::uint64_t seed) {
    Random random{seed};
    std::vector<float> inputs;
    std::vector<std::uint32_t> classes;
    for (std::size_t i = 0; i < count; ++i) {
        const auto heap = static_cast<std::uint32_t>(i % 3);
        inputs.push_back(float(heap == 1) * 2 + random.uniform<float>());
        inputs.push_back(float(heap == 2) * 2 + random.uniform<float>());
        classes.push_back(heap);
    }
    return Dataset<Blobs>(std::move(inputs), std::move(classes));
}

template <class Net, class T>
bool equal(const Parameters<Net, T>& a, const Parameters<Net, T>& b) {
    return std::equal(std::begin(a.values), std::end(a.values), std::begin(b.values));
}

std::string message(const auto& f) {
    try {
        f();
    } catch (const TrainingError& error) {
        return error.what();
    }
    return "nothing thrown";
}

}  // namespace

TEST_CASE("trainer: learns XOR", "[train]") {
    Trainer<Xor, BinaryCrossEntropy, Adam, 4> trainer{{.learning_rate = 0.05f}, 1};
    const auto data = exclusive_or();
    const auto history = trainer.fit(data, {.epochs = 500, .progress = nullptr});
    REQUIRE(history.size() == 500);
    REQUIRE(history.back().loss < 0.05);
    REQUIRE(accuracy(trainer.parameters, data) == 1);
}

TEST_CASE("trainer: in double, with the last short batch", "[train]") {
    Trainer<Blobs, CrossEntropy, Momentum, 16, double> trainer{{.learning_rate = 0.05f}, 2};
    const auto train = blobs(301, 1), test = blobs(99, 2);  // 301 = 18 * 16 + 8 + 5
    std::size_t steps = 0;
    const auto history = trainer.fit(train, {.epochs = 20,
                                             .validation = &test,
                                             .on_batch = [&](const Progress&, double) { ++steps; },
                                             .progress = nullptr});
    REQUIRE(history.back().validation_metric > 0.98);
    REQUIRE(steps == 20 * 19);
    REQUIRE(trainer.steps == 20 * 19);
}

TEST_CASE("trainer: one epoch is one step for each batch, the short one weighing its samples equally",
          "[train]") {
    const auto data = blobs(13, 3);
    Trainer<Blobs, CrossEntropy, SGD, 32> all{{.learning_rate = 0.5f}, 4};
    Parameters<Blobs> wanted = all.parameters, sum;
    for (std::size_t i = 0; i < 13; ++i) gradient<CrossEntropy>(wanted, data.input(i), data.class_of(i), sum);
    all.fit(data, {.progress = nullptr});
    for (std::size_t i = 0; i < wanted.size(); ++i)
        REQUIRE(all.parameters.values[i] ==
                Approx(wanted.values[i] - 0.5f * sum.values[i] / 13).margin(1e-6));
}

TEST_CASE("trainer: the same seed gives the same weights, another seed others", "[train]") {
    const auto data = blobs(100, 3);
    Trainer<Blobs, CrossEntropy, Adam, 16> a{{}, 7}, b{{}, 7}, c{{}, 8};
    for (auto* trainer : {&a, &b, &c}) trainer->fit(data, {.epochs = 3, .progress = nullptr});
    REQUIRE(equal(a.parameters, b.parameters));
    REQUIRE_FALSE(equal(a.parameters, c.parameters));
}

TEST_CASE("trainer: who looks at the gradient changes nothing", "[train]") {
    const auto data = blobs(100, 3);
    Trainer<Blobs, CrossEntropy, Adam, 16> a{{}, 7}, b{{}, 7};
    const auto unseen = a.fit(data, {.epochs = 3, .progress = nullptr});
    const auto seen =
        b.fit(data, {.epochs = 3, .on_batch = [](const Progress&, double) {}, .progress = nullptr});
    REQUIRE(equal(a.parameters, b.parameters));
    REQUIRE(equal(a.gradient, b.gradient));
    for (std::size_t epoch = 0; epoch < 3; ++epoch) {
        REQUIRE(unseen[epoch].loss == seen[epoch].loss);
        REQUIRE(unseen[epoch].gradient_norms == seen[epoch].gradient_norms);
    }
}

TEST_CASE("trainer: the number of threads changes nothing, dropout and a short last batch included",
          "[train]") {
    using Net = Network<Input<2>, Dense<16, ReLU>, Dropout<std::ratio<1, 4>>, Dense<3, Softmax>>;
    using Wide = Trainer<Net, CrossEntropy, Adam, 192>;
    static_assert(Wide::parts == 3 && Wide::part_size == 64);
    static_assert(Trainer<Net, CrossEntropy, Adam, 64>::parts == 1 &&
                  Trainer<Net, CrossEntropy, Adam, 130>::parts == 2);
    const Dataset<Net> data(blobs(500, 3));
    Wide one{{}, 7}, two{{}, 7}, nine{{}, 7};
    one.fit(data, {.epochs = 4, .progress = nullptr});
    two.fit(data, {.epochs = 4, .threads = 2, .progress = nullptr});
    nine.fit(data, {.epochs = 4, .threads = 9, .progress = nullptr});
    REQUIRE(equal(one.parameters, two.parameters));
    REQUIRE(equal(one.parameters, nine.parameters));
}

TEST_CASE("trainer: a schedule multiplies the learning rate", "[train]") {
    const auto data = blobs(64, 3);
    Trainer<Blobs, CrossEntropy, SGD, 32> trainer{{.learning_rate = 0.5f}, 1};
    const auto history = trainer.fit(
        data, {.epochs = 4, .schedule = StepDecay{.every = 2, .factor = 0.1}, .progress = nullptr});
    REQUIRE(history[1].learning_rate == Approx(0.5));
    REQUIRE(history[2].learning_rate == Approx(0.05));
}

TEST_CASE("trainer: early stopping brings back the best epoch's parameters", "[train]") {
    const auto train = blobs(60, 3), test = blobs(60, 4);
    Trainer<Blobs, CrossEntropy, SGD, 8> trainer{{.learning_rate = 0.1f}, 1};
    std::vector<Parameters<Blobs>> after;
    const auto blow_up_later = [](const Progress& progress) { return progress.epoch < 5 ? 1.0 : 300.0; };
    const auto history =
        trainer.fit(train, {.epochs = 100,
                            .validation = &test,
                            .schedule = blow_up_later,
                            .early_stopping = {.patience = 3},
                            .on_epoch = [&](const auto&) { after.push_back(trainer.parameters); },
                            .progress = nullptr});
    REQUIRE(history.stopped_early);
    REQUIRE(history.size() == history.best_epoch + 3);
    REQUIRE(equal(trainer.parameters, after[history.best_epoch - 1]));
    for (const auto& epoch : history)
        REQUIRE(epoch.validation_loss >= history[history.best_epoch - 1].validation_loss);
}

TEST_CASE("trainer: a callback that throws leaves the best epoch's parameters and the history", "[train]") {
    const auto train = blobs(60, 3), test = blobs(60, 4);
    const auto worse_later = [](const Progress& progress) { return progress.epoch < 3 ? 1.0 : 30.0; };
    struct Enough {};
    for (const bool at_once : {false, true}) {  // in the first epoch that is not the best, or in the best
        Trainer<Blobs, CrossEntropy, SGD, 8> trainer{{.learning_rate = 0.1f}, 1};
        std::vector<Parameters<Blobs>> after;
        const std::size_t last = at_once ? 3 : 5;
        const auto throw_at_last = [&](const Epoch<Blobs>& epoch) {
            after.push_back(trainer.parameters);
            if (epoch.number == last) throw Enough();
        };
        REQUIRE_THROWS_AS(trainer.fit(train, {.epochs = 100,
                                              .validation = &test,
                                              .schedule = worse_later,
                                              .early_stopping = {.patience = 50},
                                              .on_epoch = throw_at_last,
                                              .progress = nullptr}),
                          Enough);
        const auto& history = trainer.history();
        REQUIRE(history.size() == last);
        REQUIRE(history.best_epoch == 3);
        REQUIRE(equal(trainer.parameters, after[2]));
        REQUIRE_FALSE((!at_once && equal(trainer.parameters, after.back())));
    }
}

TEST_CASE("trainer: what else ends it leaves them too; without early stopping what was trained", "[train]") {
    const auto data = blobs(64, 3);
    for (const std::size_t patience : {0U, 50U}) {
        Trainer<Blobs, CrossEntropy, SGD, 32> trainer{{.learning_rate = 0.1f}, 1};
        Parameters<Blobs> first, now;
        const auto worse_then_none = [](const Progress& progress) {
            return progress.epoch < 1 ? 1.0 : progress.epoch < 2 ? 300.0 : NAN;
        };
        const auto keep = [&](const Epoch<Blobs>& epoch) {
            if (epoch.number == 1) first = trainer.parameters;
            now = trainer.parameters;
        };
        REQUIRE_THAT(message([&] {
                         trainer.fit(data, {.epochs = 9,
                                            .validation = &data,
                                            .schedule = worse_then_none,
                                            .early_stopping = {.patience = patience},
                                            .on_epoch = keep,
                                            .progress = nullptr});
                     }),
                     Catch::Contains("epoch 3, batch 1 of 2"));
        REQUIRE(trainer.history().size() == 2);
        REQUIRE_FALSE(equal(first, now));
        REQUIRE(equal(trainer.parameters, patience > 0 ? first : now));
        trainer.fit(data, {.progress = nullptr});
        REQUIRE(trainer.history().size() == 1);
    }
}

TEST_CASE("trainer: a callback may stop it", "[train]") {
    const auto data = exclusive_or();
    Trainer<Xor, BinaryCrossEntropy> trainer{{}, 1};
    const auto history = trainer.fit(data, {.epochs = 50,
                                            .on_epoch =
                                                [&](const auto& epoch) {
                                                    if (epoch.number == 3) trainer.stop();
                                                },
                                            .progress = nullptr});
    REQUIRE(history.size() == 3);
    REQUIRE(trainer.fit(data, {.epochs = 2, .progress = nullptr}).size() == 2);
}

TEST_CASE("trainer: gradient norms show that sigmoids let gradients vanish", "[train]") {
    using Deep = Network<Input<2>, Dense<8, Sigmoid>, Dense<8, Sigmoid>, Dense<8, Sigmoid>, Dense<8, Sigmoid>,
                         Dense<8, Sigmoid>, Dense<3, Softmax>>;
    Trainer<Deep, CrossEntropy> trainer{{.learning_rate = 0.01f}, 1};
    const Dataset<Deep> data(blobs(96, 1));
    const auto norms = trainer.fit(data, {.progress = nullptr}).back().gradient_norms;
    REQUIRE(norms.front() < norms.back() / 100);
}

TEST_CASE("trainer: settings that make no sense are refused, by name", "[train]") {
    const auto data = exclusive_or();
    const Dataset<Xor> none;
    using Plain = Trainer<Xor, BinaryCrossEntropy>;
    const auto fit = [](Plain trainer, const Dataset<Xor>& on, FitOptions<Xor> how = {.progress = nullptr}) {
        return message([&] { trainer.fit(on, how); });
    };
    REQUIRE_THAT(fit(Plain{{.learning_rate = -1}, 1}, data),
                 Catch::Contains("learning rate") && Catch::Contains("-1"));
    REQUIRE_THAT(fit(Plain{{.learning_rate = 0}, 1}, data), Catch::Contains("learning rate"));
    REQUIRE_THAT(fit(Plain{{.learning_rate = NAN}, 1}, data), Catch::Contains("nan"));
    REQUIRE_THAT(fit(Plain{{}, 1, {.l2 = -1}}, data), Catch::Contains("l2"));
    REQUIRE_THAT(fit(Plain{{}, 1, {.clip_norm = INFINITY}}, data), Catch::Contains("clip_norm"));
    REQUIRE_THAT(fit(Plain{{}, 1}, none),
                 Catch::Contains("training data") && Catch::Contains("at least one sample"));
    REQUIRE_THAT(fit(Plain{{}, 1}, data, {.validation = &none, .progress = nullptr}),
                 Catch::Contains("validation data"));
    REQUIRE_THAT(
        fit(Plain{{}, 1}, data, {.schedule = [](const Progress&) { return NAN; }, .progress = nullptr}),
        Catch::Contains("epoch 1, batch 1 of 1") && Catch::Contains("scheduled learning rate"));
    REQUIRE(fit(Plain{{}, 1}, none) == "training data: expected at least one sample, found 0");
    REQUIRE(fit(Plain{{}, 1}, data, {.schedule = StepDecay{.factor = -1}, .progress = nullptr}) ==
            "factor: expected 0 or more, found -1");
    Trainer<Xor, BinaryCrossEntropy, Momentum> runs_away{{.momentum = 2}, 1};
    REQUIRE(message([&] { runs_away.fit(data, {.progress = nullptr}); }) ==
            "momentum: expected 0 or more and less than 1, found 2");
    REQUIRE(runs_away.steps == 0);
}

TEST_CASE("trainer: targets that the loss does not take are refused before it trains", "[train]") {
    const auto data = exclusive_or();
    const Dataset<Xor> wrong{{{0, 0}, {0, 1}}, {{0}, {5}}};
    Trainer<Xor, BinaryCrossEntropy> trainer{{}, 1};
    REQUIRE(message([&] { trainer.fit(wrong, {.progress = nullptr}); }) ==
            "training data, sample 1, target 0: expected 0 to 1, found 5");
    REQUIRE(message([&] { trainer.fit(data, {.validation = &wrong, .progress = nullptr}); }) ==
            "validation data, sample 1, target 0: expected 0 to 1, found 5");
    REQUIRE(trainer.steps == 0);
    Trainer<Xor, MeanSquaredError> squares{{}, 1};
    REQUIRE(message([&] { squares.fit(wrong, {.progress = nullptr}); }) == "nothing thrown");
}

TEST_CASE("trainer: a loss that is no number stops it, and what was trained before stays", "[train]") {
    const auto data = blobs(40, 1);
    Trainer<Blobs, CrossEntropy, Momentum, 16> trainer{{.learning_rate = 0.1f}, 1};
    Parameters<Blobs> after_two;
    const auto break_in_third = [](const Progress& progress) { return progress.epoch < 2.4 ? 1.0 : 1e38; };
    const auto text = message([&] {
        trainer.fit(data, {.epochs = 9,
                           .schedule = break_in_third,
                           .on_epoch =
                               [&](const auto& epoch) {
                                   if (epoch.number == 2) after_two = trainer.parameters;
                               },
                           .progress = nullptr});
    });
    REQUIRE_THAT(text, Catch::Contains("epoch 3, batch 3 of 3") && Catch::Contains("the loss") &&
                           Catch::Contains("finite"));
    REQUIRE(equal(trainer.parameters, after_two));
    REQUIRE(trainer.steps == 6);
}

TEST_CASE("trainer: a last step that diverges is taken back too", "[train]") {
    using Line = Network<Input<1>, Dense<1>>;
    const Dataset<Line> data({{1e15f}, {2e15f}}, {{1e5f}, {3}});
    Trainer<Line, MeanSquaredError, SGD, 8> trainer{{.learning_rate = 1e15f}, 1};
    const auto before = trainer.parameters;
    REQUIRE_THAT(message([&] { trainer.fit(data, {.progress = nullptr}); }),
                 Catch::Contains("end of epoch 1: the parameters") && Catch::Contains("finite"));
    REQUIRE(equal(before, trainer.parameters));
    Trainer<Line, MeanSquaredError, SGD, 8> careful{{.learning_rate = 1e-30f}, 1};
    const Dataset<Line> beyond({{3e38f}}, {{-3e38f}});
    REQUIRE_THAT(message([&] { careful.fit(data, {.validation = &beyond, .progress = nullptr}); }),
                 Catch::Contains("end of epoch 1: the validation loss"));
}

TEST_CASE("trainer: epochs = 0 trains nothing", "[train]") {
    const auto data = exclusive_or();
    Trainer<Xor, BinaryCrossEntropy> trainer{{}, 1};
    const auto before = trainer.parameters;
    REQUIRE(trainer.fit(data, {.epochs = 0, .progress = nullptr}).empty());
    REQUIRE(equal(before, trainer.parameters));
}

namespace {

/// BatchNorm in the middle, and some of what else may be.
using Normed = Network<Input<2>, Dense<16>, BatchNorm<>, Activation<ReLU>, Dropout<std::ratio<1, 8>>,
                       Residual<Dense<16, ReLU>, BatchNorm<>>, Dense<3, Softmax>>;
using One = Network<Input<2>, BatchNorm<std::ratio<1, 2>>, Dense<3, Softmax>>;

}  // namespace

TEST_CASE("trainer: with BatchNorm, whose running statistics then predict as well", "[train]") {
    Trainer<Normed, CrossEntropy, Adam, 32> trainer{{.learning_rate = 0.01f}, 2};
    const Dataset<Normed> train(blobs(301, 1)), test(blobs(99, 2));
    const auto history =
        trainer.fit(train, {.epochs = 20, .validation = &test, .threads = 4, .progress = nullptr});
    REQUIRE(history.back().validation_metric > 0.98);
    REQUIRE(accuracy(trainer.parameters, train) > 0.98);
    REQUIRE(evaluate<CrossEntropy>(trainer.parameters, test).loss == history.back().validation_loss);
}

TEST_CASE("trainer: with BatchNorm the number of threads changes nothing either", "[train]") {
    const Dataset<Normed> data(blobs(500, 3));
    Trainer<Normed, CrossEntropy, Adam, 192> one{{}, 7}, four{{}, 7};
    one.fit(data, {.epochs = 3, .progress = nullptr});
    four.fit(data, {.epochs = 3, .threads = 4, .progress = nullptr});
    REQUIRE(equal(one.parameters, four.parameters));
}

TEST_CASE("trainer: with BatchNorm a short last batch is filled up by the first samples of the epoch's order",
          "[train]") {
    const Dataset<One> data(blobs(13, 3));
    Trainer<One, CrossEntropy, SGD, 8> trainer{{.learning_rate = 0.5f}, 4};
    Learner<One, CrossEntropy, SGD, 8> wanted{{.learning_rate = 0.5f}, 4};
    std::vector<double> losses;
    const auto history = trainer.fit(
        data, {.on_batch = [&](const Progress&, double l) { losses.push_back(l); }, .progress = nullptr});
    const auto order = shuffled_indices(13, wanted.random);
    for (std::size_t batch = 0; batch < 2; ++batch) {
        std::array<float, 16> x{};
        std::array<float, 24> t{};
        for (std::size_t s = 0; s < 8; ++s) {
            const std::size_t from = order[(batch * 8 + s) % 13];
            data.input(from, std::span<float, 2>(x.data() + 2 * s, 2));
            data.target(from, std::span<float, 3>(t.data() + 3 * s, 3));
        }
        REQUIRE(double(wanted.step(x, t)) == losses[batch]);
    }
    REQUIRE(equal(trainer.parameters, wanted.parameters));
    REQUIRE(trainer.parameters.state()[2] != 1);
    REQUIRE(history.back().loss == Approx((losses[0] * 8 + losses[1] * 5) / 13));
}

TEST_CASE("trainer: with BatchNorm and fewer samples than a batch, they fill it again and again", "[train]") {
    const Dataset<One> data(blobs(3, 3));
    Trainer<One, CrossEntropy, SGD, 8> trainer{{.learning_rate = 0.5f}, 4};
    const auto history = trainer.fit(data, {.epochs = 2, .progress = nullptr});
    REQUIRE(trainer.steps == 2);
    REQUIRE(std::isfinite(history.back().loss));
    Trainer<One, CrossEntropy, SGD, 8> alone{{.learning_rate = 0.5f}, 4};
    alone.fit(Dataset<One>(blobs(1, 3)), {.progress = nullptr});
    for (const float value : alone.parameters.values) REQUIRE(std::isfinite(value));
    REQUIRE(alone.parameters.state()[2] == 0.5f);  // half of 1: equal samples have no variance
}

TEST_CASE("trainer: the state goes with the parameters, back to the best epoch and back from a failed one",
          "[train]") {
    const Dataset<One> data(blobs(64, 3)), other(blobs(32, 5));
    Trainer<One, CrossEntropy, Adam, 16> trainer{{.learning_rate = 0.5f}, 4};
    std::vector<Parameters<One>> after;
    const auto history =
        trainer.fit(data, {.epochs = 30,
                           .validation = &other,
                           .early_stopping = {.patience = 3},
                           .on_epoch = [&](const Epoch<One>&) { after.push_back(trainer.parameters); },
                           .progress = nullptr});
    REQUIRE(history.best_epoch < history.size());
    REQUIRE(equal(trainer.parameters, after[history.best_epoch - 1]));
    REQUIRE_FALSE(trainer.parameters.state()[0] == after.back().state()[0]);

    const auto before = trainer.parameters;
    auto inputs = std::vector<float>(40, 1);
    inputs[37] = 1e30f;
    const Dataset<One> broken(std::move(inputs), std::vector<std::uint32_t>(20, 1));
    REQUIRE(message([&] { trainer.fit(broken, {.progress = nullptr}); }) ==
            "epoch 1, batch 1 of 2: the loss: expected a finite number, found nan");
    REQUIRE(equal(trainer.parameters, before));
}
