// ERROR: LevenbergMarquardt_minimizes_MeanSquaredError_not<ctnn::Huber>
#include <ctnn/train.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<2>, nn::Dense<1>>;

void use(nn::Parameters<Net>& parameters, const nn::Dataset<Net>& data) {
#ifndef MUST_NOT_COMPILE
    nn::minimize<nn::Huber>(parameters, data, nn::LBFGS{});
#else
    nn::minimize<nn::Huber>(parameters, data, nn::LevenbergMarquardt{});
#endif
}
