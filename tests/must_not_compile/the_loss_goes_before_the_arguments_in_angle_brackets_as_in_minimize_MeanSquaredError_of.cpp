// ERROR: the_loss_goes_before_the_arguments_in_angle_brackets_as_in_minimize_MeanSquaredError_of<
#include <ctnn/train.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<2>, nn::Dense<1>>;

void use(nn::Parameters<Net>& parameters, const nn::Dataset<Net>& data) {
#ifndef MUST_NOT_COMPILE
    nn::minimize<nn::MeanSquaredError>(parameters, data, nn::LBFGS{});
#else
    nn::minimize(parameters, data, nn::LBFGS{});
#endif
}
