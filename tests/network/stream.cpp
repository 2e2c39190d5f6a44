#include <array>
#include <cstring>
#include <ctnn/activations/gelu.hpp>
#include <ctnn/activations/leaky_relu.hpp>
#include <ctnn/activations/relu.hpp>
#include <ctnn/activations/sigmoid.hpp>
#include <ctnn/activations/softmax.hpp>
#include <ctnn/activations/tanh.hpp>
#include <ctnn/layers/avg_pool1d.hpp>
#include <ctnn/layers/batch_norm.hpp>
#include <ctnn/layers/concat.hpp>
#include <ctnn/layers/conv1d.hpp>
#include <ctnn/layers/dense.hpp>
#include <ctnn/layers/dropout.hpp>
#include <ctnn/layers/embedding.hpp>
#include <ctnn/layers/flatten.hpp>
#include <ctnn/layers/gaussian_noise.hpp>
#include <ctnn/layers/gru.hpp>
#include <ctnn/layers/layer_norm.hpp>
#include <ctnn/layers/lstm.hpp>
#include <ctnn/layers/max_pool1d.hpp>
#include <ctnn/layers/multiply.hpp>
#include <ctnn/layers/residual.hpp>
#include <ctnn/layers/rms_norm.hpp>
#include <ctnn/layers/sequential.hpp>
#include <ctnn/layers/time_distributed.hpp>
#include <ctnn/network/predict.hpp>
#include <ctnn/network/stream.hpp>
#include <vector>

#include <allocations.hpp>
#include <testing.hpp>

using namespace ctnn;

namespace {

/// A layer with memory: every output is the mean of the one before it and the input. Last: of the last step
/// only. No product that a compiler might fuse with a sum, here or there.
template <bool Last>
struct Fading {
    template <class In>
    struct on {
        static constexpr std::size_t steps = In::extents[0], features = In::extents[1];
        using input = In;
        using output = std::conditional_t<Last, Shape<features>, In>;
        static constexpr std::size_t parameters = 1;  // is added to every input

        struct stream {
            using input = Shape<features>;
            using output = Shape<features>;
            static constexpr std::size_t delay = 0, period = 1, memory = features, scratch = 0;

            template <class T>
            static constexpr std::size_t run(const T* w, const T*, std::size_t, const T* x, std::size_t count,
                                             T* y, T* kept, T*) noexcept {
                for (std::size_t s = 0; s < count; ++s)
                    for (std::size_t f = 0; f < features; ++f)
                        y[s * features + f] = kept[f] = (kept[f] + (w[0] + x[s * features + f])) / 2;
                return count;
            }
        };

