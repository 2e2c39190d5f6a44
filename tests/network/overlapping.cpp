#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <ctnn/ctnn.hpp>
#include <vector>

#include <allocations.hpp>
#include <kernels/sizes.hpp>
#include <testing.hpp>

using namespace ctnn;

namespace {

using detail::OverlappingSamples;

/// Whether `each` takes every sample once, and before an output lies on its input.
constexpr bool loses_nothing(OverlappingSamples samples, std::ptrdiff_t count) {
    std::array<bool, 8> done{};
    bool sound = true;
    samples.each(static_cast<std::size_t>(count), [&](std::ptrdiff_t s) {
        sound = sound && !done[static_cast<std::size_t>(s)];
        done[static_cast<std::size_t>(s)] = true;
        const std::ptrdiff_t begin = samples.apart + s * samples.out, end = begin + samples.out;
        for (std::ptrdiff_t r = 0; r < count; ++r)
            sound = sound && (done[static_cast<std::size_t>(r)] || end <= r * samples.in ||
                              begin >= (r + 1) * samples.in);
    });
    return sound && std::count(done.begin(), done.end(), true) == count;
}
constexpr bool never_loses_anything() {
    bool sound = true;
    for (std::ptrdiff_t in = 1; in <= 3; ++in)
        for (std::ptrdiff_t out = 1; out <= 3; ++out)
            for (std::ptrdiff_t count = 0; count <= 5; ++count)
                for (std::ptrdiff_t apart = -count * out - 1; apart <= count * in + 1; ++apart)
                    sound = sound && loses_nothing({in, out, apart}, count);
    return sound;
}

// In constant evaluation too.
using Cell = Network<Input<2>, Residual<Dense<2, Tanh>>>;
constexpr Parameters<Cell> cell{std::array<float, 6>{1, 2, 3, 4, 5, 6}};
constexpr std::array<float, 4> in_place() {
    std::array<float, 4> values{0.5f, 0.25f, -1, 2};
    predict(cell, values, values);
    return values;
}
constexpr std::array<float, 6> in_part() {
    std::array<float, 6> values{0.5f, 0.25f, -1, 2, 0, 0};
    predict(cell, std::span(values).first(4), std::span(values).subspan(1));
    return values;
}
constexpr std::array<float, 2> beside(float a, float b) { return predict(cell, std::array{a, b}); }
static_assert(in_place() ==
              std::array{beside(0.5f, 0.25f)[0], beside(0.5f, 0.25f)[1], beside(-1, 2)[0], beside(-1, 2)[1]});
static_assert(in_part() == std::array{0.5f, beside(0.5f, 0.25f)[0], beside(0.5f, 0.25f)[1], beside(-1, 2)[0],
                                      beside(-1, 2)[1], 0.0f});

template <class T>
std::vector<T> random_values(std::size_t count) {
    std::vector<T> values(count);
    Random random{7};
    for (T& value : values) value = random.below(3) == 0 ? T(0) : random.uniform<T>() * 2 - 1;
    return values;
}

/// How outputs of `Net` that begin `apart` values after the inputs differ from those that lie elsewhere; the
/// values that are no output differ if they change.
template <class Net, class T, class Predict>
T difference(const Parameters<Net, T>& parameters, std::size_t count, std::ptrdiff_t apart,
             Predict predict_) {
    const std::size_t in = count * Net::input_size, out = count * Net::output_size, margin = 3;
    const std::size_t x = margin + (apart < 0 ? std::size_t(-apart) : 0);
    const std::size_t y = apart < 0 ? margin : margin + std::size_t(apart);
    std::vector<T> values = random_values<T>(std::max(x + in, y + out) + margin), expected = values;
    std::vector<T> outputs(out);
    REQUIRE(predict(parameters, std::span(expected).subspan(x, in), outputs) == count);
    std::copy(outputs.begin(), outputs.end(), expected.begin() + std::ptrdiff_t(y));
    const std::size_t before = allocations();
    const std::size_t predicted =
        predict_(std::span<const T>(values).subspan(x, in), std::span(values).subspan(y, out));
    REQUIRE(allocations() == before);
    REQUIRE(predicted == count);
    T worst = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const bool is_output = i >= y && i < y + out;
        const T off = std::abs(values[i] - expected[i]);
        worst = std::isnan(off) || (!is_output && off != 0) ? T(9) : std::max(worst, off);
    }
    return worst;
}

