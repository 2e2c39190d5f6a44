#include <ctnn/train/optimizers/accumulated.hpp>

#include <ctnn/layers/dense.hpp>
#include <ctnn/train/learner.hpp>
#include <ctnn/train/losses/mean_squared_error.hpp>
#include <ctnn/train/optimizers/adam.hpp>
#include <ctnn/train/optimizers/sgd.hpp>
#include <span>

#include <train/optimizers/laws.hpp>

using namespace ctnn;

static_assert(AnOptimizer<Accumulated<Adam>> && AnOptimizer<Accumulated<Averaged<SGD>>>);
static_assert(!Accumulated<SGD>{{}, 0}.settings()[0].makes_sense);

TEST_CASE("accumulated: of three batches as one of all their samples", "[train]") {
    using Net = Network<Input<3>, Dense<5>>;
    Learner<Net, MeanSquaredError, Adam, 6, double> whole(Adam{.learning_rate = 0.1f}, 1);
    Learner<Net, MeanSquaredError, Accumulated<Adam>, 2, double> learner({{.learning_rate = 0.1f}, 3}, 1);
    std::array<double, 18> x;
    std::array<double, 30> t{};
    for (std::size_t i = 0; i < x.size(); ++i) x[i] = double(i * 7 % 11) / 4 - 1;
    for (int step = 0; step < 4; ++step) {
        whole.step(x, t);
        for (std::size_t part = 0; part < 3; ++part) {
            const auto before = learner.parameters.values[0];
            learner.step(std::span<const double, 6>(x.data() + part * 6, 6),
                         std::span<const double, 10>(t.data() + part * 10, 10));
            CHECK((learner.parameters.values[0] == before) == (part < 2));
        }
        for (std::size_t i = 0; i < Net::parameter_count; ++i)
            CHECK(learner.parameters.values[i] ==
                  Approx(whole.parameters.values[i]).epsilon(1e-9).margin(1e-12));
    }
}

TEST_CASE("accumulated: while compiling as at run time", "[train]") {
    optimizer_laws::compile_time<Accumulated<Adam>, float>();
}

TEST_CASE("accumulated: what is averaged beneath is found", "[train]") {
    using Net = Network<Input<1>, Dense<1>>;
    Learner<Net, MeanSquaredError, Accumulated<Averaged<SGD>>, 1> learner(
        {{{.learning_rate = 0.5f}, 0.5f}, 2}, 1);
    for (int step = 0; step < 2; ++step) learner.step(std::array{1.0f}, std::array{2.0f});
    CHECK(averaged(learner).values[0] == learner.parameters.values[0]);
    CHECK(averaged(learner).values[1] == learner.parameters.values[1]);
}
