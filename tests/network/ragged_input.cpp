#include <ctnn/network/ragged_input.hpp>

#include <array>
#include <cmath>
#include <ctnn/layers/dense.hpp>
#include <ctnn/layers/embedding.hpp>
#include <ctnn/layers/gru.hpp>
#include <ctnn/layers/heads.hpp>
#include <ctnn/layers/time_distributed.hpp>
#include <ctnn/network/predict.hpp>
#include <ctnn/network/stream.hpp>
#include <ctnn/network/transfer.hpp>
#include <ctnn/train/gradient.hpp>
#include <ctnn/train/learner.hpp>
#include <ctnn/train/losses/binary_cross_entropy.hpp>
#include <ctnn/train/losses/cross_entropy.hpp>
#include <ctnn/train/losses/losses.hpp>
#include <ctnn/train/losses/mean_squared_error.hpp>
#include <ctnn/train/losses/own_loss.hpp>
#include <ctnn/train/optimizers/sgd.hpp>
#include <limits>
#include <tuple>

#include <testing.hpp>

using namespace ctnn;

namespace {

using Net = Network<RaggedInput<4>, Embedding<9, 2>, Bidirectional<GRU<2>>, Dense<2, Softmax>>;
using Whole = Network<Input<4>, Embedding<9, 2>, Bidirectional<GRU<2>>, Dense<2, Softmax>>;
using Three = Network<Input<3>, Embedding<9, 2>, Bidirectional<GRU<2>>, Dense<2, Softmax>>;
static_assert(Net::input_size == 5 && Net::output_size == 2 && Net::layer_count == 3);
static_assert(Net::parameter_count == Whole::parameter_count && Net::multiply_adds == Whole::multiply_adds);
static_assert(detail::TakesLengths<Net> && !detail::TakesLengths<Whole> && !detail::CanStream<Net, float>);

constexpr double first_of_three(const std::array<double, 5>& x) {
    Parameters<Net, double> p;
    initialize(p, 3);
    return predict(p, x)[0];
}
constexpr double of_three_steps = first_of_three({1, 8, 2, -5, 3});

}  // namespace

TEST_CASE("ragged input: constants, batches, and a network of as many steps", "[network]") {
    Parameters<Net, double> p;
    initialize(p, 3);
    Parameters<Three, double> q;
    transfer(p, q);
    CHECK(p.layer<0>().weight.data() == p.values);
    const std::array<double, 3> steps{1, 8, 2};
    CHECK(predict(q, steps)[0] == Approx(of_three_steps).epsilon(1e-14));
    std::array<double, 11 * 5> x{};
    std::array<double, 11 * 2> y{};
    for (std::size_t i = 0; i < x.size(); ++i) x[i] = i % 5 == 4 ? double(i % 4 + 1) : double(i % 9);
    REQUIRE(predict(p, x, y) == 11);
    for (std::size_t i = 0; i < 11; ++i) {
        const auto one = predict(p, std::span<const double, 5>(x.data() + i * 5, 5));
        REQUIRE(y[i * 2] == Approx(one[0]).epsilon(1e-12));
        CHECK(classify(p, std::span<const double, 5>(x.data() + i * 5, 5)) == (one[1] > one[0]));
    }
}

TEST_CASE("ragged input: lengths that are none give NaN", "[network]") {
    Parameters<Net> p;
    initialize(p, 1);
    const float inf = std::numeric_limits<float>::infinity();
    for (const float length : {0.0f, -1.0f, 5.0f, 2.5f, inf, -inf, std::nanf("")}) {
        const std::array<float, 5> x{1, 2, 3, 4, length};
        CHECK(std::isnan(predict(p, x)[1]));
        CHECK(std::isnan(loss<CrossEntropy>(p, x, 1u)));
        Parameters<Net> sum{};
        CHECK(std::isnan(gradient<CrossEntropy>(p, x, 1u, sum)));
    }
}

