// Writes networks of all layers as ONNX models into a folder, with inputs and what predict makes of them:
// NAME.onnx, NAME.input, NAME.output, and lines "NAME type batch extents..." to standard output. See run.sh.
#include <cstdio>
#include <ctnn/ctnn.hpp>
#include <ctnn/io/onnx.hpp>
#include <ratio>
#include <string>
#include <type_traits>
#include <vector>

using namespace ctnn;

namespace {

std::string folder;

template <class T>
void write_values(const std::string& path, const std::vector<T>& values) {
    detail::write_file(path, {reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T)});
}

/// Three samples of values around 0 or, of an Embedding, of indices from -1 on.
template <class Net, class T = float>
void network(const std::string& name, int indices = 0) {
    constexpr std::size_t batch = 3;
    Random random{42};
    static Parameters<Net, T> parameters;
    initialize(parameters, 7);
    for (T& value : parameters.trained()) value += T(0.2) * (random.uniform<T>() - T(0.5));
    for (T& value : parameters.state()) value = T(0.5) + random.uniform<T>();
    std::vector<T> inputs(batch * Net::input_size), outputs(batch * Net::output_size);
    for (T& value : inputs)
        value = indices > 0 ? T(int(random.uniform<T>() * T(indices + 2)) - 1)
                            : T(4) * (random.uniform<T>() - T(0.5));
    predict(parameters, inputs, outputs);
    const std::string path = folder + '/' + name;
    save_onnx(path + ".onnx", parameters);
    write_values(path + ".input", inputs);
    write_values(path + ".output", outputs);
    std::printf("%s %s %zu", name.c_str(), std::is_same_v<T, float> ? "float32" : "float64", batch);
    for (const std::size_t extent : Net::input::extents) std::printf(" %zu", extent);
    std::printf("\n");
}

template <class... Acts>
using Activations = Network<Input<8>, Dense<6, Acts>..., Dense<3>>;

void dense() {
    network<Network<Input<2>, Dense<4, Tanh>, Dense<1, Sigmoid>>>("xor");
    network<Activations<ReLU, LeakyReLU, ELU, SELU, Softplus>>("activations_1");
    network<Activations<Softsign, GELU, SiLU, Mish, HardSwish>>("activations_2");
    network<Activations<HardSigmoid, KerasHardSigmoid, HardTanh, ReLU6, Exponential>>("activations_3");
    network<Activations<Fast<Tanh>, LeakyReLUOf<std::ratio<3, 10>>,
                        HardTanhOf<std::ratio<-1, 2>, std::ratio<2>>, Step>>("activations_4");
    network<Network<Input<5, 3>, Activation<Softmax>, Activation<Tanh>, Dense<4, Softmax>>>("softmax");
    network<Network<SparseInput<7>, Dense<5, Tanh>, Dropout<std::ratio<1, 2>>, GaussianNoise<std::ratio<1>>,
                    BatchNorm<>, Dense<2>>>("dropped");
    network<Network<Input<6>, Dense<5, Tanh>, LayerNorm<>, Dense<3, Softmax>>, double>("doubles");
    network<Network<Input<4>, Dropout<std::ratio<1, 2>>>>("nothing");
    network<Network<Input<6>, Dense<4>, PReLU<>, Dense<4>, PReLU<Slopes::by_channel>, Dense<4>,
                    PReLU<Slopes::by_value>>>("slopes");
}

constexpr ConvOptions strided{.stride = {2, 1}, .padding = same, .dilation = {1, 2}};
constexpr ConvOptions grouped{.padding = pad(1, 0, 2, 1), .groups = 2};
constexpr ConvTransposeOptions larger{
    .stride = {2, 3}, .padding = pad(1, 0, 0, 1), .output_padding = {1, 2}, .groups = 2};

