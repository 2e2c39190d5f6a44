#include <layers/laws.hpp>

#include <algorithm>
#include <ctnn/train.hpp>
#include <ratio>

#include <ctnn/io/spelling.hpp>
#include <reference/transfer.hpp>

using namespace ctnn;

namespace {

using Slow = Rated<Dense<5, Tanh>, std::ratio<1, 10>>;
static_assert(placed<Slow, Shape<3>>::parameters == 20);
static_assert(detail::has_rates<
              placed<Residual<Sequential<TimeDistributed<Rated<Dense<2>, std::ratio<2>>>>>, Shape<3, 2>>>());
static_assert(std::is_same_v<folded<Network<Input<3>, Rated<Dense<4>, std::ratio<2>>,
                                            Rated<BatchNorm<>, std::ratio<2>>, Dense<2>>>,
                             Network<Input<3>, Dense<4>, Dense<2>>>);

using Net =
    Network<Input<4>, Rated<Dense<5, Tanh>, std::ratio<1, 10>, std::ratio<0>>,
            Rated<Sequential<Rated<Dense<4, Tanh>, std::ratio<2>>>, std::ratio<3, 2>, std::ratio<1, 2>>,
            Dense<3>>;

double number(std::size_t i, std::size_t factor, std::size_t modulus, double unit) {
    return (double(factor * i % modulus) - double(modulus / 2)) / unit;
}
void fill(std::span<double> values, std::size_t factor, std::size_t modulus, double unit) {
    for (std::size_t i = 0; i < values.size(); ++i) values[i] = number(i, factor, modulus, unit);
}

}  // namespace

TEST_CASE("rated: the laws", "[layers]") { layer_laws<Slow, Shape<3>>(); }

TEST_CASE("rated: groups of parameters as in PyTorch", "[layers]") {
    Learner<Net, MeanSquaredError, AdamW, 2, double> learner{{.learning_rate = 0.125f, .weight_decay = 0.25f},
                                                             1};
    std::span<double> w(learner.parameters.trained());
    fill(w.first(25), 7, 23, 17);
    fill(w.subspan(25, 24), 5, 23, 17);
    fill(w.last(15), 11, 23, 17);
    std::array<double, 8> x{};
    std::array<double, 6> target{};
    fill(x, 9, 31, 15);
    fill(target, 5, 7, 4);
    REQUIRE_FALSE(learner.update_needs_no_gradient());
    for (int step = 0; step < 3; ++step) learner.differentiate_and_update(x, target, 2);
    for (std::size_t i = 0; i < w.size(); ++i)
        REQUIRE(w[i] == Approx(reference::transfer::Rated::trained[i]).epsilon(1e-6));
}

TEST_CASE("rated: penalties, and nothing at a rate of 0", "[layers]") {
    using Two =
        Network<Input<1>, Rated<Dense<1>, std::ratio<1, 4>, std::ratio<2>>, Rated<Dense<1>, std::ratio<0>>>;
    Learner<Two, MeanSquaredError, SGD, 1> learner{{.learning_rate = 0.5f}, 1, {.l2 = 0.125f}};
    learner.parameters.layer<0>().weight[0] = 2;
    learner.parameters.layer<1>().weight[0] = 0;
    learner.step(std::array{1.0f}, std::array{1.0f});
    REQUIRE(learner.parameters.layer<0>().weight[0] == 2 - 0.5f * 0.25f * (2 * 0.125f * 2));
    REQUIRE(learner.parameters.layer<1>().weight[0] == 0);
    REQUIRE(detail::short_spelling<Slow>() == "Rated<Dense<5, Tanh>, std::ratio<1, 10>>");
}
