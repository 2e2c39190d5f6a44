#include <array>
#include <cmath>
#include <ctnn/train.hpp>
#include <ctnn/train/sweep.hpp>
#include <limits>
#include <string>
#include <vector>

#include <testing.hpp>
#include <train/sweep_samples.hpp>

using namespace ctnn;

namespace {

std::vector<Candidate<Fitted>> nine_rates() {
    std::vector<Candidate<Fitted>> candidates;
    for (int k = 0; k < 9; ++k)
        candidates.push_back(
            {.optimizer = {.learning_rate = std::pow(2.0f, float((k * 4) % 9) - 9)}, .seed = 3});
    return candidates;
}

/// What the candidate comes to when it is trained alone.
Parameters<Net> alone(const Candidate<Fitted>& candidate, const Dataset<Net>& data, std::size_t epochs) {
    Fitted trainer(candidate.optimizer, candidate.seed, candidate.options);
    trainer.fit(data, {.epochs = epochs, .schedule = candidate.schedule, .progress = nullptr});
    return trainer.parameters;
}

const Dataset<Net> data = samples(1, 64), validation = samples(2, 32);

}  // namespace

TEST_CASE("sweep: the best is what the best candidate alone comes to", "[sweep]") {
    const auto candidates = nine_rates();
    const auto found = sweep(candidates, data, validation, {.epochs = 6, .progress = nullptr});
    REQUIRE(found.trials.size() == 9);
    double least = 1e9;
    std::size_t best = 0;
    for (std::size_t c = 0; c < 9; ++c) {
        const double loss = evaluate<MeanSquaredError>(alone(candidates[c], data, 6), validation).loss;
        if (loss < least) least = loss, best = c;
    }
    CHECK(found.trials[0].candidate == best);
    CHECK(found.trials[0].score == least);
    CHECK(std::equal(found.best().values, found.best().values + Net::parameter_count,
                     alone(candidates[best], data, 6).values));
    for (std::size_t k = 1; k < 9; ++k) {
        CHECK(found.trials[k].epochs() == 6);
        CHECK(found.trials[k - 1].score <= found.trials[k].score);
    }
    CHECK(found.columns == std::vector<std::string>{"learning_rate"});
}

TEST_CASE("sweep: halving drops the worst, and who goes on is as if it had not stopped", "[sweep]") {
    auto candidates = nine_rates();
    for (auto& candidate : candidates) candidate.schedule = CosineDecay{};
    const auto found = sweep(candidates, data, validation,
                             {.epochs = 9, .first_look = 1, .threads = 3, .progress = nullptr});
    std::array<std::size_t, 10> reached{};
    for (const Trial& trial : found.trials) ++reached[trial.epochs()];
    CHECK(reached[1] == 6);
    CHECK(reached[3] == 2);
    CHECK(reached[9] == 1);
    CHECK(std::equal(found.best().values, found.best().values + Net::parameter_count,
                     alone(candidates[found.trials[0].candidate], data, 9).values));
    const auto again =
        sweep(candidates, data, validation, {.epochs = 9, .first_look = 1, .progress = nullptr});
    for (std::size_t k = 0; k < 9; ++k) {
        CHECK(again.trials[k].candidate == found.trials[k].candidate);
        CHECK(again.trials[k].losses == found.trials[k].losses);
    }
}

TEST_CASE("sweep: who fails comes last, with the reason; a score of one's own", "[sweep]") {
    std::vector<Candidate<Fitted>> candidates{{.optimizer = {.learning_rate = 1e20f}, .name = "wild"},
                                              {.optimizer = {.learning_rate = 0.01f}, .name = "slow"},
                                              {.optimizer = {.learning_rate = 0.1f}, .name = "brisk"}};
    const auto found = sweep(candidates, data, validation,
                             {.epochs = 2,
                              .score = [](const Parameters<Net>& p) { return -double(p.values[0]); },
                              .progress = nullptr});
    CHECK(found.trials[2].candidate == 0);
    CHECK_THAT(found.trials[2].failure, Catch::Contains("finite"));
    CHECK(found.trials[0].score <= found.trials[1].score);
    CHECK(found.trials[0].score == -double(found.best().values[0]));
    const std::string table = found.table();
    CHECK_THAT(table, Catch::Contains("wild") && Catch::Contains("brisk") &&
                          Catch::Contains("learning_rate") && Catch::Contains("finite"));

    candidates.resize(1);
    CHECK_THROWS_AS(sweep(candidates, data, validation, {.progress = nullptr}), TrainingError);
    const auto nan = [](const Parameters<Net>&) { return std::numeric_limits<double>::quiet_NaN(); };
    CHECK_THROWS_WITH(sweep(nine_rates(), data, validation, {.score = nan, .progress = nullptr}),
                      Catch::Contains("score"));
}

TEST_CASE("sweep: what makes no sense is refused before anything is trained", "[sweep]") {
    const auto candidates = nine_rates();
    const auto with = [&](SweepOptions<Net> how) {
        how.progress = nullptr;
        return sweep(candidates, data, validation, how);
    };
    CHECK_THROWS_WITH(with({.epochs = 0}), Catch::Contains("epochs"));
    CHECK_THROWS_WITH(with({.keep_one_of = 1}), Catch::Contains("keep_one_of"));
    CHECK_THROWS_WITH(with({.threads = 0}), Catch::Contains("threads"));
    CHECK_THROWS_WITH(sweep(std::vector<Candidate<Fitted>>{}, data, validation),
                      Catch::Contains("candidates"));
    CHECK_THROWS_WITH(sweep(candidates, data, Dataset<Net>()), Catch::Contains("validation data"));
    struct Stopped {};
    const auto stop = [](const Parameters<Net>&) -> double { throw Stopped{}; };
    CHECK_THROWS_AS(with({.threads = 2, .score = stop}), Stopped);
}