void images() {
    network<Network<Input<12, 12, 1>, Conv2D<6, 5, ReLU, ConvOptions{.padding = same}>, MaxPool2D<2>,
                    Conv2D<8, 3, ReLU>, AvgPool2D<2>, Dense<10, Softmax>>>("lenet");
    network<Network<Input<9, 7, 3>, Conv2D<4, Size2D(3, 2), Tanh, strided>, BatchNorm<>,
                    PReLU<Slopes::by_channel>, Conv2D<6, 3, Softmax, grouped>, PReLU<>, Flatten, Dense<3>>>(
        "convolutions");
    network<Network<Input<6, 7, 4>, Conv2D<4, 3, ReLU, ConvOptions{.groups = 4}>, PReLU<Slopes::by_value>,
                    Conv2D<5, 1, SiLU>, GlobalAvgPool2D, Dense<2>>>("depthwise");
    network<Network<Input<3, 4, 4>, Conv2DTranspose<6, 3, ReLU, larger>,
                    Conv2DTranspose<2, 2, Sigmoid, ConvTransposeOptions{.stride = 2, .padding = same}>>>(
        "transposed");
    network<Network<Input<3, 2, 2>, Conv2DTranspose<2, 2, Tanh, ConvTransposeOptions{.dilation = {2, 1}}>,
                    Conv2DTranspose<3, 1, Softmax, ConvTransposeOptions{.stride = 3, .padding = same}>>>(
        "transposed_apart");
    network<Network<Input<11, 9, 3>, ZeroPad2D<pad(1, 2, 0, 3)>, Conv2D<3, 2>, ZeroPad2D<pad(0, 1, 2, 1)>,
                    MaxPool2D<Size2D(3, 2), PoolOptions{.stride = {2, 1}, .padding = pad(2, 2, 1, 0)}>,
                    AvgPool2D<3, PoolOptions{.stride = 1, .padding = same}>, Upsample2D<Size2D(2, 3)>,
                    AvgPool2D<4, PoolOptions{.stride = 3, .padding = pad(2), .count_padding = true}>,
                    GlobalMaxPool2D>>("pools");
    network<Network<Input<5, 5, 4>, ZeroPad2D<pad(1)>, MaxPool2D<2>, ZeroPad2D<pad(1)>, AvgPool2D<3>>>(
        "padded");
    network<Network<Input<4, 6>, Reshape<2, 4, 3>, Permute<2, 0, 1>, Upsample2D<2>, Permute<1, 2, 0>,
                    LayerNorm<>, RMSNorm<>>>("moved");
}

constexpr Conv1DOptions behind{.padding = causal, .dilation = 2, .groups = 2};

void sequences() {
    network<Network<Input<11, 2>, Conv1D<4, 3, ReLU, Conv1DOptions{.stride = 2, .padding = same}>,
                    Conv1D<4, 3, Tanh, behind>, MaxPool1D<2, Pool1DOptions{.stride = 1, .padding = causal}>,
                    AvgPool1D<3, Pool1DOptions{.stride = 2, .padding = same}>, BatchNorm<>, GlobalAvgPool1D>>(
        "convolutions_1d");
    network<Network<Input<9, 3>, LSTM<4, Returns::sequence>, LSTM<3>, Dense<2>>>("lstm");
    network<Network<Input<9, 3>, GRU<4, Returns::sequence>, GRU<3>>>("gru");
    network<Network<Input<9, 3>, GRU<4, Returns::sequence, Tanh, Sigmoid, Resets::before>,
                    Bidirectional<GRU<3, Returns::last, Softsign, HardSigmoid, Resets::before>>>>(
        "gru_reset_before");
    network<Network<Input<9, 3>, SimpleRNN<4, Returns::sequence>, SimpleRNN<3, Returns::last, ReLU>>>(
        "simple_rnn");
    network<Network<Input<7, 3>, Bidirectional<LSTM<4, Returns::sequence>>,
                    Bidirectional<GRU<3, Returns::sequence>>, Bidirectional<SimpleRNN<2>>>>("bidirectional");
    network<Network<Input<6, 3>, LSTM<4, Returns::sequence, Softsign, HardSigmoid>,
                    GRU<4, Returns::sequence, LeakyReLU, KerasHardSigmoid>,
                    Bidirectional<LSTM<3, Returns::sequence, ELU, Fast<Sigmoid>>>,
                    SimpleRNN<3, Returns::last, Softplus>>>("cell_activations");
    network<Network<Input<6, 3>, SimpleRNN<3, Returns::sequence, Linear>>>("linear_rnn");
    network<
        Network<Input<8>, Embedding<5, 3>, GRU<4, Returns::sequence>, TimeDistributed<Dense<3, Softmax>>>>(
        "words", 5);
    network<Network<Input<3, 6, 5, 2>,
                    TimeDistributed<Sequential<Conv2D<3, 2, ReLU>, BatchNorm<>, MaxPool2D<2>, Flatten>>,
                    TimeDistributed<LayerNorm<>>, GlobalMaxPool1D>>("distributed");
}

