#include <algorithm>
#include <cmath>
#include <ctnn/train.hpp>
#include <ctnn/train/population.hpp>
#include <string>
#include <vector>

#include <data/message_of.hpp>
#include <testing.hpp>

using namespace ctnn;

namespace {

using Small = Network<Input<3>, Dense<4, Tanh>, Dense<2>>;
using Large = Network<Input<3>, Dense<9, ReLU>, Dense<2>>;
using Xor = Network<Input<2>, Dense<3, Tanh>, Dense<1, Sigmoid>>;

/// With a short last batch.
template <class Net>
Dataset<Net> samples(std::uint64_t seed, std::size_t count = 11) {
    Random random{seed};
    std::vector<float> x, y;
    for (std::size_t i = 0; i < count * Net::input_size; ++i) x.push_back(random.uniform<float>() - 0.5f);
    for (std::size_t i = 0; i < count * Net::output_size; ++i) y.push_back(random.uniform<float>());
    return Dataset<Net>(x, y);
}

/// Network k of the population is what a trainer makes of its seed.
template <class Population, class Net, class Loss, class Optimizer, std::size_t Batch, class T>
void require_as_alone(const Dataset<Net>& data, const Optimizer& how) {
    constexpr std::size_t count = 21, epochs = 4;
    Population population(how);
    const PopulationResult found =
        population.train(data, {.networks = count, .first_seed = 5, .epochs = epochs, .threads = 2});
    REQUIRE(found.networks.size() == count);
    REQUIRE(population.size() == 4);
    for (std::size_t k = 0; k < 4; ++k) {
        const std::size_t number = population.number(k);
        Trainer<Net, Loss, Optimizer, Batch, T> alone(how, 5 + number);
        alone.fit(data, {.epochs = epochs, .progress = nullptr});
        CAPTURE(k, number);
        REQUIRE(found.networks[number].epochs == epochs);
        REQUIRE(found.networks[number].loss == Approx(alone.history().epochs.back().loss).epsilon(1e-5));
        for (std::size_t i = 0; i < Net::parameter_count; ++i) {
            const T own = population[k].data()[i], other = alone.parameters.data()[i];
            if (reproducible)
                REQUIRE(own == other);
            else
                REQUIRE(own == Approx(other).margin(1e-5));
        }
        if (k > 0) REQUIRE(found.networks[population.number(k - 1)].loss <= found.networks[number].loss);
    }
}

template <class Net, class Loss, class Optimizer, class T = float>
void require_each(const Optimizer& how) {
    require_as_alone<Population<Net, 4, Loss, Optimizer, 4, T>, Net, Loss, Optimizer, 4, T>(samples<Net>(1),
                                                                                            how);
}

}  // namespace

TEST_CASE("population: each network is what a trainer makes of its seed", "[population]") {
    require_each<Small, MeanSquaredError>(Adam{.learning_rate = 0.01f});
    require_each<Small, MeanSquaredError>(SGD{.learning_rate = 0.1f});
    require_each<Small, MeanSquaredError>(Momentum{.learning_rate = 0.05f});
    require_each<Xor, BinaryCrossEntropy>(RMSprop{.learning_rate = 0.01f});
    require_each<Small, MeanSquaredError, Adam, double>(Adam{.learning_rate = 0.01f});
    require_each<Large, MeanSquaredError>(Adam{.learning_rate = 0.01f});
    require_each<Small, MeanAbsoluteError>(Adam{.learning_rate = 0.01f});
#ifndef CTNN_NO_SIMD
    static_assert(Population<Small, 4, MeanSquaredError, Adam, 4>::in_lanes);
    static_assert(Population<Xor, 4, BinaryCrossEntropy, Adam, 4, double>::in_lanes);
#endif
    static_assert(!Population<Large, 4, MeanSquaredError, Adam, 4>::in_lanes);
    static_assert(!Population<Small, 4, MeanAbsoluteError, Adam, 4>::in_lanes);
}

TEST_CASE("population: where one is done, the next takes its place; never another result by threads",
          "[population]") {
    const Dataset<Xor> truth({{0, 0}, {0, 1}, {1, 0}, {1, 1}}, {{0}, {1}, {1}, {0}});
    using Xors = Population<Xor, 3, BinaryCrossEntropy, Adam, 4>;
    Xors one({.learning_rate = 0.1f}), three({.learning_rate = 0.1f});
    const PopulationOptions<Xor, Adam> how{.networks = 100, .epochs = 300, .goal = 0.1};
    PopulationOptions<Xor, Adam> shared = how;
    shared.threads = 3;
    const PopulationResult found = one.train(truth, how), again = three.train(truth, shared);
    for (std::size_t k = 0; k < 100; ++k) {
        REQUIRE(found.networks[k].epochs == again.networks[k].epochs);
        REQUIRE(found.networks[k].loss == again.networks[k].loss);
        REQUIRE(found.networks[k].reached == (found.networks[k].loss <= 0.1));
        REQUIRE((found.networks[k].reached || found.networks[k].epochs == 300));
    }
    REQUIRE(found.share_reached() > 0.6);
    REQUIRE(found.epochs(0.5) < 100);
    for (std::size_t k = 0; k < 3; ++k) {
        REQUIRE(one.number(k) == three.number(k));
        REQUIRE(std::equal(one[k].data(), one[k].data() + Xor::parameter_count, three[k].data()));
    }
    REQUIRE(&one.best() == &one[0]);
}

