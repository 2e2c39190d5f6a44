#include <layers/bench.hpp>

#include <ctnn/engine/placed/recurrence.hpp>
#include <ctnn/layers/bidirectional.hpp>
#include <ctnn/layers/gru.hpp>
#include <ctnn/layers/lstm.hpp>
#include <ctnn/layers/simple_rnn.hpp>
#include <ctnn/network/network.hpp>
#include <ctnn/train/learner.hpp>
#include <ctnn/train/losses/mean_squared_error.hpp>
#include <ctnn/train/optimizers/adam.hpp>
#include <reference/recurrence.hpp>

using namespace ctnn;

namespace {

// What cannot be: the sentence is in the type.
template <class Layer, class In>
using Mistake = typename placed<Layer, In>::mistake;
static_assert(
    std::is_same_v<Mistake<LSTM<3>, Shape<8>>,
                   error::recurrence_needs_steps_and_features_but_the_layer_before_it_gives<Shape<8>>>);
static_assert(
    std::is_same_v<Mistake<LSTM<3>, Shape<8, 8, 1>>,
                   error::recurrence_needs_steps_and_features_but_the_layer_before_it_gives<Shape<8, 8, 1>>>);
static_assert(std::is_same_v<Mistake<LSTM<0>, Shape<8, 1>>, error::a_recurrent_layer_cannot_have<0>::units>);
static_assert(std::is_same_v<Mistake<LSTM<3, Returns::last, int>, Shape<8, 1>>,
                             error::is_not_an_activation<int>::that_has_value_of_z_and_slope_of_z_y>);

constexpr bool turned() {
    constexpr std::array<float, 12> by_sample{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};  // 2 samples, 3 steps
    std::array<float, 12> by_step{}, back{};
    detail::by_time<2, 3, 2>(by_sample.data(), by_step.data());
    detail::by_time<2, 3, 2, true>(static_cast<const float*>(by_step.data()), back.data());
    return by_step == std::array<float, 12>{0, 1, 6, 7, 2, 3, 8, 9, 4, 5, 10, 11} && back == by_sample;
}
static_assert(turned());

}  // namespace

TEST_CASE("recurrence: a batch by time, and back", "[engine]") { CHECK(turned()); }

namespace {

template <class T>
void fill(T* values, std::size_t count, std::size_t factor, std::size_t modulus, double unit) {
    for (std::size_t i = 0; i < count; ++i)
        values[i] = T((double((factor * i) % modulus) - double(modulus / 2)) / unit);
}

template <class T, class V, std::size_t N>
void require_near(const V* values, const double (&expected)[N]) {
    const double tolerance = sizeof(T) == 4 ? 1e-5 : 1e-10;
    for (std::size_t i = 0; i < N; ++i) {
        CAPTURE(i);
        REQUIRE(std::abs(double(values[i]) - expected[i]) <= tolerance * (1 + std::abs(expected[i])));
    }
}

/// Outputs, gradients and three steps of Adam are PyTorch's.
template <class T, class Case, class... Layers>
void is_that_of_pytorch(const Case& expected) {
    using Net = Network<Input<5, 3>, Layers...>;
    using L = typename Net::body;
    laws::Bench<L, 2, T> bench;
    fill(bench.w.data(), L::parameters, 37, 101, 100);
    fill(bench.x.data(), bench.x.size(), 53, 89, 44);
    fill(bench.dy.data(), bench.dy.size(), 29, 83, 41);
    bench.predict();
    require_near<T>(bench.y.data(), expected.y);
    bench.forward();
    require_near<T>(bench.y.data(), expected.y);
    bench.backward();
    require_near<T>(bench.dx.data(), expected.dx);
    require_near<T>(bench.dw.data(), expected.dw);

    Learner<Net, MeanSquaredError, Adam, 2, T> learner({.learning_rate = 0.01f}, 1);
    std::copy_n(bench.w.data(), L::parameters, learner.parameters.data());
    double losses[3];
    for (double& loss : losses)
        loss = double(learner.step(View<T, 30>(bench.x.data(), 30),
                                   View<T, 2 * L::output::size>(bench.dy.data(), 2 * L::output::size)));
    require_near<T>(losses, expected.losses);
    require_near<T>(learner.parameters.data(), expected.trained);
}

template <class T>
void all_are_those_of_pytorch() {
    namespace golden = reference::recurrence;
    constexpr auto all = Returns::sequence;
    is_that_of_pytorch<T, decltype(golden::simple_rnn), SimpleRNN<4>>(golden::simple_rnn);
    is_that_of_pytorch<T, decltype(golden::lstm), LSTM<4>>(golden::lstm);
    is_that_of_pytorch<T, decltype(golden::gru), GRU<4, all>>(golden::gru);
    is_that_of_pytorch<T, decltype(golden::reset_before), GRU<4, all, Tanh, Sigmoid, Resets::before>>(
        golden::reset_before);
    is_that_of_pytorch<T, decltype(golden::both_ways_lstm), Bidirectional<LSTM<2, all>>>(
        golden::both_ways_lstm);
    is_that_of_pytorch<T, decltype(golden::both_ways_gru), Bidirectional<GRU<3>>>(golden::both_ways_gru);
    is_that_of_pytorch<T, decltype(golden::stacked), LSTM<2, all>, SimpleRNN<3>>(golden::stacked);
}

}  // namespace

TEST_CASE("recurrence: outputs, gradients and steps of Adam are PyTorch's, in float", "[engine]") {
    all_are_those_of_pytorch<float>();
}

TEST_CASE("recurrence: outputs, gradients and steps of Adam are PyTorch's, in double", "[engine]") {
    all_are_those_of_pytorch<double>();
}