        static constexpr void predict(auto w, auto x, auto y) {
            using T = std::remove_const_t<typename decltype(x)::value_type>;
            T kept[features]{}, all[In::size]{};
            stream::template run<T>(w.data(), nullptr, 0, x.data(), steps, all, kept, nullptr);
            for (std::size_t i = 0; i < output::size; ++i) y[i] = all[In::size - output::size + i];
        }
        static constexpr void backward(auto, auto, auto, auto, auto, auto) {}
        static constexpr void initialize(auto w, auto&) { w[0] = 0; }
    };
};

template <class Net>
const Parameters<Net>& parameters() {
    static Parameters<Net> values;
    initialize(values, 3);
    for (std::size_t i = 0; i < values.size(); ++i) values.values[i] += 0.01f * float(i % 7);  // states too
    return values;
}

template <class Net>
std::vector<float> sequence() {
    Random random{5};
    std::vector<float> x(Net::input_size);
    for (float& value : x) value = random.uniform<float>() * 2 - 1;
    return x;
}

/// What a stream gives is what the network gives for the whole sequence, bit for bit, in whatever pieces it
/// comes; if that is its last output only, the stream's last one is.
template <class Net, std::size_t Delay, std::size_t Period>
void is_the_sequence() {
    using S = Stream<Net>;
    static_assert(S::delay == Delay && S::period == Period);
    constexpr std::size_t steps = Net::input_size / S::step_input;
    const auto& w = parameters<Net>();
    const auto x = sequence<Net>();
    const auto whole = predict(w, std::span<const float, Net::input_size>(x));
    S stream(w);
    for (const std::size_t piece : {std::size_t{0}, std::size_t{1}, std::size_t{5}, std::size_t{37}, steps}) {
        std::vector<float> y(steps * S::step_output + whole.size(), -7);
        std::size_t written = 0;
        const std::size_t before = allocations();
        for (std::size_t t = 0; t < steps; t += std::max<std::size_t>(piece, 1)) {
            const std::span<float> rest(y.data() + written * S::step_output,
                                        y.size() - written * S::step_output);
            const std::size_t count = std::min(piece, steps - t), expected = stream.outputs_of(count);
            if (piece == 0) {
                written += stream.step(
                    std::span<const float, S::step_input>(x.data() + t * S::step_input, S::step_input),
                    rest.template first<S::step_output>());
            } else {
                const std::size_t more =
                    stream.run({x.data() + t * S::step_input, count * S::step_input}, rest);
                REQUIRE(more == expected);
                written += more;
            }
        }
        REQUIRE(allocations() == before);
        CAPTURE(piece);
        REQUIRE(written == (steps > Delay ? (steps - Delay - 1) / Period + 1 : 0));
        REQUIRE(written * S::step_output >= whole.size());
        const float* const last = y.data() + written * S::step_output - whole.size();
        REQUIRE(std::memcmp(last, whole.data(), sizeof whole) == 0);
        stream.reset();
    }
}

/// The same where outputs come to lie on steps already taken: from the place of the first step on, or before.
template <class Net>
void runs_in_place() {
    using S = Stream<Net>;
    static_assert(S::step_output <= S::step_input);
    const auto& w = parameters<Net>();
    const auto x = sequence<Net>();
    const std::size_t steps = x.size() / S::step_input;
    S apart(w), stream(w);
    std::vector<float> expected(steps * S::step_output);
    expected.resize(apart.run(x, expected) * S::step_output);
    for (const std::size_t ahead : {std::size_t{0}, std::size_t{1}, std::size_t{9}}) {
        for (const std::size_t piece : {std::size_t{0}, std::size_t{1}, std::size_t{37}, steps}) {
            std::vector<float> values(ahead, -7);
            values.insert(values.end(), x.begin(), x.end());
            std::size_t written = 0;  // values
            stream.reset();
            const std::size_t before = allocations();
            for (std::size_t t = 0; t < steps; t += std::max<std::size_t>(piece, 1)) {
                const std::size_t from = ahead + t * S::step_input, count = std::min(piece, steps - t);
                const std::span<float> room = std::span<float>(values).subspan(written);
                if (piece > 0)
                    written +=
                        stream.run({values.data() + from, count * S::step_input}, room) * S::step_output;
                else if (stream.step(
                             std::span<const float, S::step_input>(values.data() + from, S::step_input),
                             room.template first<S::step_output>()))
                    written += S::step_output;
            }
            REQUIRE(allocations() == before);
            CAPTURE(ahead, piece);
            REQUIRE(written == expected.size());
            REQUIRE(std::memcmp(values.data(), expected.data(), written * sizeof(float)) == 0);
        }
    }
}

using Decimated = Network<Input<9, 1>, MaxPool1D<2>, Fading<false>>;

/// A whole stream in a constant expression.
constexpr std::array<float, 4> decimated() {
    Parameters<Decimated> w;
    initialize(w, 1);
    Stream<Decimated> stream(w);
    std::array<float, 4> y{};
    std::size_t written = 0;
    for (const float x : {4.0f, 8.0f, 2.0f, 1.0f})
        written += stream.step(std::array<float, 1>{x}, std::span<float, 1>(y.data() + written, 1));
    const std::array<float, 5> more{3, 5, 16, 2, 9};
    written += stream.run(more, std::span<float>(y).subspan(written));
    return written == 4 ? y : std::array<float, 4>{};
}
static_assert(decimated() == std::array<float, 4>{4, 3, 4, 10});

/// The same in place.
constexpr std::array<float, 9> decimated_in_place() {
    Parameters<Decimated> w;
    initialize(w, 1);
    Stream<Decimated> stream(w);
    std::array<float, 9> values{4, 8, 2, 1, 3, 5, 16, 2, 9};
    const std::span<float, 1> last(values.data() + 8, 1);
    const std::size_t written = stream.run(std::span<const float>(values).first(8), values);
    return written == 4 && !stream.step(last, last) ? values : std::array<float, 9>{};
}
static_assert(decimated_in_place() == std::array<float, 9>{4, 3, 4, 10, 3, 5, 16, 2, 9});

using Prompt = Network<Input<5, 2>, Fading<true>, Dense<3, Tanh>>;
static_assert(Stream<Prompt>::delay == 0 && Stream<Prompt>::period == 1 && Stream<Prompt>::memory == 2);
static_assert(Stream<Prompt>::step_input == 2 && Stream<Prompt>::step_output == 3);
static_assert(!std::is_constructible_v<Stream<Prompt>, const Parameters<Decimated>&>);

template <class Net>
using StreamOfDouble = Stream<Net, double>;
static_assert(std::is_same_v<decltype(std::declval<StreamOfDouble<Prompt>>()(std::array<double, 2>{})),
                             std::array<double, 3>>);

}  // namespace

