#include <array>
#include <cstddef>
#include <ctnn/ctnn.hpp>
#include <span>

namespace nn = ctnn;

namespace {

using Flat =
    nn::Network<nn::Input<19>, nn::Dense<41, nn::ReLU>, nn::Dense<23, nn::Tanh>, nn::Dense<3, nn::Softmax>>;
using Image = nn::Network<nn::Input<6, 5, 2>, nn::Conv2D<5, 3>, nn::BatchNorm<>, nn::Activation<nn::ReLU>,
                          nn::MaxPool2D<2>, nn::Flatten, nn::Dense<3, nn::Softmax>>;
using Sequence = nn::Network<nn::Input<7, 3>, nn::Conv1D<5, 3, nn::Tanh>, nn::LayerNorm<>, nn::LSTM<4>,
                             nn::Dense<3, nn::Softmax>>;

template <class Net>
nn::Parameters<Net> parameters;
template <class Net>
std::array<float, Net::input_size> x;

/// Three outputs that are probabilities, of which the class is the greatest.
template <class Net>
bool classifies() {
    nn::initialize(parameters<Net>, 42);
    for (std::size_t i = 0; i < x<Net>.size(); ++i) x<Net>[i] = static_cast<float>(i) / Net::input_size;
    const std::array<float, 3> y = nn::predict(parameters<Net>, x<Net>);
    const float sum = y[0] + y[1] + y[2];
    return sum > 0.9999f && sum < 1.0001f && y[nn::classify(parameters<Net>, x<Net>)] >= y[0];
}

/// Step by step, the last output is that of the whole sequence.
template <class Net>
bool streams() {
    nn::Stream stream(parameters<Net>);
    std::array<float, 3> y{};
    for (std::size_t i = 0; i < x<Net>.size(); i += stream.step_input)
        stream.step(std::span<const float, stream.step_input>(x<Net>.data() + i, stream.step_input), y);
    return y == nn::predict(parameters<Net>, x<Net>);
}

}  // namespace

#if !__STDC_HOSTED__
extern "C"  // main is a function like any other there, for which clang makes up a name
#endif
    int
    main() {
    return classifies<Flat>() && classifies<Image>() && classifies<Sequence>() && streams<Sequence>() ? 0 : 1;
}