/// Of one sample and of many, at every distance or at those where the order of the samples turns.
template <class Net, class T = float>
void overlaps() {
    constexpr auto in = std::ptrdiff_t{Net::input_size}, out = std::ptrdiff_t{Net::output_size};
    Parameters<Net, T> parameters;
    initialize(parameters, 3);
    for (std::size_t i = 0; i < parameters.size(); ++i) parameters.values[i] += T(0.01) * std::sin(T(i));
    std::vector<T> workspace(Net::workspace_size + std::min(Net::input_size, Net::output_size));
    for (const std::size_t count : {1u, 2u, 3u, 9u})
        for (const std::ptrdiff_t apart :
             {std::ptrdiff_t{0}, std::ptrdiff_t{1}, std::ptrdiff_t{-1}, in - out, out - in, in - 1, 1 - out,
              std::ptrdiff_t(count) * (in - out) / 2, std::ptrdiff_t(count) * in - 1,
              std::ptrdiff_t(count) * -out + 1}) {
            CAPTURE(count, apart);
            REQUIRE(difference(parameters, count, apart,
                               [&](auto x, auto y) { return predict(parameters, x, y); }) < T(1e-5));
            REQUIRE(difference(parameters, count, apart, [&](auto x, auto y) {
                        return predict(parameters, x, y, workspace);
                    }) < T(1e-5));
        }
}

/// Alone, where it reads the input and writes the output, and between others.
template <class In, class Layer>
void layer_overlaps() {
    overlaps<Network<In, Layer>>();
#ifndef CTNN_TEST_FEW
    overlaps<Network<In, Sequential<Layer>>>();
#endif
    overlaps<Network<In, Layer, Activation<Tanh>>>();
}

}  // namespace

TEST_CASE("overlapping: there is an order in which no input is lost", "[network]") {
    REQUIRE(never_loses_anything());
}

TEST_CASE("overlapping: outputs of dense layers on their inputs", "[network]") {
    layer_overlaps<Input<2>, Dense<2, Tanh>>();
    layer_overlaps<Input<5>, Dense<3, Softmax>>();
    layer_overlaps<Input<3>, Dense<40, ReLU>>();
    layer_overlaps<Input<70>, Dense<33, Sigmoid>>();
    layer_overlaps<SparseInput<70>, Dense<70, Tanh>>();
    overlaps<Network<Input<2>, Dense<2, Tanh>, Dense<1, Sigmoid>>>();
    overlaps<Network<Input<9>, Dense<9, Tanh>, Dense<9, Softmax>>, double>();
}

TEST_CASE("overlapping: outputs of branches on their inputs", "[network]") {
    layer_overlaps<Input<4>, Residual<Dense<4, Tanh>>>();
    layer_overlaps<Input<4>, Concat<Dense<3, Tanh>, Activation<Sigmoid>>>();
    layer_overlaps<Input<4>, Add<Dense<4, Tanh>, Activation<Linear>>>();
    layer_overlaps<Input<4>, Multiply<Dense<4, Tanh>, Activation<Linear>>>();
    overlaps<Network<Input<4>, Residual<Dense<4, Tanh>>>, double>();
}

TEST_CASE("overlapping: outputs of images on their inputs", "[network]") {
    using Image = Input<5, 6, 2>;
    layer_overlaps<Image, Conv2D<2, 3, ReLU, ConvOptions{.padding = same}>>();
    layer_overlaps<Image, Conv2DTranspose<2, 3>>();
    layer_overlaps<Image, MaxPool2D<2>>();
    layer_overlaps<Image, Upsample2D<2>>();
    layer_overlaps<Image, ZeroPad2D<pad(1)>>();
    layer_overlaps<Image, ReflectionPad2D<pad(2)>>();
    layer_overlaps<Image, Cropping2D<pad(1)>>();
    layer_overlaps<Image, Permute<2, 0, 1>>();
    layer_overlaps<Image, GlobalAvgPool2D>();
    layer_overlaps<Image, LayerNorm<>>();
    layer_overlaps<Image, BatchNorm<>>();
}

TEST_CASE("overlapping: outputs of sequences on their inputs", "[network]") {
    using Steps = Input<6, 3>;
    layer_overlaps<Steps, Conv1D<4, 3, Tanh>>();
    layer_overlaps<Steps, AvgPool1D<2>>();
    layer_overlaps<Steps, LSTM<3, Returns::sequence>>();
    layer_overlaps<Steps, GRU<5>>();
    layer_overlaps<Steps, WithInitialState<NoBias<GRU<5, Returns::sequence>>>>();
    layer_overlaps<Steps,
                   Conv1DTranspose<4, 3, Tanh, Conv1DTransposeOptions{.stride = 2, .padding = causal}>>();
    layer_overlaps<Steps, ReplicationPad1D<pad(1)>>();
    layer_overlaps<Steps, Bidirectional<SimpleRNN<2, Returns::sequence>>>();
    layer_overlaps<Steps, TimeDistributed<Dense<3, Tanh>>>();
    layer_overlaps<Input<4>, Embedding<3, 2>>();
}

TEST_CASE("overlapping: a workspace without room for it is left alone", "[network]") {
    Parameters<Cell> parameters = cell;
    std::vector<float> values{1, 2, 3, 4}, workspace(Cell::workspace_size + 1);
    REQUIRE(predict(parameters, values, values, workspace) == 0);
    REQUIRE(values == std::vector<float>{1, 2, 3, 4});
    std::vector<float> elsewhere(4);
    REQUIRE(predict(parameters, values, elsewhere, workspace) == 2);
}
