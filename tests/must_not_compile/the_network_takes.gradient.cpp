// ERROR: the_network_takes<784>::inputs_but_the_array_holds<28>
#include <array>
#include <ctnn/train.hpp>

namespace nn = ctnn;

using Digits = nn::Network<nn::Input<784>, nn::Dense<16, nn::ReLU>, nn::Dense<10, nn::Softmax>>;

float cost(const nn::Parameters<Digits>& parameters, nn::Parameters<Digits>& sum) {
#ifndef MUST_NOT_COMPILE
    const std::array<float, 784> image{};
#else
    const std::array<float, 28> image{};
#endif
    return nn::gradient<nn::CrossEntropy>(parameters, image, 7u, sum);
}