TEST_CASE("stream: in a constant expression and at run time", "[network]") {
    REQUIRE(decimated() == std::array<float, 4>{4, 3, 4, 10});
}

TEST_CASE("stream: pools and memory, delays and periods one after the other", "[network]") {
    is_the_sequence<Network<Input<41, 3>, MaxPool1D<2>>, 1, 2>();
    is_the_sequence<Network<Input<41, 3>, MaxPool1D<2>, Fading<false>, AvgPool1D<3>>, 1 + 2 * 2, 6>();
    is_the_sequence<Network<Input<41, 1>, AvgPool1D<4, Pool1DOptions{.stride = 1, .padding = causal}>,
                            Sequential<MaxPool1D<3>, MaxPool1D<2>>>,
                    5, 6>();
}

TEST_CASE("stream: what keeps nothing goes step by step, with the same bits", "[network]") {
    is_the_sequence<Network<Input<21, 1>, Activation<Tanh>, Fading<false>, Activation<GELU>>, 0, 1>();
    is_the_sequence<Network<Input<21, 7>, Activation<Sigmoid>, Fading<false>>, 0, 1>();
    is_the_sequence<Network<Input<3, 1>, Activation<Tanh>>, 0, 1>();
    is_the_sequence<Network<Input<2, 5>, Activation<Tanh>>, 0, 1>();
    is_the_sequence<Network<Input<21, 3>, BatchNorm<>, LayerNorm<>, Dropout<std::ratio<1, 2>>,
                            GaussianNoise<std::ratio<1, 10>>, RMSNorm<>>,
                    0, 1>();
    is_the_sequence<Network<Input<11, 18>, BatchNorm<>, LayerNorm<>, RMSNorm<>>, 0, 1>();
    is_the_sequence<
        Network<Input<40, 5>, TimeDistributed<Sequential<Dense<19, Tanh>, Dense<3, Softmax>>>, Fading<false>>,
        0, 1>();
}

TEST_CASE("stream: branches side by side", "[network]") {
    using Twice = TimeDistributed<Dense<4>>;
    is_the_sequence<Network<Input<70, 4>, Residual<Fading<false>, Twice>, Residual<Twice>>, 0, 1>();
    is_the_sequence<Network<Input<30, 2>, Residual<RMSNorm<>>, Residual<Activation<LeakyReLU>>>, 0, 1>();
    is_the_sequence<
        Network<Input<70, 3>, Concat<MaxPool1D<2>, Sequential<Fading<false>, AvgPool1D<2>>>, Fading<false>>,
        1, 2>();
    is_the_sequence<Network<Input<9, 3>, Concat<Fading<true>, Sequential<Fading<true>, Dense<2>>>, Dense<2>>,
                    0, 1>();
}

TEST_CASE("stream: behind a layer that gives its last output all others see that of every step",
          "[network]") {
    is_the_sequence<Network<Input<12, 2>, Fading<true>, Residual<Dense<2, Tanh>>, Flatten, Dense<3, Softmax>>,
                    0, 1>();
    is_the_sequence<Network<Input<12, 2>, Sequential<MaxPool1D<2>, Fading<true>, Dense<5, Tanh>>, Dense<3>>,
                    1, 2>();
    // Each is the output of a sequence that ends there.
    const auto& w = parameters<Prompt>();
    const auto x = sequence<Prompt>();
    Stream stream(w);
    std::array<float, 2> faded{};
    for (std::size_t t = 0; t < 5; ++t) {
        for (std::size_t f = 0; f < 2; ++f) faded[f] = (faded[f] + (w.values[0] + x[2 * t + f])) / 2;
        const auto y = stream(std::span<const float, 2>(x.data() + 2 * t, 2));
        Parameters<Network<Input<2>, Dense<3, Tanh>>> dense;
        std::copy_n(w.values + 1, dense.size(), dense.values);
        REQUIRE(y == predict(dense, faded));
    }
}

TEST_CASE("stream: convolutions, pools and recurrences, one behind the other", "[network]") {
    is_the_sequence<Network<Input<50, 1>, Conv1D<5, 4, Tanh, Conv1DOptions{.padding = causal}>, MaxPool1D<2>,
                            Conv1D<6, 3, ReLU>, LSTM<9>, Dense<2>>,
                    1 + 2 * 2, 2>();
    is_the_sequence<Network<Input<40, 3>, LSTM<7, Returns::sequence>, Residual<GRU<7, Returns::sequence>>,
                            TimeDistributed<Dense<2>>>,
                    0, 1>();
    using Gated = Multiply<Conv1D<4, 2, Tanh, Conv1DOptions{.padding = causal, .dilation = 3}>,
                           Conv1D<4, 2, Sigmoid, Conv1DOptions{.padding = causal, .dilation = 3}>>;
    is_the_sequence<Network<Input<45, 2>, Conv1D<4, 1>, Residual<Gated, Conv1D<4, 1>>, Conv1D<1, 1>>, 0, 1>();
}

