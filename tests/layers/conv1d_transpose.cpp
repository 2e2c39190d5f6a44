#include <layers/convolution_reference.hpp>
#include <layers/laws.hpp>

#include <ctnn/activations/gelu.hpp>
#include <ctnn/activations/softmax.hpp>
#include <ctnn/activations/tanh.hpp>
#include <ctnn/layers/conv1d.hpp>
#include <ctnn/layers/conv1d_transpose.hpp>
#include <ctnn/layers/lstm.hpp>
#include <ctnn/layers/max_pool1d.hpp>
#include <ctnn/layers/no_bias.hpp>
#include <ctnn/layers/residual.hpp>
#include <ctnn/layers/sequential.hpp>
#include <ctnn/network/network.hpp>
#include <ctnn/network/predict.hpp>
#include <ctnn/network/stream.hpp>
#include <utility>

using namespace ctnn;

namespace {

using Options = Conv1DTransposeOptions;
template <Options O, std::size_t Kernel = 4>
using On = placed<Conv1DTranspose<3, Kernel, Tanh, O>, Shape<5, 2>>;
static_assert(std::is_same_v<On<Options{}>::output, Shape<8, 3>>);
static_assert(On<Options{}>::parameters == 4 * 3 * 2 + 3 && On<Options{}>::multiply_adds == 5 * 24);
static_assert(std::is_same_v<On<Options{.stride = 2, .padding = pad(0, 0, 1, 2)}>::output, Shape<9, 3>>);
static_assert(std::is_same_v<On<Options{.stride = 3, .padding = same}>::output, Shape<15, 3>>);
static_assert(
    std::is_same_v<On<Options{.stride = 2, .padding = causal, .dilation = 3}>::output, Shape<10, 3>>);
static_assert(std::is_same_v<On<Options{.stride = 6, .padding = causal}>::output, Shape<30, 3>>);

template <class L>
concept Streams = requires { typename L::stream; };
static_assert(Streams<On<Options{.stride = 2, .padding = causal}>> && Streams<On<Options{}, 1>>);
static_assert(!Streams<On<Options{}>>, "gives steps behind the last one");
static_assert(!Streams<On<Options{.stride = 2, .padding = same}>>, "looks ahead");
static_assert(!Streams<On<Options{.stride = 2, .padding = causal, .output_padding = 1}>>);

constexpr Options twice{.stride = 2, .padding = causal}, thrice{.stride = 3, .padding = causal};
using Up = Network<Input<8, 2>, Conv1D<4, 3, Tanh, Conv1DOptions{.stride = 2, .padding = causal}>,
                   Conv1DTranspose<5, 4, Tanh, twice>,
                   Sequential<Conv1D<3, 2, Tanh, Conv1DOptions{.padding = causal}>,
                              NoBias<Conv1DTranspose<3, 5, Linear, thrice>>>,
                   Residual<Conv1D<3, 3, Tanh, Conv1DOptions{.padding = causal, .dilation = 2}>>,
                   LSTM<4, Returns::sequence>>;
static_assert(std::is_same_v<Up::output, Shape<24, 4>>);
using UpStream = Stream<Up>;
static_assert(UpStream::delay == 0 && UpStream::period == 2 && UpStream::rate == 6);
static_assert(UpStream::step_output == 6 * 4);

// Behind several outputs at a time one of a few steps cannot be told when its own come.
static_assert(
    !detail::Streams<detail::Chain<Shape<8, 2>, placed<Conv1DTranspose<2, 2, Tanh, twice>, Shape<8, 2>>,
                                   placed<MaxPool1D<3>, Shape<16, 2>>>>);

}  // namespace

TEST_CASE("conv1d_transpose: the laws", "[layers]") {
    layer_laws<Conv1DTranspose<5, 3, GELU, twice>, Shape<4, 2>>();
    layer_laws<
        Conv1DTranspose<
            4, 2, Linear,
            Options{
                .stride = 3, .padding = pad(0, 0, 1, 2), .output_padding = 1, .dilation = 2, .groups = 2}>,
        Shape<5, 2>>();
    layer_laws<NoBias<Conv1DTranspose<6, 3, Tanh, Options{.stride = 2, .padding = causal, .groups = 2}>>,
               Shape<3, 4>>();
}

TEST_CASE("conv1d_transpose: a stream gives the bits of the whole sequence, at any pace", "[layers]") {
    stream_laws<Conv1DTranspose<16, 8, Tanh, Options{.stride = 4, .padding = causal}>, Shape<20, 5>>();
    stream_laws<Conv1DTranspose<3, 2, Softmax, Options{.stride = 5, .padding = causal}>, Shape<9, 2>>();
    stream_laws<NoBias<Conv1DTranspose<17, 3, Linear, Options{.padding = causal, .dilation = 3}>>,
                Shape<11, 3>>();
    stream_laws<Conv1DTranspose<6, 3, Tanh, Options{.stride = 2, .padding = causal, .groups = 3}>,
                Shape<9, 15>>();
}

TEST_CASE("conv1d_transpose: a network that makes its sequence longer streams", "[layers]") {
    Parameters<Up> parameters;
    initialize(parameters, 3);
    std::array<float, 16> x{};
    laws::fill_random(x.data(), x.size(), 5);
    const auto whole = predict(parameters, x);
    Stream stream(parameters);
    std::vector<float> y(96);
    std::size_t outputs = 0;
    for (std::size_t t = 0; t < 8; ++t) {
        std::array<float, 24> some{};
        REQUIRE(stream.outputs_of(1) == (t % 2 == 0));
        if (!stream.step(std::span<const float, 2>(x.data() + 2 * t, 2), some)) continue;
        std::copy(some.begin(), some.end(), y.begin() + std::ptrdiff_t(24 * outputs++));
    }
    REQUIRE(outputs == 4);
    REQUIRE(y == std::vector<float>(whole.begin(), whole.end()));
    stream.reset();
    std::vector<float> again(96);
    REQUIRE(stream.run(x, std::span(again).first(50)) == 2);
    REQUIRE(stream.run(std::span(x).last(8), std::span(again).subspan(48)) == 2);
    REQUIRE(again == y);
}

TEST_CASE("conv1d_transpose: PyTorch's outputs and gradients", "[layers]") {
    AGREES_WITH_PYTORCH(
        transposed_sequence,
        placed<Conv1DTranspose<6, 3, Tanh,
                               Options{.stride = 2, .padding = pad(1), .output_padding = 1, .groups = 2}>,
               Shape<5, 4>>);
    AGREES_WITH_PYTORCH(
        transposed_causal,
        placed<Conv1DTranspose<5, 3, Linear, Options{.stride = 2, .padding = causal, .dilation = 2}>,
               Shape<6, 3>>);
}

TEST_CASE("conv1d_transpose: a stream in a constant expression", "[layers]") {
    using Net = Network<Input<3, 1>, Conv1DTranspose<1, 3, Linear, twice>>;
    constexpr auto y = [] {
        Parameters<Net> parameters;
        parameters.layer<0>().weight = {1, 10, 100};
        parameters.layer<0>().bias = {0.5f};
        StreamState<Net> state;
        std::array<float, 6> outputs{};
        state.run(parameters, std::array<float, 3>{1, 2, 3}, outputs);
        return outputs;
    }();
    static_assert(y == std::array<float, 6>{1.5f, 10.5f, 102.5f, 20.5f, 203.5f, 30.5f});
    REQUIRE(y[5] == 30.5f);
}
