// Networks answer at run time what they answer while compiling, where no vectors are, and in a stream, bit
// for bit, what they answer for the whole sequence.

#include <array>
#include <cstdlib>
#include <ctnn/ctnn.hpp>
#include <vector>

#include "expect.hpp"

namespace {

namespace nn = ctnn;

using Dense = nn::Network<nn::Input<21>, nn::Dense<9, nn::Tanh>, nn::Dense<7, nn::ReLU>,
                          nn::Dense<3, nn::Softmax>, nn::Dense<1>>;
using Image = nn::Network<nn::Input<5, 6, 2>, nn::Conv2D<3, 3, nn::ReLU>, nn::MaxPool2D<2>, nn::LayerNorm<>,
                          nn::Dense<2, nn::Sigmoid>>;
using Sound =
    nn::Network<nn::Input<9, 1>, nn::Conv1D<4, 3, nn::Tanh, nn::Conv1DOptions{.padding = nn::causal}>,
                nn::LSTM<5, nn::Returns::sequence>, nn::TimeDistributed<nn::Dense<1>>>;

template <class Net>
constexpr nn::Parameters<Net> some_parameters() {
    nn::Parameters<Net> parameters;
    for (std::size_t i = 0; i < Net::parameter_count; ++i)
        parameters.data()[i] = static_cast<float>(static_cast<int>(i * 37 % 64) - 32) / 32;
    return parameters;
}

template <class Net>
constexpr std::array<float, Net::input_size> some_input() {
    std::array<float, Net::input_size> x{};
    for (std::size_t i = 0; i < x.size(); ++i) x[i] = static_cast<float>(i * 29 % 17) / 8 - 1;
    return x;
}

template <class Net>
void same_as_compiled(const std::string& name) {
    static constexpr auto compiled = nn::predict(some_parameters<Net>(), some_input<Net>());
    constexpr std::size_t samples = 19;
    std::vector<float> inputs, outputs(samples * Net::output_size);
    const nn::Parameters<Net> parameters = some_parameters<Net>();
    const auto x = some_input<Net>(), one = x;
    for (std::size_t s = 0; s < samples; ++s) inputs.insert(inputs.end(), x.begin(), x.end());
    nn::predict(parameters, std::span<const float>(inputs), std::span<float>(outputs));
    const auto alone = nn::predict(parameters, one);
    for (std::size_t i = 0; i < outputs.size(); ++i) {
        const float right = compiled[i % Net::output_size];
        expect(std::abs(outputs[i] - right) < 2e-5f, name + " in a batch is as compiled");
        expect(std::abs(alone[i % Net::output_size] - right) < 2e-5f, name + " is as compiled");
    }
}

}  // namespace

void answers() {
    same_as_compiled<Dense>("Dense");
    same_as_compiled<Image>("Conv2D");
    same_as_compiled<Sound>("LSTM");

    const nn::Parameters<Sound> parameters = some_parameters<Sound>();
    const auto sound = some_input<Sound>(), whole = nn::predict(parameters, sound);
    nn::Stream<Sound> stream(parameters);
    for (std::size_t i = 0; i < sound.size(); ++i)
        expect(stream(std::array{sound[i]})[0] == whole[i], "a step of the stream");
    std::array<float, 9> block = sound;
    nn::Stream<Sound> in_place(parameters);
    in_place.run(block, block);
    expect(block == whole, "a block of the stream");
}
