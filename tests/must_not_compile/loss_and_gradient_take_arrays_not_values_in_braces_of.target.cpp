// ERROR: loss_and_gradient_take_arrays_not_values_in_braces_of<ctnn::Network<
#include <array>
#include <ctnn/train.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<2>, nn::Dense<3, nn::Softmax>>;

nn::Parameters<Net> parameters, sum;
const std::array<float, 2> x{};

void use() {
#ifndef MUST_NOT_COMPILE
    nn::gradient<nn::CrossEntropy>(parameters, x, 1, sum);
#else
    nn::gradient<nn::CrossEntropy>(parameters, x, {0, 1, 0}, sum);
#endif
}
