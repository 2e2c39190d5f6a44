// ERROR: the_loss_goes_before_the_arguments_in_angle_brackets_as_in_gradient_MeanSquaredError_of<
#include <array>
#include <ctnn/train.hpp>
#include <vector>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<2>, nn::Dense<3, nn::Softmax>>;
using Other = nn::Network<nn::Input<2>, nn::Dense<3>>;

const std::array<float, 2> x{};
nn::Parameters<Net> parameters;

void use([[maybe_unused]] const nn::Dataset<Net>& data, [[maybe_unused]] nn::Parameters<Net>& sum) {
#ifndef MUST_NOT_COMPILE
    nn::gradient<nn::CrossEntropy>(parameters, x, 1, sum);
#else
    nn::gradient(parameters, x, 1, sum);
#endif
}