void later_ones() {
    network<Network<Input<6, 3>, NoBias<Conv1D<4, 2, ReLU>>, NoBias<LSTM<3, Returns::sequence>>,
                    NoBias<GRU<3, Returns::sequence>>, Bidirectional<NoBias<GRU<2, Returns::sequence>>>,
                    NoBias<SimpleRNN<3>>, NoBias<Dense<2>>>>("no_biases");
    network<Network<Input<6, 3>, WithInitialState<LSTM<3, Returns::sequence>>,
                    Bidirectional<WithInitialState<LSTM<2, Returns::sequence>>>,
                    WithInitialState<GRU<3, Returns::sequence>, Initial::given>,
                    Bidirectional<WithInitialState<NoBias<GRU<3, Returns::sequence>>>>,
                    Bidirectional<WithInitialState<LSTM<2, Returns::sequence>, Initial::given>>,
                    WithInitialState<SimpleRNN<2>>>>("initial_states");
    network<Network<
        Input<4, 4>, Conv1DTranspose<6, 4, ReLU, Conv1DTransposeOptions{.stride = 2, .padding = causal}>,
        NoBias<Conv1DTranspose<2, 3, Linear,
                               Conv1DTransposeOptions{
                                   .stride = 3, .padding = pad(1), .output_padding = 1, .groups = 2}>>,
        Cropping1D<pad(0, 0, 3, 1)>, ReflectionPad1D<pad(0, 0, 2, 3)>, ReplicationPad1D<pad(0, 0, 1, 2)>>>(
        "transposed_1d");
    network<Network<Input<5, 6, 2>, Cropping2D<pad(1, 0, 0, 2)>, ReflectionPad2D<pad(2, 1, 3, 0)>,
                    NoBias<Conv2D<3, 2>>, ReplicationPad2D<pad(1, 2, 0, 3)>,
                    MaxPool2D<2, PoolOptions{.stride = 1}>, Cropping2D<pad(2, 1, 1, 1)>,
                    NoBias<Conv2DTranspose<2, 2>>>>("borders");
}

void compositions() {
    network<Network<Input<6>, Residual<Dense<6, Tanh>, Dense<6>>,
                    Concat<Dense<2>, Activation<Linear>, Sequential<Dense<3, ReLU>, Dense<4>>>,
                    Add<Dense<5>, Dense<5, Tanh>, Dense<5>>, Multiply<Dense<4, Sigmoid>, Dense<4>>>>(
        "branches");
    network<Network<
        Input<6, 6, 4>, Residual<Conv2D<4, 3, ReLU, ConvOptions{.padding = same}>, BatchNorm<>>,
        Concat<Conv2D<2, 1>, MaxPool2D<3, PoolOptions{.stride = 1, .padding = same}>, Activation<Tanh>>,
        Add<Conv2D<3, 3, Tanh>, Conv2D<3, 3>>, Multiply<Conv2D<3, 1, Sigmoid>, Activation<Linear>>,
        Residual<LayerNorm<>>, GlobalAvgPool2D>>("inception");
}

void attentions() {
    network<Network<Input<7>, Embedding<9, 6>, PositionEmbedding<>, TransformerBlock<2, 6, 8, Causal>,
                    TransformerBlock<3, 6>, LayerNorm<>, TimeDistributed<Dense<9, Softmax>>>>("transformer",
                                                                                              9);
    network<Network<Input<5, 3>, Conv1D<6, 2, ReLU>, PositionalEncoding, MultiHeadAttention<2, 8, Causal>,
                    NoBias<MultiHeadAttention<1, 4>>, GlobalAvgPool1D>>("attention");
}

using Plain = WaveNet<WaveNetStack<4, Dilated<3, 1, 2, 4>, 2>>;
using Gated = WaveNet<
    WaveNetStack<4, InTurn<Dilated<2, 1>, Dilated<3, 5, 2>>, 3, Tanh, WaveNetOptions{.gated = true}>,
    WaveNetStack<3, Dilated<4, 1, 20>, 2, LeakyReLU,
                 WaveNetOptions{.gated = true, .head_bias = true, .head_kernel = 3, .head_dilation = 2}>>;

void wave_nets() {
    network<Network<Input<12, 1>, Plain>>("wave_net");
    network<Network<Input<17, 2>, Gated>>("wave_net_gated");
    network<Network<Input<9, 2>, Conv1D<3, 2, ReLU, Conv1DOptions{.padding = causal}>, Gated, Plain,
                    GlobalAvgPool1D>>("wave_net_within");
}

}  // namespace

int main(int count, char** arguments) {
    if (count != 2) return 1;
    folder = arguments[1];
    dense();
    images();
    sequences();
    later_ones();
    compositions();
    attentions();
    wave_nets();
}
