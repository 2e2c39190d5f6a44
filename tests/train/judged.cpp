#include <algorithm>
#include <ctnn/io/checkpoint.hpp>
#include <ctnn/train.hpp>
#include <data/message_of.hpp>
#include <data/scratch_file.hpp>
#include <vector>

#include <testing.hpp>

using namespace ctnn;

namespace {

using Net = Network<Input<2>, Dense<6, Tanh>, BatchNorm<>, Dense<1>>;
using Trained = Trainer<Net, MeanSquaredError, Averaged<Adam>, 8>;

Dataset<Net> noisy(std::uint64_t seed) {
    return generated<Net>(60, seed, [](Random& random, auto x, auto t) {
        for (float& value : x) value = random.uniform<float>();
        t[0] = x[0] * x[1] + 0.4f * random.uniform<float>();
    });
}
const Dataset<Net> train = noisy(1), test = noisy(2);

Trained fresh() { return Trained{{{.learning_rate = 0.1f}, 0.9f}, 3}; }

template <class P>
bool equal(const P& a, const P& b) {
    return std::equal(std::begin(a.values), std::end(a.values), std::begin(b.values));
}

}  // namespace

TEST_CASE("judged: validation is of the average, and training as without", "[train]") {
    Trained plain = fresh(), judged = fresh();
    plain.fit(train, {.epochs = 3, .progress = nullptr});
    const auto history =
        judged.fit(train, {.epochs = 3, .validation = &test, .judge_average = true, .progress = nullptr});
    CHECK(equal(plain.parameters, judged.parameters));
    const Evaluation average = evaluate<MeanSquaredError>(averaged(judged), test);
    CHECK(history.back().validation_loss == average.loss);
    CHECK(history.back().validation_metric == average.mean_squared_error);
    CHECK(average.loss != evaluate<MeanSquaredError>(judged.parameters, test).loss);
}

TEST_CASE("judged: early stopping brings back the best average, also after a checkpoint", "[train]") {
    std::vector<Parameters<Net>> averages;
    std::vector<double> losses;
    const ScratchFile file("", ".safetensors");
    Trained trainer = fresh(), resumed = fresh();
    FitOptions<Net> how{.epochs = 100,
                        .validation = &test,
                        .early_stopping = {.patience = 4},
                        .judge_average = true,
                        .on_epoch =
                            [&](const Epoch<Net>& epoch) {
                                averages.push_back(averaged(trainer));
                                losses.push_back(epoch.validation_loss);
                                if (epoch.number == 3) save_checkpoint(file.path(), trainer);
                            },
                        .progress = nullptr};
    const auto history = trainer.fit(train, how);
    REQUIRE(history.stopped_early);
    const auto best = std::min_element(losses.begin(), losses.end()) - losses.begin();
    CHECK(history.best_epoch == std::size_t(best) + 1);
    CHECK(equal(trainer.parameters, averages[std::size_t(best)]));
    CHECK(evaluate<MeanSquaredError>(trainer.parameters, test).loss == losses[std::size_t(best)]);
    how.on_epoch = nullptr;
    how.first_epoch = resume(file.path(), resumed);
    resumed.fit(train, how);
    CHECK(equal(resumed.parameters, trainer.parameters));
}

TEST_CASE("judged: without an average, or what to judge it by", "[train]") {
    Trainer<Net, MeanSquaredError, Adam> none;
    CHECK(message_of<TrainingError>(
              [&] { none.fit(train, {.validation = &test, .judge_average = true, .progress = nullptr}); }) ==
          "judge_average: expected an optimizer that keeps an average, as Averaged<Adam>, found one "
          "that keeps none");
    CHECK(message_of<TrainingError>([&] {
              fresh().fit(train, {.judge_average = true, .progress = nullptr});
          }) == "judge_average: expected a validation set, to judge the average by, found none");
}
