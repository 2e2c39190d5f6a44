// ERROR: BinaryCrossEntropy_takes_Sigmoid_last_but_the_last_layer_is<ctnn::Dense<1
#include <array>
#include <ctnn/train.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::Input<64>, nn::Dense<16, nn::ReLU>, nn::Dense<1, nn::Sigmoid>>;
#else
using Net = nn::Network<nn::Input<64>, nn::Dense<16, nn::ReLU>, nn::Dense<1>>;
#endif

float cost(const nn::Parameters<Net>& parameters, const std::array<float, 64>& x) {
    return nn::loss<nn::BinaryCrossEntropy>(parameters, x, std::array<float, 1>{});
}