TEST_CASE("ragged input: a loss of each step is the mean of those that there are", "[network]") {
    using Steps = Network<RaggedInput<5, 1>, GRU<2, Returns::sequence>, TimeDistributed<Dense<2, Sigmoid>>>;
    using Two = Network<Input<2, 1>, GRU<2, Returns::sequence>, TimeDistributed<Dense<2, Sigmoid>>>;
    Parameters<Steps, double> p, g{};
    Parameters<Two, double> q, h{};
    initialize(p, 3);
    transfer(p, q);
    const double nan = std::nan("");
    const std::array<double, 6> x{1, -1, nan, 9, nan, 2};  // what is behind the end is never looked at
    const std::array<double, 2> two{1, -1};
    const std::array<double, 10> t{1, 0, 0, 1, 1, 1, 1, 1, 1, 1};
    const std::array<double, 4> u{1, 0, 0, 1};
    const double cost = gradient<BinaryCrossEntropy>(p, x, t, g);
    CHECK(cost == Approx(gradient<BinaryCrossEntropy>(q, two, u, h)).epsilon(1e-12));
    CHECK(loss<BinaryCrossEntropy>(p, x, t) == Approx(cost).epsilon(1e-14));
    for (std::size_t i = 0; i < Steps::parameter_count; ++i)
        CHECK(g.values[i] == Approx(h.values[i]).margin(1e-14));
    const std::array<std::uint32_t, 5> c{1, ignored, 0, 0, 0};
    using Classes = Network<RaggedInput<5, 1>, GRU<2, Returns::sequence>, TimeDistributed<Dense<2, Softmax>>>;
    Parameters<Classes, double> r;
    initialize(r, 1);
    CHECK(loss<CrossEntropy>(r, x, c) == Approx(-std::log(predict(r, x)[1])).epsilon(1e-12));
    CHECK(predict(r, x)[4] == 0);
}

TEST_CASE("ragged input: a stream of as many steps as there are", "[network]") {
    using Steps = Network<RaggedInput<5, 1>, GRU<2>, Dense<2, Softmax>>;
    Parameters<Steps, double> p;
    initialize(p, 3);
    Stream<Steps, double> stream(p);
    std::array<double, 2> y{};
    for (const double x : {1.0, -1.0, 2.0}) y = stream(std::array{x});
    const auto expected = predict(p, std::array<double, 6>{1, -1, 2, 0, 0, 3});
    CHECK(y[0] == Approx(expected[0]).epsilon(1e-14));
}

TEST_CASE("ragged input: no gradient comes from behind the end", "[network]") {
    using Steps = Network<RaggedInput<4, 1>, GRU<2, Returns::sequence>>;
    Learner<Steps, OwnLoss, SGD, 1, double> learner{{.learning_rate = 1}, 1}, other = learner;
    const std::array<double, 5> x{1, -1, 3, 3, 2};
    std::array<double, 8> y{}, slopes{1, 2, 3, 4}, more{1, 2, 3, 4, 5, 6, 7, 8};
    learner.forward(x, y);
    other.forward(x, y);
    learner.backward(x, slopes);
    other.backward(x, more);
    CHECK(y[4] == 0);
    for (std::size_t i = 0; i < Steps::parameter_count; ++i)
        CHECK(learner.gradient.values[i] == other.gradient.values[i]);
}

TEST_CASE("ragged input: heads, each with its loss", "[network]") {
    using Ends = Heads<Dense<2, Softmax>, Dense<1>>;
    using Two = Network<RaggedInput<4, 1>, GRU<2>, Ends>;
    using Short = Network<Input<3, 1>, GRU<2>, Ends>;
    using Both = Losses<CrossEntropy, MeanSquaredError>;
    Parameters<Two, double> p, g{};
    Parameters<Short, double> q, h{};
    initialize(p, 1);
    transfer(p, q);
    const std::tuple target(1u, 0.5);
    CHECK(gradient<Both>(p, std::array<double, 5>{1, 2, 3, 99, 3}, target, g) ==
          Approx(gradient<Both>(q, std::array<double, 3>{1, 2, 3}, target, h)).epsilon(1e-12));
    for (std::size_t i = 0; i < Two::parameter_count; ++i)
        CHECK(g.values[i] == Approx(h.values[i]).margin(1e-14));
}
