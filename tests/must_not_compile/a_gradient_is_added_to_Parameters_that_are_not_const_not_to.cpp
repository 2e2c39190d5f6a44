// ERROR: a_gradient_is_added_to_Parameters_that_are_not_const_not_to<std::vector<float
#include <array>
#include <ctnn/train.hpp>
#include <vector>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<2>, nn::Dense<3, nn::Softmax>>;

#ifndef MUST_NOT_COMPILE
using Sum = nn::Parameters<Net>;
#else
using Sum = std::vector<float>;
#endif

float learn(const nn::Parameters<Net>& parameters, const std::array<float, 2>& x, Sum& sum) {
    return nn::gradient<nn::CrossEntropy>(parameters, x, 1, sum);
}
