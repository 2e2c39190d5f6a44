#include <array>
#include <cstring>
#include <ctnn/activations/tanh.hpp>
#include <ctnn/layers/conv1d.hpp>
#include <ctnn/layers/dense.hpp>
#include <ctnn/layers/gru.hpp>
#include <ctnn/layers/lstm.hpp>
#include <ctnn/layers/max_pool1d.hpp>
#include <ctnn/layers/sequential.hpp>
#include <ctnn/layers/time_distributed.hpp>
#include <ctnn/network/stream.hpp>
#include <ctnn/network/stream_state.hpp>
#include <type_traits>
#include <utility>
#include <vector>

#include <testing.hpp>

using namespace ctnn;

namespace {

using Amplifier = Network<Input<64, 1>, Conv1D<3, 4, Tanh, Conv1DOptions{.padding = causal, .dilation = 2}>,
                          GRU<5, Returns::sequence>, LSTM<4, Returns::sequence>, TimeDistributed<Dense<1>>>;
using State = StreamState<Amplifier>;
static_assert(std::is_trivially_copyable_v<State> && std::is_default_constructible_v<State>);
static_assert(State::memory == Stream<Amplifier>::memory && State::delay == 0 && State::period == 1);
static_assert(sizeof(State::values) == State::memory * sizeof(float));

using Halved = Network<Input<64, 1>, MaxPool1D<2>>;
static_assert(StreamState<Halved>::delay == 1 && StreamState<Halved>::period == 2);

Parameters<Amplifier> parameters(std::uint64_t seed) {
    Parameters<Amplifier> values;
    initialize(values, seed);
    return values;
}

std::vector<float> sound(std::size_t count) {
    Random random{7};
    std::vector<float> x(count);
    for (float& value : x) value = random.uniform<float>() * 2 - 1;
    return x;
}

/// A saved state goes on where it was saved; the parameters are those of each call.
constexpr bool restored() {
    using Net = Network<Input<9, 1>, Conv1D<1, 2>>;
    Parameters<Net> w;
    w.layer<0>().weight = std::array<float, 2>{1, 10};
    StreamState<Net> state;
    std::array<float, 1> y{};
    if (state.step(w, std::array<float, 1>{3}, y)) return false;  // a window is not full yet
    const StreamState<Net> saved = state;
    bool right = state.step(w, std::array<float, 1>{4}, y) && y[0] == 43;
    right = right && state.step(w, std::array<float, 1>{5}, y) && y[0] == 54 && state.steps == 3;
    state = saved;
    right = right && state.outputs_of(2) == 2 && state.step(w, std::array<float, 1>{6}, y) && y[0] == 63;
    state.reset();
    return right && state.steps == 0 && !state.step(w, std::array<float, 1>{6}, y);
}
static_assert(restored());

}  // namespace

TEST_CASE("stream_state: gives a stream's bits, by one step and by many, in place too", "[network]") {
    const auto w = parameters(1);
    const auto x = sound(100);
    Stream stream(w);
    State state;
    std::vector<float> expected(100), y = x;
    REQUIRE(stream.run(x, expected) == 100);
    for (std::size_t t = 0; t < 7; ++t) y[t] = state(w, std::array<float, 1>{x[t]})[0];
    REQUIRE(state.run(w, std::span(y).subspan(7), std::span(y).subspan(7)) == 93);
    REQUIRE(y == expected);
    REQUIRE(state.steps == 100);
    REQUIRE(restored());
}

TEST_CASE("stream_state: is all there is: memcpy saves and restores it, in another stream too", "[network]") {
    const auto w = parameters(1);
    const auto x = sound(100);
    Stream stream(w);
    std::vector<float> y(100), again(40);
    stream.run(std::span(x).first(60), y);
    std::array<unsigned char, sizeof(State)> file{};
    std::memcpy(file.data(), &std::as_const(stream).state(), sizeof(State));
    stream.run(std::span(x).last(40), std::span(y).last(40));

    State loaded;
    std::memcpy(&loaded, file.data(), sizeof(State));
    Stream<Amplifier> other(w);
    other.state() = loaded;
    other.run(std::span(x).last(40), again);
    REQUIRE(again == std::vector<float>(y.begin() + 60, y.end()));
    loaded.run(w, std::span(x).last(40), again);
    REQUIRE(again == std::vector<float>(y.begin() + 60, y.end()));
}

TEST_CASE("stream_state: of a layer by name, what it remembers, or begins with", "[network]") {
    using Nested = Network<Input<9, 1>, Conv1D<1, 2>, Sequential<GRU<2, Returns::sequence>, LSTM<3>>>;
    Parameters<Nested> w;
    initialize(w, 3);
    StreamState<Nested> state, other;
    std::array<float, 3> y{};
    REQUIRE(state.layer<0>().values.size() + 2 + 6 == StreamState<Nested>::memory);
    REQUIRE_FALSE(state.step(w, std::array<float, 1>{1}, y));
    other = state;
    const auto lstm = state.layer<1>().layer<1>();
    lstm.h = {1, 2, 3};
    lstm.c = {1, 0, -1};
    REQUIRE(std::as_const(state).layer<1>().layer<1>().h[2] == 3);
    REQUIRE(state.values[StreamState<Nested>::memory - 1] == -1);
    REQUIRE(state.step(w, std::array<float, 1>{2}, y));
    REQUIRE((y[0] == lstm.h[0] && y[2] == lstm.h[2]));
    const float before = y[0];
    REQUIRE(other.step(w, std::array<float, 1>{2}, y));
    REQUIRE(before != y[0]);
}

TEST_CASE("stream_state: with other parameters it remembers what it has", "[network]") {
    const auto first = parameters(1), second = parameters(2);
    const auto x = sound(20);
    State state, beside;
    std::vector<float> y(10), z(10);
    state.run(first, std::span(x).first(10), y);
    beside.run(second, std::span(x).first(10), z);
    REQUIRE(y != z);
    state.run(second, std::span(x).last(10), y);
    beside.run(second, std::span(x).last(10), z);
    REQUIRE(y != z);  // the layers' own pasts differ
    beside = state;
    REQUIRE(beside(first, std::array<float, 1>{1}) == state(first, std::array<float, 1>{1}));
}