TEST_CASE("stream: in place, and where outputs lie before their steps", "[network]") {
    REQUIRE(decimated_in_place() == std::array<float, 9>{4, 3, 4, 10, 3, 5, 16, 2, 9});
    runs_in_place<Network<Input<90, 2>, Conv1D<2, 3, Tanh, Conv1DOptions{.padding = causal}>>>();
    runs_in_place<Network<Input<90, 3>, Conv1D<2, 4, Linear, Conv1DOptions{.stride = 3}>, MaxPool1D<2>>>();
    runs_in_place<Network<Input<90, 2>, MaxPool1D<3, Pool1DOptions{.stride = 1, .padding = causal}>>>();
    runs_in_place<Network<Input<70, 4>, Residual<TimeDistributed<Dense<4>>>>>();
    runs_in_place<Network<Input<40, 5>, Concat<Fading<false>, MaxPool1D<1>>, LSTM<5>>>();
    runs_in_place<Network<Input<5, 300>, TimeDistributed<Dense<300>>>>();  // one step at a time
}

TEST_CASE("stream: takes no step where an output would lie on one that is still to come", "[network]") {
    const auto& w = parameters<Prompt>();  // three values of two
    Stream stream(w), beside(w);
    std::array<float, 15> values{1, 2, 3, 4, 5, 6}, before = values;
    const std::span<const float> steps(values);
    REQUIRE(stream.run(steps.first(4), values) == 0);
    REQUIRE(stream.run(steps.first(4), std::span(values).subspan(1)) == 0);
    REQUIRE(values == before);

    std::array<float, 6> expected{};  // nor was any taken: with room for it, the first outputs come
    REQUIRE(beside.run(std::span<const float>(before).subspan(1, 4), expected) == 2);
    REQUIRE(stream.run(steps.subspan(1, 4), std::span(values).first(6)) == 2);
    REQUIRE(std::equal(expected.begin(), expected.end(), values.begin()));
    REQUIRE(stream.run(steps.first(2), values) == 1);  // a single one
}

TEST_CASE("stream: words, one by one", "[network]") {
    using Net = Network<Input<12>, Embedding<20, 5>, LSTM<6>, Dense<3, Softmax>>;
    using S = Stream<Net>;
    static_assert(S::delay == 0 && S::step_input == 1 && S::step_output == 3);
    const auto& w = parameters<Net>();
    const std::array<float, 12> x{3, 7, 19, 0, -1, 4, 4, 2, 18, 11, 5, 6};
    Stream stream(w);
    std::array<float, 3> y{};
    for (const float word : x) y = stream(std::array<float, 1>{word});
    REQUIRE(y == predict(w, x));
}

TEST_CASE("stream: goes on beyond the sequence that the network was made for", "[network]") {
    const auto& w = parameters<Decimated>();
    Stream stream(w);
    std::array<float, 1> y{};
    std::size_t outputs = 0;
    for (int t = 0; t < 1000; ++t) outputs += stream.step(std::array<float, 1>{float(t)}, y);
    REQUIRE(outputs == 500);
    REQUIRE(y[0] > 990);
}

TEST_CASE("stream: takes the steps whose outputs have room, and no part of a step", "[network]") {
    const auto& w = parameters<Decimated>();
    const auto x = sequence<Decimated>();
    Stream whole(w), pieces(w);
    std::array<float, 4> y{}, z{};
    REQUIRE(whole.run(x, y) == 4);
    // Room for one output: the first three steps, as the fourth has the second output.
    REQUIRE(pieces.run(x, std::span<float>(z).first(1)) == 1);
    REQUIRE(pieces.outputs_of(1) == 1);
    REQUIRE(pieces.run(std::span<const float>(x).subspan(3), std::span<float>(z).subspan(1)) == 3);
    REQUIRE(z == y);
    // No room at all, or no step: nothing comes.
    Stream none(w);
    REQUIRE(none.run({}, y) == 0);
    REQUIRE(none.run(x, {}) == 0);
    REQUIRE(none.outputs_of(1) == 1);  // one step went in, the next one has an output
    Stream<Prompt> halves(parameters<Prompt>());
    std::array<float, 5> three{1, 2, 3, 4, 5}, room{};
    REQUIRE(halves.run(three, room) == 1);  // two steps and a half, room for one and two thirds
}
