#include <ctnn/train/learning_rate_finder.hpp>

#include <algorithm>
#include <cmath>
#include <ctnn/activations/tanh.hpp>
#include <ctnn/layers/dense.hpp>
#include <ctnn/train/losses/mean_squared_error.hpp>
#include <ctnn/train/optimizers/sgd.hpp>
#include <vector>

#include <testing.hpp>

using namespace ctnn;

using Net = Network<Input<1>, Dense<8, Tanh>, Dense<1>>;

TEST_CASE("learning_rate_finder: the rate that it suggests learns, the greatest does not", "[train]") {
    std::vector<float> x, y;
    for (int i = 0; i < 40; ++i) {
        x.push_back(float(i) / 20 - 1);
        y.push_back(std::sin(3 * x.back()));
    }
    const Dataset<Net> data(x, y);
    const Learner<Net, MeanSquaredError, SGD, 16> learner(SGD{.learning_rate = 1e-3f}, 1);
    const LearningRates found = find_learning_rate(learner, data, {.least = 1e-4, .most = 100});
    REQUIRE(found.rates.size() == found.losses.size());
    REQUIRE(found.rates.size() > 20);
    CHECK(found.rates.size() < 100);  // it did not go on to where there is nothing to see
    CHECK(found.rates.front() == 1e-4);
    CHECK(std::is_sorted(found.rates.begin(), found.rates.end()));
    CHECK(found.suggested > 1e-3);
    CHECK(found.suggested < found.rates.back());
    CHECK(found.losses.back() > *std::min_element(found.losses.begin(), found.losses.end()));
    CHECK(learner.steps == 0);
    Dataset<Net> weighted = data;
    weighted.weigh(std::vector<float>(40, 3.0f));
    CHECK(find_learning_rate(learner, weighted, {.least = 1e-4, .most = 100}).suggested ==
          Approx(found.suggested));
    CHECK(find_learning_rate(learner, data, {.least = 1e-4, .most = 100}).losses == found.losses);
}

TEST_CASE("learning_rate_finder: what makes no sense is refused", "[train]") {
    const Learner<Net, MeanSquaredError, SGD, 16> learner(SGD{}, 1);
    CHECK_THROWS_WITH(find_learning_rate(learner, Dataset<Net>()),
                      "training data: expected at least one sample, found 0");
    const Dataset<Net> one({{1}}, {{2}});
    CHECK_THROWS_WITH(find_learning_rate(learner, one, {.least = 0}),
                      "least: expected a number above 0, found 0");
    CHECK_THROWS_WITH(find_learning_rate(learner, one, {.least = 2, .most = 1}),
                      "most: expected as much as the least, or more, found 1");
    const LearningRates flat =
        find_learning_rate(Learner<Net, MeanSquaredError, SGD, 16>(), Dataset<Net>({{1}}, {{0}}));
    CHECK(std::isnan(flat.suggested));
}
