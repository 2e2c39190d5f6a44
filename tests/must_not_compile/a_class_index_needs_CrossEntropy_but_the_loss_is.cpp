// ERROR: a_class_index_needs_CrossEntropy_but_the_loss_is<ctnn::MeanSquaredError>
#include <array>
#include <ctnn/train.hpp>

namespace nn = ctnn;

using Digits = nn::Network<nn::Input<784>, nn::Dense<16, nn::ReLU>, nn::Dense<10, nn::Softmax>>;

float cost(const nn::Parameters<Digits>& parameters, const std::array<float, 784>& image) {
#ifndef MUST_NOT_COMPILE
    return nn::loss<nn::CrossEntropy>(parameters, image, 7u);
#else
    return nn::loss<nn::MeanSquaredError>(parameters, image, 7u);
#endif
}
