// ERROR: OwnLoss_takes_no_targets_so_call_forward_and_backward_of_a_Learner_of<ctnn::Network<ctnn::Input<2>
#include <array>
#include <ctnn/train.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<2>, nn::Dense<1>>;

#ifndef MUST_NOT_COMPILE
using Loss = nn::MeanSquaredError;
#else
using Loss = nn::OwnLoss;
#endif

float cost(const nn::Parameters<Net>& parameters, nn::Parameters<Net>& sum) {
    return nn::gradient<Loss>(parameters, std::array<float, 2>{}, 1.0f, sum);
}