TEST_CASE("population: settings and data of each network's own", "[population]") {
    const std::vector<Dataset<Small>> data{samples<Small>(1), samples<Small>(2), samples<Small>(3)};
    using Few = Population<Small, 3, MeanSquaredError, SGD, 4>;
    Few population;
    const auto found = population.train(
        data[0], {.epochs = 3,
                  .optimizer = [](std::size_t k) { return SGD{.learning_rate = 0.01f * float(k + 1)}; },
                  .data = [&](std::size_t k) -> const Dataset<Small>& { return data[k]; }});
    REQUIRE(found.networks.size() == 3);
    for (std::size_t k = 0; k < 3; ++k) {
        const std::size_t number = population.number(k);
        Trainer<Small, MeanSquaredError, SGD, 4> alone({.learning_rate = 0.01f * float(number + 1)}, number);
        alone.fit(data[number], {.epochs = 3, .progress = nullptr});
        for (std::size_t i = 0; i < Small::parameter_count; ++i)
            REQUIRE(population[k].data()[i] == Approx(alone.parameters.data()[i]).margin(1e-5));
    }
}

TEST_CASE("population: together they say how sure they are", "[population]") {
    Population<Small, 5, MeanSquaredError, Adam, 4> population;
    population.train(samples<Small>(1), {.epochs = 1});
    const std::array<float, 3> x{0.1f, 0.2f, 0.3f};
    const Spread<2> all = population.predict(x);
    for (std::size_t o = 0; o < 2; ++o) {
        double sum = 0, squares = 0;
        for (std::size_t k = 0; k < 5; ++k) {
            const double y = double(predict(population[k], x)[o]);
            sum += y, squares += y * y;
        }
        REQUIRE(double(all.mean[o]) == Approx(sum / 5));
        REQUIRE(double(all.deviation[o]) == Approx(std::sqrt(squares / 5 - sum * sum / 25)).margin(1e-6));
    }
}

TEST_CASE("population: what fails is told of, and what makes no sense refused", "[population]") {
    const Dataset<Small> data = samples<Small>(1);
    Population<Small, 2, MeanSquaredError, SGD, 4> wild({.learning_rate = 1e30f});
    const PopulationResult found = wild.train(data, {.networks = 5, .epochs = 3});
    for (const PopulationOutcome& own : found.networks) {
        CHECK(std::isnan(own.loss));
        CHECK(own.epochs == 0);
        CHECK_FALSE(own.reached);
    }
    CHECK(wild.size() == 0);
    CHECK_THROWS_WITH(wild.predict(std::array<float, 3>{}), Catch::Contains("the population"));
    CHECK_THROWS_AS(wild.best(), std::out_of_range);

    // One that fails leaves those beside it alone.
    Population<Small, 9, MeanSquaredError, SGD, 4> mixed, right;
    const auto every_other = [](std::size_t k) { return SGD{.learning_rate = k % 2 == 0 ? 1e30f : 0.1f}; };
    const auto those = mixed.train(data, {.networks = 18, .epochs = 3, .optimizer = every_other});
    const auto all = right.train(data, {.networks = 18, .epochs = 3, .optimizer = [](std::size_t) {
                                            return SGD{.learning_rate = 0.1f};
                                        }});
    CHECK(mixed.size() == 9);
    for (std::size_t k = 0; k < 18; ++k) {
        if (k % 2 == 0)
            CHECK(std::isnan(those.networks[k].loss));
        else
            CHECK(those.networks[k].loss == all.networks[k].loss);
    }

    Population<Small, 2, MeanSquaredError, SGD, 4> population({.learning_rate = 0.1f});
    CHECK_THROWS_WITH(population.train(data, {.threads = 0}), Catch::Contains("threads"));
    CHECK_THROWS_WITH(population.train(data, {.epochs = 0}), Catch::Contains("epochs"));
    CHECK_THROWS_WITH(population.train(Dataset<Small>()), Catch::Contains("training data"));
    const Dataset<Small> fewer = samples<Small>(1, 7);
    CHECK_THROWS_WITH(
        population.train(data, {.data = [&](std::size_t) -> const Dataset<Small>& { return fewer; }}),
        Catch::Contains("the data of network 0"));
    CHECK_THROWS_AS(
        population.train(data, {.optimizer = [](std::size_t) { return SGD{.learning_rate = -1}; }}),
        TrainingError);
    Population<Xor, 2, BinaryCrossEntropy> probabilities;
    CHECK_THROWS_AS(probabilities.train(Dataset<Xor>({{0, 0}}, {{2}})), TrainingError);
}
