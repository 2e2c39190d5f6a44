// ERROR: minimize_takes_LBFGS_or_LevenbergMarquardt_after_the_Dataset_not<ctnn::Adam>
#include <ctnn/train.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<2>, nn::Dense<1>>;

void use(nn::Parameters<Net>& parameters, const nn::Dataset<Net>& data) {
#ifndef MUST_NOT_COMPILE
    nn::minimize<nn::MeanSquaredError>(parameters, data, nn::LevenbergMarquardt{});
#else
    nn::minimize<nn::MeanSquaredError>(parameters, data, nn::Adam{});
#endif
}
