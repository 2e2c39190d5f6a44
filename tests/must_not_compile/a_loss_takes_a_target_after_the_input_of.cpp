// ERROR: a_loss_takes_a_target_after_the_input_of<ctnn::Network<
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
    nn::loss<nn::CrossEntropy>(parameters, x, 1);
#else
    nn::loss<nn::CrossEntropy>(parameters, x);
#endif
}
