#include <ctnn/train.hpp>
#include <ctnn/train/sweep_result.hpp>

#include <testing.hpp>

using namespace ctnn;

TEST_CASE("sweep_result: a table flush right, the best first, with the reason of who failed",
          "[sweep_result]") {
    using Net = Network<Input<1>, Dense<1>>;
    Sweep<Net> found{.columns = {"rate"}};
    found.trials.push_back({.values = {"0.01"}, .losses = {1, 0.5}, .score = 0.5, .seconds = 1.25});
    found.trials.push_back({.values = {"10"}, .losses = {9}, .failure = "epoch 1: no number"});
    CHECK(found.table() ==
          "rate  epochs  score  seconds\n"
          "0.01       2    0.5     1.25\n"
          "  10       1    nan     0.00  epoch 1: no number\n");
    CHECK(Sweep<Net>{}.table() == "epochs  score  seconds\n");
}
