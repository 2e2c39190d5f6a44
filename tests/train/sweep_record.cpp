#include <ctnn/train.hpp>
#include <ctnn/train/sweep_record.hpp>
#include <string>
#include <vector>

#include <testing.hpp>

using namespace ctnn;

namespace {

using Net = Network<Input<1>, Dense<1>>;
using Fitted = Trainer<Net, MeanSquaredError, SGD, 2>;

/// What it is told, in its order.
struct Heard : SweepRecord<Net> {
    std::vector<std::string> words{};
    std::vector<Trial> known{};

    void begin(const SweepPlan& plan) override {
        words.push_back("begin " + std::to_string(plan.candidates) + ' ' + plan.part.text());
    }
    const Trial* find(std::size_t candidate, std::size_t epochs) const override {
        for (const Trial& trial : known)
            if (trial.candidate == candidate && trial.epochs() == epochs) return &trial;
        return nullptr;
    }
    void add(const Trial& trial) override {
        words.push_back("add " + std::to_string(trial.candidate) + ' ' + std::to_string(trial.epochs()));
    }
    void keep(const Parameters<Net>&) override { words.emplace_back("keep"); }
    void best(Parameters<Net>& to) const override { to.values[0] = 77; }
    void end() override { words.emplace_back("end"); }
};

}  // namespace

TEST_CASE("sweep_record: it is told of each comparison, and asked for what is known", "[sweep]") {
    const Dataset<Net> data({{1}, {2}}, {{1}, {2}});
    std::vector<Candidate<Fitted>> candidates(4);
    for (std::size_t c = 0; c < 4; ++c) candidates[c].optimizer.learning_rate = 0.01f * float(c + 1);
    Heard record;
    sweep(candidates, data, data,
          {.epochs = 2, .first_look = 1, .keep_one_of = 2, .record = &record, .progress = nullptr});
    CHECK(record.words == std::vector<std::string>{"begin 4 1of1", "add 0 1", "add 1 1", "add 2 1", "add 3 1",
                                                   "keep", "add 3 2", "add 2 2", "end"});

    Heard knows;
    knows.known.push_back({.candidate = 2, .losses = {0.5, 0.0}, .score = 0});
    const auto found =
        sweep(candidates, data, data, {.epochs = 2, .part = {0, 2}, .record = &knows, .progress = nullptr});
    CHECK(knows.words == std::vector<std::string>{"begin 4 1of2", "add 0 2", "end"});
    CHECK(found.trials[0].candidate == 2);
    CHECK(found.best().values[0] == 77);
}
