// ERROR: is_not_a_loss<ctnn::Adam>::that_has_value_of_y_target_and_slope_of_y_target_dy
#include <array>
#include <ctnn/train.hpp>

namespace nn = ctnn;

using Digits = nn::Network<nn::Input<784>, nn::Dense<16, nn::ReLU>, nn::Dense<10, nn::Softmax>>;

float cost(const nn::Parameters<Digits>& parameters, const std::array<float, 784>& image) {
#ifndef MUST_NOT_COMPILE
    return nn::loss<nn::CrossEntropy>(parameters, image, std::array<float, 10>{});
#else
    return nn::loss<nn::Adam>(parameters, image, std::array<float, 10>{});
#endif
}
