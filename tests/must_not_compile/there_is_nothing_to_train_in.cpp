// ERROR: there_is_nothing_to_train_in<ctnn::Network<
#include <ctnn/train.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<2>, nn::Dense<1>>;
using Fixed = nn::Network<nn::Input<2>, nn::Activation<nn::Tanh>>;

void use([[maybe_unused]] nn::Parameters<Net>& parameters, [[maybe_unused]] const nn::Dataset<Net>& data,
         [[maybe_unused]] nn::Parameters<Fixed>& fixed, [[maybe_unused]] const nn::Dataset<Fixed>& others) {
#ifndef MUST_NOT_COMPILE
    nn::minimize<nn::MeanSquaredError>(parameters, data, nn::LBFGS{});
#else
    nn::minimize<nn::MeanSquaredError>(fixed, others, nn::LBFGS{});
#endif
}
