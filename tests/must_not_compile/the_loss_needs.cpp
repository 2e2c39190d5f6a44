// ERROR: the_loss_needs<10>::targets_but_the_array_holds<9>
#include <array>
#include <ctnn/train.hpp>

namespace nn = ctnn;

using Digits = nn::Network<nn::Input<784>, nn::Dense<16, nn::ReLU>, nn::Dense<10, nn::Softmax>>;

float cost(const nn::Parameters<Digits>& parameters, const std::array<float, 784>& image) {
#ifndef MUST_NOT_COMPILE
    const std::array<float, 10> target{};
#else
    const std::array<float, 9> target{};
#endif
    return nn::loss<nn::CrossEntropy>(parameters, image, target);
}
