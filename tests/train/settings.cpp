#include <ctnn/train/settings.hpp>

#include <cmath>
#include <cstddef>
#include <ctnn/layers/dense.hpp>
#include <ctnn/train/optimizers/adagrad.hpp>
#include <ctnn/train/optimizers/adamw.hpp>
#include <ctnn/train/optimizers/momentum.hpp>
#include <ctnn/train/optimizers/nesterov.hpp>
#include <ctnn/train/optimizers/rmsprop.hpp>
#include <ctnn/train/optimizers/sgd.hpp>
#include <string>

#include <data/message_of.hpp>
#include <testing.hpp>

using namespace ctnn;

namespace {

using Line = Network<Input<1>, Dense<1>>;

template <class Optimizer>
std::string refused(const Optimizer& optimizer, const TrainerOptions& options = {},
                    const FitOptions<Line>& how = {}) {
    return message_of<TrainingError>([&] { detail::require_settings(optimizer, options, how); });
}
std::string refused(const FitOptions<Line>& how) { return refused(SGD{}, {}, how); }

const std::string nothing = "nothing was thrown";

/// As a user may write one, who says nothing of its settings.
struct Silent {
    double learning_rate = 1, size = NAN;
};

}  // namespace

TEST_CASE("settings: those that make sense pass, and of an optimizer that says nothing any", "[train]") {
    CHECK(refused(SGD{}) == nothing);
    CHECK(refused(Silent{}) == nothing);
    CHECK(refused(Momentum{.momentum = 0}) == nothing);
    CHECK(refused(Nesterov{.momentum = 0.999f}) == nothing);
    CHECK(refused(AdaGrad{.epsilon = 1e-30f}) == nothing);
    CHECK(refused(RMSprop{.alpha = 0}) == nothing);
    CHECK(refused(Adam{.beta1 = 0, .beta2 = 0}) == nothing);
    CHECK(refused(AdamW{.weight_decay = 0}, {.l1 = 1, .l2 = 2, .clip_value = 3, .clip_norm = 4}) == nothing);
    CHECK(refused({.schedule = CosineDecay{}, .early_stopping = {.patience = 3, .least_gain = 0.5}}) ==
          nothing);
    CHECK(refused({.schedule = [](const Progress&) { return -1.0; }}) == nothing);  // said when it is asked
}

TEST_CASE("settings: of each optimizer what makes no sense is refused, by name", "[train]") {
    const std::string below_1 = ": expected 0 or more and less than 1, found ",
                      above_0 = ": expected a number above 0, found ";
    CHECK(refused(SGD{.learning_rate = -1}) == "learning rate" + above_0 + "-1");
    CHECK(refused(SGD{.learning_rate = NAN}) == "learning rate" + above_0 + "nan");
    CHECK(refused(Silent{.learning_rate = 0}) == "learning rate" + above_0 + "0");
    CHECK(refused(Momentum{.momentum = 2}) == "momentum" + below_1 + "2");
    CHECK(refused(Momentum{.momentum = 1}) == "momentum" + below_1 + "1");
    CHECK(refused(Momentum{.momentum = NAN}) == "momentum" + below_1 + "nan");
    CHECK(refused(Nesterov{.momentum = -0.1f}) == "momentum" + below_1 + "-0.1");
    CHECK(refused(AdaGrad{.epsilon = 0}) == "epsilon" + above_0 + "0");
    CHECK(refused(RMSprop{.alpha = 1}) == "alpha" + below_1 + "1");
    CHECK(refused(RMSprop{.epsilon = -1}) == "epsilon" + above_0 + "-1");
    CHECK(refused(Adam{.beta1 = 1}) == "beta1" + below_1 + "1");
    CHECK(refused(Adam{.beta2 = INFINITY}) == "beta2" + below_1 + "inf");
    CHECK(refused(Adam{.epsilon = 0}) == "epsilon" + above_0 + "0");
    CHECK(refused(AdamW{.beta1 = -1}) == "beta1" + below_1 + "-1");
    CHECK(refused(AdamW{.beta2 = 1}) == "beta2" + below_1 + "1");
    CHECK(refused(AdamW{.epsilon = NAN}) == "epsilon" + above_0 + "nan");
    CHECK(refused(AdamW{.weight_decay = -0.5f}) == "weight_decay: expected 0 or more, found -0.5");
}

TEST_CASE("settings: so it is of penalties, early stopping, schedules and threads", "[train]") {
    CHECK(refused(SGD{}, {.l1 = NAN}) == "l1: expected 0 or more, found nan");
    CHECK(refused(SGD{}, {.l2 = -1}) == "l2: expected 0 or more, found -1");
    CHECK(refused(SGD{}, {.clip_value = -1}) == "clip_value: expected 0 or more, found -1");
    CHECK(refused(SGD{}, {.clip_norm = INFINITY}) == "clip_norm: expected 0 or more, found inf");
    CHECK(refused({.early_stopping = {.least_gain = NAN}}) == "least_gain: expected 0 or more, found nan");
    CHECK(refused({.early_stopping = {.least_gain = -0.1}}) == "least_gain: expected 0 or more, found -0.1");
    CHECK(refused({.threads = 0}) == "threads: expected at least one thread, found 0");
    CHECK(refused({.first_epoch = 0}) == "first_epoch: expected 1 or more, found 0");

    const std::string below_1 = ": expected 0 or more and less than 1, found ",
                      from_0 = ": expected 0 or more, found ";
    CHECK(refused({.schedule = StepDecay{.factor = -1}}) == "factor" + from_0 + "-1");
    CHECK(refused({.schedule = ExponentialDecay{.factor = NAN}}) == "factor" + from_0 + "nan");
    CHECK(refused({.schedule = CosineDecay{.epochs = -1}}) == "epochs" + from_0 + "-1");
    CHECK(refused({.schedule = CosineDecay{.warmup = INFINITY}}) == "warmup" + from_0 + "inf");
    CHECK(refused({.schedule = CosineDecay{.floor = -0.5}}) == "floor" + from_0 + "-0.5");
    CHECK(refused({.schedule = CosineDecay{.start = -1}}) == "start" + from_0 + "-1");
    CHECK(refused({.schedule = ReduceOnPlateau{.factor = 1}}) == "factor" + below_1 + "1");
    CHECK(refused({.schedule = ReduceOnPlateau{.threshold = -1}}) == "threshold" + below_1 + "-1");
    CHECK(refused({.schedule = ReduceOnPlateau{.floor = NAN}}) == "floor" + from_0 + "nan");
}
