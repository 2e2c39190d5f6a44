// ERROR: these_parameters_belong_to<ctnn::Network<ctnn::Input<784>, ctnn::Dense<32,
#include <array>
#include <ctnn/train.hpp>

namespace nn = ctnn;

using Digits = nn::Network<nn::Input<784>, nn::Dense<16, nn::ReLU>, nn::Dense<10, nn::Softmax>>;
using Wider = nn::Network<nn::Input<784>, nn::Dense<32, nn::ReLU>, nn::Dense<10, nn::Softmax>>;

float cost(const nn::Parameters<Digits>& parameters, const std::array<float, 784>& image) {
#ifndef MUST_NOT_COMPILE
    static nn::Parameters<Digits> sum;
#else
    static nn::Parameters<Wider> sum;
#endif
    return nn::gradient<nn::CrossEntropy>(parameters, image, 7u, sum);
}
