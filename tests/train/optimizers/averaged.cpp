#include <ctnn/train/optimizers/averaged.hpp>

#include <ctnn/layers/dense.hpp>
#include <ctnn/train/learner.hpp>
#include <ctnn/train/losses/mean_squared_error.hpp>
#include <ctnn/train/optimizers/adam.hpp>
#include <ctnn/train/optimizers/sgd.hpp>

#include <train/optimizers/laws.hpp>

using namespace ctnn;

static_assert(AnOptimizer<Averaged<Adam>> && AnOptimizer<Averaged<SGD>>);
static_assert(Averaged<Adam>{}.settings().size() == 4 && Averaged<SGD>{}.settings().size() == 1);
static_assert(!Averaged<SGD>{{}, 1}.settings()[0].makes_sense);

TEST_CASE("averaged: it learns as without, and averages what comes after each step", "[train]") {
    using Net = Network<Input<3>, Dense<7>>;
    Learner<Net, MeanSquaredError, Adam, 2> plain(Adam{.learning_rate = 0.1f}, 1);
    Learner<Net, MeanSquaredError, Averaged<Adam>, 2> learner({{.learning_rate = 0.1f}, 0.75f}, 1);
    CHECK(averaged(learner).values[0] == learner.parameters.values[0]);
    const std::array<float, 6> x{1, 2, 3, -1, 0, 2};
    const std::array<float, 14> t{};
    std::array<double, Net::parameter_count> expected{};
    for (int step = 0; step < 5; ++step) {
        plain.step(x, t);
        learner.step(x, t);
        for (std::size_t i = 0; i < expected.size(); ++i) {
            const double w = double(plain.parameters.values[i]);
            expected[i] = step == 0 ? w : 0.75 * expected[i] + 0.25 * w;
            CHECK(learner.parameters.values[i] == plain.parameters.values[i]);
            CHECK(averaged(learner).values[i] == Approx(expected[i]).epsilon(1e-5).margin(1e-6));
        }
    }
}

TEST_CASE("averaged: while compiling as at run time", "[train]") {
    optimizer_laws::compile_time<Averaged<Adam>, float>();
}
