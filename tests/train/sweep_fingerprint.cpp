#include <ctnn/train.hpp>
#include <ctnn/train/sweep_fingerprint.hpp>
#include <set>
#include <vector>

#include <testing.hpp>

using namespace ctnn;

TEST_CASE("sweep_fingerprint: whatever changes the result changes it", "[sweep]") {
    using Net = Network<Input<1>, Dense<1>>;
    using Fitted = Trainer<Net, MeanSquaredError, SGD, 2>;
    const Dataset<Net> data({{1}, {2}}, {{1}, {2}}), other({{1}, {3}}, {{1}, {2}});
    const std::vector<Candidate<Fitted>> two{{.optimizer = {.learning_rate = 0.1f}}, {.seed = 1}};
    std::vector<Candidate<Fitted>> renamed = two, faster = two;
    renamed[1].name = "x";
    faster[0].optimizer.learning_rate = 0.2f;
    using Options = SweepOptions<Net>;
    const auto print = [&](const auto& candidates, const Dataset<Net>& a, const Dataset<Net>& b,
                           const Options& how) {
        return detail::sweep_fingerprint<float>(candidates, a, b, how);
    };
    const std::set<std::uint64_t> all{print(two, data, data, {}),
                                      print(renamed, data, data, {}),
                                      print(faster, data, data, {}),
                                      print(two, other, data, {}),
                                      print(two, data, other, {}),
                                      print(two, data, data, {.epochs = 2}),
                                      print(two, data, data, {.first_look = 1}),
                                      print(two, data, data, {.keep_one_of = 4}),
                                      print(two, data, data, {.part = {0, 2}}),
                                      print(std::vector(1, two[0]), data, data, {})};
    CHECK(all.size() == 10);
    CHECK(print(two, data, data, {.threads = 2, .part = {0, 2}}) == print(two, data, data, {.part = {1, 2}}));
}
