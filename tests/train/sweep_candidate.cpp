#include <ctnn/train.hpp>
#include <ctnn/train/sweep_candidate.hpp>
#include <string>
#include <vector>

#include <testing.hpp>

using namespace ctnn;

namespace {

using Net = Network<Input<2>, Dense<1>>;
using Fitted = Trainer<Net, MeanSquaredError, Adam, 8>;
using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("sweep_candidate: the settings that differ, as they were written", "[sweep_candidate]") {
    const std::vector<Candidate<Fitted>> candidates{{.optimizer = {.learning_rate = 0.1f}},
                                                    {.optimizer = {.learning_rate = 0.1f, .beta1 = 0.8f}},
                                                    {.options = {.l2 = 1e-4f}, .seed = 7}};
    const detail::SettingTable table(candidates);
    CHECK(table.columns == Texts{"learning_rate", "beta1", "l2", "seed"});
    CHECK(table.rows[0] == Texts{"0.1", "0.9", "0", "0"});
    CHECK(table.rows[1] == Texts{"0.1", "0.8", "0", "0"});
    CHECK(table.rows[2] == Texts{"0.001", "0.9", "1e-04", "7"});
}

TEST_CASE("sweep_candidate: names tell apart what settings do not", "[sweep_candidate]") {
    const detail::SettingTable table(std::vector<Candidate<Fitted>>{{.name = "plain"}, {.name = "cosine"}});
    CHECK(table.columns == Texts{"name"});
    CHECK(detail::SettingTable(std::vector<Candidate<Fitted>>(3)).columns.empty());
}
