// ERROR: these_values_cannot_be_read_as<std::span<const float, 784>.*but_are<std::array<double
#include <array>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

using Digits = nn::Network<nn::Input<784>, nn::Dense<16, nn::ReLU>, nn::Dense<10, nn::Softmax>>;

float first_output(const nn::Parameters<Digits>& parameters) {
#ifndef MUST_NOT_COMPILE
    const std::array<float, 784> image{};
#else
    const std::array<double, 784> image{};
#endif
    return nn::predict(parameters, image)[0];
}
