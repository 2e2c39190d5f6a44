// networks write FOLDER | networks read FOLDER: writes networks' parameters for PyTorch, with an input and
// what predict gives; then reads what PyTorch wrote again, and compares every bit.

#include <array>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <ctnn/ctnn.hpp>
#include <ctnn/io/write_safetensors.hpp>

using namespace ctnn;

namespace {

constexpr auto twice = ConvTransposeOptions{.stride = 2, .padding = pad(1)};

using Classifier = Network<Input<7>, Dense<5, ReLU>, Dropout<std::ratio<1, 2>>, NoBias<Dense<4, Tanh>>,
                           LayerNorm<>, Dense<3, Softmax>>;
using Images = Network<Input<9, 8, 2>, Conv2D<6, Size2D{3, 2}, ReLU, ConvOptions{.stride = 2, .groups = 2}>,
                       BatchNorm<>, MaxPool2D<2>, Conv2D<5, 1>, Flatten, Dense<4, Sigmoid>>;
using Upwards = Network<Input<3, 4, 3>, Conv2DTranspose<4, Size2D{3, 2}, GELU>,
                        Conv2DTranspose<2, 4, Linear, twice>, Flatten, Dense<2>>;
using Sequence =
    Network<Input<8, 3>, Conv1D<6, 3, SiLU, Conv1DOptions{.groups = 3}>,
            Conv1DTranspose<4, 2, Linear, Conv1DTransposeOptions{.stride = 2}>, Flatten, Dense<3>>;
using Long = Network<Input<6, 3>, LSTM<4, Returns::sequence>, LSTM<4>, Dense<2>>;
using Both = Network<Input<6, 3>, Bidirectional<LSTM<3, Returns::sequence>>, Bidirectional<GRU<2>>, Dense<2>>;
using Gated = Network<Input<6>, Embedding<9, 3>, GRU<5, Returns::sequence>, SimpleRNN<4>,
                      PReLU<Slopes::by_channel>, Dense<2>>;
using Heads = Network<Input<6>, Embedding<9, 4>, PositionEmbedding<>, TransformerBlock<2, 4, 6, Causal>,
                      NoBias<MultiHeadAttention<1, 4>>, LayerNorm<>, TimeDistributed<Dense<3>>>;
using Unbiased = Network<Input<6, 3>, NoBias<GRU<4>>, Dense<2>>;

template <class Net>
void fill(Parameters<Net>& parameters) {
    initialize(parameters, 11);
    std::size_t i = 0;  // biases and statistics too, and no two alike
    for (float& value : std::span(parameters.data(), parameters.size()))
        value += 0.01f + float(++i * 37 % 101) / 1009;
}

template <class Net>
int answer(bool writes, const std::string& folder, const std::string& name,
           const std::vector<std::string>& names = {}) {
    const auto parameters = std::make_unique<Parameters<Net>>();
    fill(*parameters);
    const std::string path = folder + '/' + name;
    if (writes) {
        write_safetensors(path + ".safetensors", *parameters, {.names = names});
        std::array<float, Net::input_size + Net::output_size> numbers{};
        const std::span<float> all(numbers);
        for (std::size_t i = 0; i < Net::input_size; ++i)
            all[i] = name == "gated" || name == "heads" ? float(i * 5 % 9) : float(i * 29 % 61) / 30 - 1;
        predict(*parameters, std::span<const float>(all.first(Net::input_size)),
                all.subspan(Net::input_size));
        std::ofstream(path + ".values", std::ios::binary)
            .write(reinterpret_cast<const char*>(numbers.data()), sizeof numbers);
        return 0;
    }
    const auto back = std::make_unique<Parameters<Net>>();
    read_safetensors(path + ".back.safetensors", *back, {.names = names});
    const bool same = std::memcmp(back->data(), parameters->data(), back->size() * sizeof(float)) == 0;
    std::printf("%-12s %zu values %s\n", name.c_str(), back->size(), same ? "as they were" : "CHANGED");
    return same ? 0 : 1;
}

}  // namespace

int main(int, char** arguments) {
    const bool writes = std::string_view(arguments[1]) == "write";
    const std::string folder = arguments[2];
    return answer<Classifier>(writes, folder, "classifier") + answer<Images>(writes, folder, "images") +
           answer<Upwards>(writes, folder, "upwards") + answer<Sequence>(writes, folder, "sequence") +
           answer<Long>(writes, folder, "long", {"rnn", "rnn_l1", "head"}) +
           answer<Both>(writes, folder, "both", {"first", "second", "head"}) +
           answer<Gated>(writes, folder, "gated", {"words", "gru", "rnn", "slopes", "head"}) +
           answer<Heads>(writes, folder, "heads",
                         {"words", "places", "block.norm1", "block.self_attn", "block.norm2", "block.linear1",
                          "block.linear2", "attention", "norm", "head"}) +
           answer<Unbiased>(writes, folder, "unbiased", {"rnn", "head"});
}
