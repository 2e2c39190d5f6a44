#include <ctnn/io/read_safetensors.hpp>

#include <ctnn/ctnn.hpp>
#include <data/scratch_file.hpp>
#include <io/foreign_file.hpp>
#include <testing.hpp>

// What networks answer with the parameters of PyTorch's models, beside what these answered there.

using namespace ctnn;

namespace {

using Images =
    Network<Input<8, 7, 2>, Conv2D<6, 3, Linear, ConvOptions{.padding = pad(1)}>, BatchNorm<>,
            Activation<ReLU>, MaxPool2D<2>, Conv2D<6, Size2D{2, 1}, Tanh, ConvOptions{.groups = 3}>, Flatten,
            BatchNorm<>, Dense<3>>;
using Two = Network<Input<5, 3>, LSTM<4, Returns::sequence>, LSTM<4>, Dense<2>>;

}  // namespace

TEST_CASE("pytorch_answers: models of layers of each kind", "[io]") {
    answers_as_pytorch<Images>(reference::images);
    answers_as_pytorch<Network<Input<8, 7, 2>, Conv2D<6, 3, Linear, ConvOptions{.padding = pad(1)}>,
                               BatchNorm<>, Activation<ReLU>, MaxPool2D<2>,
                               Sequential<Conv2D<6, Size2D{2, 1}, Tanh, ConvOptions{.groups = 3}>, Flatten>,
                               BatchNorm<>, Dense<3>>>(reference::images);
    answers_as_pytorch<
        Network<Input<3, 4, 2>, Conv2DTranspose<3, Size2D{3, 2}, Linear, ConvTransposeOptions{.stride = 2}>,
                Dense<2>>>(reference::upwards);
    answers_as_pytorch<Network<Input<8, 2>, Conv1D<4, 3, ReLU>, Flatten, Dense<3>>>(reference::sequence);
    answers_as_pytorch<Two>(reference::lstm, {.names = {"rnn", "rnn_l1", "head"}});
    answers_as_pytorch<Network<Input<5, 3>, GRU<4, Returns::sequence>, TimeDistributed<Dense<3>>>>(
        reference::gru);
    answers_as_pytorch<Network<Input<5, 3>, SimpleRNN<4>, Dense<3>>>(reference::rnn);
    answers_as_pytorch<Network<Input<5>, Embedding<7, 3>, GRU<4>, LayerNorm<>, Dense<2>>>(reference::words,
                                                                                          {}, 5);
}

TEST_CASE("pytorch_answers: initial states, which few files have", "[io]") {
    using Begun = WithInitialState<LSTM<4, Returns::sequence>>;
    using Net = Network<Input<5, 3>, Begun, WithInitialState<LSTM<4>, Initial::given>, Dense<2>>;
    answers_as_pytorch<Net>(reference::lstm, {.names = {"rnn", "rnn_l1", "head"}});
    using Gated = Network<Input<3, 1>, WithInitialState<NoBias<GRU<2>>, Initial::given>>;
    const ScratchFile file(file_of({{"gru.weight_ih_l0", {6, 1}}, {"gru.weight_hh_l0", {6, 2}}}),
                           ".safetensors");
    const ScratchFile begun(file_of({{"kernel", {1, 6}}, {"recurrent_kernel", {2, 6}}, {"h0", {2}}}),
                            ".safetensors");
    REQUIRE(read_safetensors<Gated>(file.path()).state<0>().h0[1] == 0);
    REQUIRE(read_safetensors<Gated>(begun.path(), {.layout = from_keras}).state<0>().h0[1] == 19);
}

TEST_CASE("pytorch_answers: both ways of a recurrent layer, level by level", "[io]") {
    using Net =
        Network<Input<4, 3>, Bidirectional<LSTM<2, Returns::sequence>>, Bidirectional<LSTM<2>>, Dense<3>>;
    answers_as_pytorch<Net>(reference::both_ways, {.names = {"rnn", "rnn_l1", "head"}});
    answers_as_pytorch<Net>(reference::both_ways);  // by their shapes
}
